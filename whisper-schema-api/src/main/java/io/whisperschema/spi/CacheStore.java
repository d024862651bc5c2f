package io.whisperschema.spi;

import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.definition.SchemaDefinition;

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
}
