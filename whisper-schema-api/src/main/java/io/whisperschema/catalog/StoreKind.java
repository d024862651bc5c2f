package io.whisperschema.catalog;

/** The kinds of store an application with memory keeps. */
public enum StoreKind {
    /** Rows in tables. */
    RELATIONAL,
    /** Points in collections. */
    VECTORS,
    /** Values under keys, for a while. */
    CACHE,
    /** Nodes and relationships. */
    GRAPH
}
