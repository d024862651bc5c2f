package io.whisperschema.catalog;

/** What one store holds or would hold. */
public sealed interface Catalog permits RelationalCatalog, VectorCatalog, CacheCatalog, GraphCatalog {
    /** The kind of store it describes. */
    StoreKind kind();

    /** Whether it holds nothing at all, not even what no definition speaks of. */
    boolean isEmpty();
}
