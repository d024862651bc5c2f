package io.whisperschema.catalog;

import io.whisperschema.definition.cache.KeyFamily;
import java.util.List;
import java.util.Optional;

/**
 * What a cache knows, or would know, of the keys it holds.
 *
 * @param families its key families
 */
public record CacheCatalog(List<KeyFamily> families) implements Catalog {
    public CacheCatalog {
        families = List.copyOf(families);
    }

    /** The family of that name. */
    public Optional<KeyFamily> family(String name) {
        return families.stream().filter(family -> family.name().equals(name)).findFirst();
    }

    @Override
    public StoreKind kind() {
        return StoreKind.CACHE;
    }

    @Override
    public boolean isEmpty() {
        return families.isEmpty();
    }
}
