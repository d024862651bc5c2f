package io.whisperschema.cache;

import io.whisperschema.testkit.MessageCacheContract;
import io.whisperschema.testkit.RedisServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** As a user who may do no more than the cache needs, and run no scripts. */
class RedisWithoutScriptsContractTest implements MessageCacheContract {
    private static final String RIGHTS =
            "user app on >secret ~app:* +ping +multi +exec +watch +unwatch +lpush +ltrim +lrange"
                    + " +lset +lrem +pexpire +pttl +del +hset +hincrby +hgetall +scan +set +get +zadd +zincrby";
    private static RedisServer server = RedisServer.shared();

    private final RedisClients clients = new RedisClients();

    @BeforeAll
    static void start() {
        server = RedisServer.start(RIGHTS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        clients.close();
        server.ask("FLUSHALL");
    }

    @Override
    public MessageCache freshCache(CacheLayout layout, MessageCodec codec) {
        return clients.cache(
                server.uri().replace("//", "//app:secret@"),
                layout.prefixed("app:"),
                RedisClients.PATIENT.codec(codec));
    }

    @Override
    public void advance(Duration time) {
        server.advance(time);
    }
}
