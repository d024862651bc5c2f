package io.whisperschema.catalog;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.relational.DialectName;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a relational database, bound to one schema, holds or would hold.
 *
 * @param dialect whose words it is in
 * @param tables its tables
 * @param views its views
 * @param foreignObjects what has no place here but must not be forgotten: triggers, functions, virtual tables …
 * @param facts what is known about the database as it is
 */
public record RelationalCatalog(
        DialectName dialect,
        List<CatalogTable> tables,
        List<CatalogView> views,
        List<ForeignObject> foreignObjects,
        Facts facts)
        implements Catalog {
    public RelationalCatalog {
        requireNonNull(dialect);
        tables = List.copyOf(tables);
        views = List.copyOf(views);
        foreignObjects = List.copyOf(foreignObjects);
        requireNonNull(facts);
    }

    /** The table of that name. */
    public Optional<CatalogTable> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** The view of that name. */
    public Optional<CatalogView> view(String name) {
        return views.stream().filter(view -> view.name().equals(name)).findFirst();
    }

    /** The catalog without the tables and views of such names. */
    public RelationalCatalog without(Predicate<String> names) {
        return new RelationalCatalog(
                dialect,
                tables.stream().filter(table -> !names.test(table.name())).toList(),
                views.stream().filter(view -> !names.test(view.name())).toList(),
                foreignObjects,
                facts);
    }

    /** The catalog as JSON of format {@code whisper-schema/catalog}, the same text for the same catalog. */
    public String toJson() {
        return CatalogJson.write(this);
    }

    /**
     * The catalog that {@link #toJson} wrote.
     *
     * @throws io.whisperschema.error.UnreadableDocument if it is of another format or version, or holds anything this
     *     release does not know
     * @throws io.whisperschema.error.InvalidDefinition if an expression, type or query in it is none, but more or less
     */
    public static RelationalCatalog fromJson(String json) {
        return CatalogJson.read(json);
    }

    @Override
    public StoreKind kind() {
        return StoreKind.RELATIONAL;
    }

    /** Whether there is nothing but extensions. */
    @Override
    public boolean isEmpty() {
        return tables.isEmpty() && views.isEmpty() && foreignObjects.stream().allMatch(ForeignObject::isExtension);
    }
}
