package io.whisperschema.jooq;

import org.jooq.TransactionContext;
import org.jooq.TransactionProvider;
import org.jooq.impl.DefaultConfiguration;

/**
 * Transactions on a store's connections. Within one, and on a connection that comes without autocommit, where the
 * transaction is the host's to end, each is a savepoint.
 */
final class StoreTransactions implements TransactionProvider {
    @Override
    public void begin(TransactionContext context) {
        // Derived for this transaction alone from ours.
        var own = (DefaultConfiguration) context.configuration();
        var transaction = new StoreTransaction(own.connectionProvider());
        own.setConnectionProvider(transaction);
        transaction.begin();
    }

    @Override
    public void commit(TransactionContext context) {
        of(context).commit();
    }

    @Override
    public void rollback(TransactionContext context) {
        of(context).rollback();
    }

    private static StoreTransaction of(TransactionContext context) {
        return (StoreTransaction) context.configuration().connectionProvider();
    }
}
