package io.whisperschema.cache;

import io.whisperschema.testkit.MessageCacheContract;
import io.whisperschema.testkit.RedisOverTls;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class RedisOverTlsContractTest implements MessageCacheContract {
    private static RedisOverTls redis;

    private final RedisClients clients = new RedisClients();

    @BeforeAll
    static void start() {
        redis = RedisOverTls.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @AfterEach
    void close() {
        clients.close();
        redis.server().ask("FLUSHALL");
    }

    @Override
    public MessageCache freshCache(CacheLayout layout, MessageCodec codec) {
        return clients.cache(redis, layout, RedisClients.PATIENT.codec(codec));
    }

    @Override
    public void advance(Duration time) {
        redis.server().advance(time);
    }
}
