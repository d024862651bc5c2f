package io.whisperschema.cache;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.server.RedisEntries;
import io.whisperschema.testkit.RedisDatabase;
import org.junit.jupiter.api.AfterEach;

/** On a server. */
class RedisRewritingTest implements EntryRewritingContract, EntryMovingContract {
    private final RedisDatabase database = RedisDatabase.onSharedServer();
    private final RedisClient client = RedisClient.create(RedisURI.create(database.uri()));
    private final Entries entries = RedisEntries.of(client, "redis", "");

    @AfterEach
    void close() {
        entries.close();
        client.shutdown(java.time.Duration.ZERO, java.time.Duration.ofSeconds(5));
        database.close();
    }

    @Override
    public Entries entries() {
        return entries;
    }
}
