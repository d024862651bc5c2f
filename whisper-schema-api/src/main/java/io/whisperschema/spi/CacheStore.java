package io.whisperschema.spi;

import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.finding.Finding;
import java.util.List;

/** A store that is a cache. */
public interface CacheStore extends Store {
    @Override
    default StoreKind kind() {
        return StoreKind.CACHE;
    }

    @Override
    CacheCatalog inspect();

    @Override
    CacheCatalog spell(SchemaDefinition definition);

    /**
     * What of its entries, and of the way it is set up, is not as the definition wants it, as far as it looks. Names keys, never
     * values; changes nothing.
     */
    default List<Finding> entryFindings(SchemaDefinition definition) {
        return List.of();
    }

    /**
     * Opens it for reading entries; to be closed.
     *
     * @throws UnsupportedChange if it cannot be moved from
     */
    default EntrySource moveSource(EntryRequest request) {
        throw new UnsupportedChange(
                name(), "be moved from", "it has no way to read its entries one by one", "Move from another cache.");
    }

    /**
     * Opens it for receiving entries; to be closed.
     *
     * @throws UnsupportedChange if it cannot be moved to
     */
    default EntryTarget moveTarget(EntryRequest request) {
        throw new UnsupportedChange(
                name(), "be moved to", "it has no way to receive entries", "Move to another cache.");
    }
}
