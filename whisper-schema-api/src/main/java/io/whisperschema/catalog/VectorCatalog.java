package io.whisperschema.catalog;

import io.whisperschema.definition.vector.VectorCollection;
import java.util.List;
import java.util.Optional;

/**
 * What a vector store holds or would hold.
 *
 * @param collections its collections
 */
public record VectorCatalog(List<VectorCollection> collections) implements Catalog {
    public VectorCatalog {
        collections = List.copyOf(collections);
    }

    /** The collection of that name. */
    public Optional<VectorCollection> collection(String name) {
        return collections.stream()
                .filter(collection -> collection.name().equals(name))
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
