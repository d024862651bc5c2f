package io.whisperschema.cache;

import io.whisperschema.testkit.MessageCacheContract;
import io.whisperschema.testkit.RedisDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

@WithDatabases
class RedisCacheContractTest implements MessageCacheContract {
    private final RedisClients clients = new RedisClients();
    private RedisDatabase database = RedisDatabase.onSharedServer();

    @BeforeEach
    void take(RedisDatabase given) {
        database.close();
        database = given;
    }

    @AfterEach
    void close() {
        clients.close();
    }

    @Override
    public MessageCache freshCache(CacheLayout layout, MessageCodec codec) {
        return clients.cache(database.uri(), layout, RedisClients.PATIENT.codec(codec));
    }

    @Override
    public void advance(Duration time) {
        database.advance(time);
    }
}
