package io.whisperschema.cache;

import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.server.RedisEntries;
import io.whisperschema.testkit.RedisCluster;
import org.junit.jupiter.api.AfterEach;

/** On a cluster. */
class RedisClusterRewritingTest implements EntryRewritingContract, EntryMovingContract {
    private final RedisCluster cluster = RedisCluster.shared();
    private final RedisClients clients = new RedisClients();
    private final Entries entries = RedisEntries.of(clients.of(cluster), "cluster", "");

    @AfterEach
    void close() {
        entries.close();
        clients.close();
        cluster.flush();
    }

    @Override
    public Entries entries() {
        return entries;
    }
}
