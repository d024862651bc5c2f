package io.whisperschema.vector;

import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.definition.vector.Datatype;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.Distribution;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.definition.vector.Vectors;
import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.vector.internal.chroma.ChromaCollection;
import io.whisperschema.vector.internal.chroma.ChromaRecords;
import io.whisperschema.vector.internal.chroma.ChromaSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Says what ChromaDB holds as if it stood elsewhere already, by the names that options give. */
final class ChromaInspector {
    private static final String DESCRIPTION = "description";

    private final ChromaRecords records;
    private final ChromaOptions options;
    private final List<VectorCollection> collections = new ArrayList<>();
    private final List<ForeignObject> foreign = new ArrayList<>();
    private final Map<String, Long> rows = new HashMap<>();

    ChromaInspector(ChromaRecords records, ChromaOptions options) {
        this.records = records;
        this.options = options;
    }

    /** The collections that options speak of and Qdrant can have, by the names that they give. */
    static Map<String, ChromaCollection> nameable(ChromaRecords records, ChromaOptions options) {
        var named = new LinkedHashMap<String, ChromaCollection>();
        for (ChromaCollection collection : records.collections()) {
            if (isMeant(collection, options) && isNameable(options.name(collection.name()))) {
                named.put(options.name(collection.name()), collection);
            }
        }
        return named;
    }

    private static boolean isNameable(String name) {
        try {
            return !Vectors.collection(name, Vectors.unnamed(1, Distance.DOT))
                    .name()
                    .isEmpty();
        } catch (InvalidDefinition refused) {
            return false;
        }
    }

    private static boolean isMeant(ChromaCollection collection, ChromaOptions options) {
        return collection.tenant().equals(options.tenant())
                && collection.database().equals(options.database());
    }

    VectorCatalog catalog() {
        for (ChromaCollection collection : records.collections()) {
            if (isMeant(collection, options)) {
                read(options.name(collection.name()), collection);
            } else {
                foreign(
                        "collection of database " + collection.tenant() + "/" + collection.database(),
                        collection.name());
            }
        }
        return new VectorCatalog(
                collections,
                List.of(),
                Map.of(),
                Map.of(),
                foreign,
                new Facts("ChromaDB", records.version(), OptionalLong.empty(), rows));
    }

    private void foreign(String type, String name) {
        foreign.add(new ForeignObject(type, name, Optional.empty()));
    }

    private void read(String name, ChromaCollection collection) {
        if (collection.dimensions().isEmpty()) {
            foreign("collection without a vector", name);
            return;
        }
        if (!isNameable(name)) {
            foreign("collection", name);
            return;
        }
        collections.add(new VectorCollection(
                name,
                Optional.empty(),
                shape(collection, collection.dimensions().getAsInt())));
        rows.put(name, records.count(collection));
        collection.metadata().forEach((key, value) -> {
            if (!key.equals(DESCRIPTION)) {
                foreign.add(new ForeignObject(
                        "metadata of a collection", key, Optional.of(name), Optional.of(key + " = " + value)));
            }
        });
    }

    private CollectionShape shape(ChromaCollection collection, int dimensions) {
        var space = new VectorSpace(
                options.vector(),
                dimensions,
                distance(collection.space().space()),
                Datatype.FLOAT32,
                collection.model(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Optional<String> description =
                Optional.ofNullable(collection.metadata().get(DESCRIPTION)).map(String::valueOf);
        return new CollectionShape(description, List.of(space), List.of(), Distribution.SERVERS_CHOICE);
    }

    /** The same order of nearness; the distances of {@code l2} are the squares of Euclid's. */
    private static Distance distance(ChromaSpace space) {
        return switch (space) {
            case L2 -> Distance.EUCLID;
            case COSINE -> Distance.COSINE;
            case IP -> Distance.DOT;
        };
    }
}
