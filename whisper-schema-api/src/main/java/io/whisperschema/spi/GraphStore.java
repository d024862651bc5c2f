package io.whisperschema.spi;

import io.whisperschema.catalog.GraphCatalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.definition.SchemaDefinition;

/** A store that is a graph. */
public interface GraphStore extends Store {
    @Override
    default StoreKind kind() {
        return StoreKind.GRAPH;
    }

    @Override
    GraphCatalog inspect();

    @Override
    GraphCatalog spell(SchemaDefinition definition);
}
