package io.whisperschema.catalog;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.VectorCollection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a vector store holds or would hold. What a server was not told is its choice, so a collection that a store holds says
 * more than one that is wished for.
 *
 * @param collections its collections; of their payload fields a store knows those with an index
 * @param families the families of which it would hold collections, in one that comes from a definition
 * @param records what is on record of a collection, by name; nothing where the store keeps no records
 * @param aliases the collection behind each alias
 * @param foreignObjects what no definition can say: sparse vectors, strict mode and the like, each under its collection
 * @param facts what else is known; the rows are points
 */
public record VectorCatalog(
        List<VectorCollection> collections,
        List<CollectionFamily> families,
        Map<String, CollectionRecord> records,
        Map<String, String> aliases,
        List<ForeignObject> foreignObjects,
        Facts facts)
        implements Catalog {
    public VectorCatalog {
        collections = List.copyOf(collections);
        families = List.copyOf(families);
        records = Collections.unmodifiableMap(new TreeMap<>(records));
        aliases = Collections.unmodifiableMap(new TreeMap<>(aliases));
        foreignObjects = List.copyOf(foreignObjects);
        requireNonNull(facts);
    }

    /** Collections alone, of no server in particular. */
    public VectorCatalog(List<VectorCollection> collections) {
        this(collections, List.of());
    }

    /** What a definition wishes for. */
    public VectorCatalog(List<VectorCollection> collections, List<CollectionFamily> families) {
        this(collections, families, Map.of(), Map.of(), List.of(), Facts.none("vectors"));
    }

    /** The collection of that name. */
    public Optional<VectorCollection> collection(String name) {
        return collections.stream()
                .filter(collection -> collection.name().equals(name))
                .findFirst();
    }

    /** The collection of that name, or else behind that alias: what a client reaches by it. */
    public Optional<VectorCollection> reached(String name) {
        return collection(name).or(() -> Optional.ofNullable(aliases.get(name)).flatMap(this::collection));
    }

    /** What is on record of the collection of that name; nothing where the store keeps no records. */
    public Optional<CollectionRecord> recordOf(String collection) {
        return Optional.ofNullable(records.get(collection));
    }

    /** The names by which clients reach a collection: its own, then its aliases. */
    public Stream<String> namesOf(String collection) {
        return Stream.concat(
                Stream.of(collection),
                aliases.entrySet().stream()
                        .filter(alias -> alias.getValue().equals(collection))
                        .map(Map.Entry::getKey));
    }

    /** The family of this catalog to which a collection of those names belongs. */
    public Optional<CollectionFamily> familyOf(Stream<String> names) {
        return names.flatMap(name -> families.stream()
                        .filter(family -> family.pattern().match(name).isPresent()))
                .findFirst();
    }

    @Override
    public StoreKind kind() {
        return StoreKind.VECTORS;
    }

    @Override
    public boolean isEmpty() {
        return collections.isEmpty();
    }
}
