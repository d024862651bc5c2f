package io.whisperschema.definition;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.cache.CacheModel;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.definition.graph.GraphModel;
import io.whisperschema.definition.graph.GraphPart;
import io.whisperschema.definition.relational.RelationalModel;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.View;
import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorModel;
import io.whisperschema.finding.Finding;
import io.whisperschema.internal.Checks;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The schema of an application in all four kinds of store, written once and brought to whatever store is there.
 *
 * <p>Immutable: each call gives a new definition with more in it. Each call also checks what it adds, so the order
 * matters: tables of one {@link #tables} call may refer to each other, also in a circle; a later call may refer to an
 * earlier one but not the other way round. Links come after what they link. A definition that exists is valid.
 *
 * @param name what the application is called; stands in plans and reports
 * @param relational its tables and views
 * @param vectors its collections and families of collections
 * @param cache its families of keys
 * @param graph its nodes and relationships
 * @param links what holds the key of what, across kinds
 * @param components who owns which table
 */
public record SchemaDefinition(
        String name,
        RelationalModel relational,
        VectorModel vectors,
        CacheModel cache,
        GraphModel graph,
        List<Link> links,
        List<Component> components) {
    public SchemaDefinition {
        Checks.name("definition", name);
        links = List.copyOf(links);
        components = List.copyOf(components);
        WordRules.hold(relational);
        new LinkRules(relational, vectors, cache, graph).hold(links);
        ComponentRules.hold(components, relational);
    }

    /** An empty definition of that name. */
    public static SchemaDefinition named(String name) {
        return new SchemaDefinition(
                name,
                RelationalModel.EMPTY,
                VectorModel.EMPTY,
                CacheModel.EMPTY,
                GraphModel.EMPTY,
                List.of(),
                List.of());
    }

    /** With these tables too; they may refer to each other and to tables of earlier calls. */
    public SchemaDefinition tables(Table... tables) {
        return with(new RelationalModel(more(relational.tables(), tables), relational.views()));
    }

    /** With these views too. */
    public SchemaDefinition views(View... views) {
        return with(new RelationalModel(relational.tables(), more(relational.views(), views)));
    }

    /** With these collections too. */
    public SchemaDefinition collections(VectorCollection... collections) {
        return with(new VectorModel(more(vectors.collections(), collections), vectors.families()));
    }

    /** With these families of collections too. */
    public SchemaDefinition families(CollectionFamily... families) {
        return with(new VectorModel(vectors.collections(), more(vectors.families(), families)));
    }

    /** With these families of cache keys too. */
    public SchemaDefinition keyFamilies(KeyFamily... families) {
        return with(new CacheModel(more(cache.families(), families)));
    }

    /** With these nodes, relationships, uniqueness constraints and indexes too; those of one call may refer to each other. */
    public SchemaDefinition graph(GraphPart... parts) {
        return with(graph.with(parts));
    }

    /** With these links too; both ends must be there. */
    public SchemaDefinition links(Link... links) {
        return new SchemaDefinition(name, relational, vectors, cache, graph, more(this.links, links), components);
    }

    /** With these components too. */
    public SchemaDefinition components(Component... components) {
        return new SchemaDefinition(name, relational, vectors, cache, graph, links, more(this.components, components));
    }

    /** The definition as JSON of format {@code whisper-schema/definition}, the same text for the same definition. */
    public String toJson() {
        return DefinitionJson.write(this);
    }

    /**
     * The definition that {@link #toJson} wrote.
     *
     * @throws io.whisperschema.error.UnreadableDocument if it is of another format or version, or holds anything this
     *     release does not know
     * @throws io.whisperschema.error.InvalidDefinition if what it says contradicts itself
     */
    public static SchemaDefinition fromJson(String json) {
        return DefinitionJson.read(json);
    }

    /** What a live database holds, as a definition of that name, with what a definition cannot say exactly. */
    public static Reading from(String name, RelationalCatalog catalog) {
        return new CatalogReading(catalog).read(name);
    }

    /**
     * A definition read out of a catalog.
     *
     * @param definition what could be said
     * @param findings what could not, or not exactly
     */
    public record Reading(SchemaDefinition definition, List<Finding> findings) {
        public Reading {
            findings = List.copyOf(findings);
        }
    }

    @Override
    public String toString() {
        return "definition " + name;
    }

    private SchemaDefinition with(RelationalModel changed) {
        return new SchemaDefinition(name, changed, vectors, cache, graph, links, components);
    }

    private SchemaDefinition with(VectorModel changed) {
        return new SchemaDefinition(name, relational, changed, cache, graph, links, components);
    }

    private SchemaDefinition with(CacheModel changed) {
        return new SchemaDefinition(name, relational, vectors, changed, graph, links, components);
    }

    private SchemaDefinition with(GraphModel changed) {
        return new SchemaDefinition(name, relational, vectors, cache, changed, links, components);
    }

    private static <T> List<T> more(List<T> before, T[] added) {
        return Stream.concat(before.stream(), Arrays.stream(added)).toList();
    }
}
