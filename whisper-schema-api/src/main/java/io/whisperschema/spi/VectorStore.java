package io.whisperschema.spi;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.SchemaDefinition;

/** A store that is a store of vectors. */
public interface VectorStore extends Store {
    @Override
    default StoreKind kind() {
        return StoreKind.VECTORS;
    }

    @Override
    VectorCatalog inspect();

    @Override
    VectorCatalog spell(SchemaDefinition definition);
}
