package io.whisperschema.migration;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.plan.CodeStep;
import java.util.List;

/**
 * One typed part of a migration of another store than the relational one. It runs outside of transactions, on that store, and
 * is on record with the other migrations.
 */
public sealed interface OtherStoreOperation extends Operation permits VectorOperation, CacheRewrite {
    /** The kind of the store. */
    StoreKind storeKind();

    /** The host code that it speaks of. */
    List<CodeStep<?>> code();
}
