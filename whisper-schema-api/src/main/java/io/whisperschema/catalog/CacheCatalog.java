package io.whisperschema.catalog;

import io.whisperschema.definition.cache.KeyFamily;
import java.util.List;
import java.util.Optional;

/**
 * What a cache knows, or would know, of the keys it holds.
 *
 * @param families its key families
 * @param foreignObjects what is there besides, such as a move that is not finished
 */
public record CacheCatalog(List<KeyFamily> families, List<ForeignObject> foreignObjects) implements Catalog {
    public CacheCatalog {
        families = List.copyOf(families);
        foreignObjects = List.copyOf(foreignObjects);
    }

    /** Those families and nothing besides. */
    public CacheCatalog(List<KeyFamily> families) {
        this(families, List.of());
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
        return families.isEmpty() && foreignObjects.isEmpty();
    }
}
