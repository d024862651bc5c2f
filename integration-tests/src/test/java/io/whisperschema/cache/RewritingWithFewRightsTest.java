package io.whisperschema.cache;

import io.lettuce.core.RedisClient;
import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.server.RedisEntries;
import io.whisperschema.testkit.RedisServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** As a user who may do no more than rewriting needs, and run no scripts. */
class RewritingWithFewRightsTest implements EntryRewritingContract, EntryMovingContract {
    private static final String OF_ALL =
            " +ping +scan +type +pexpiretime +memory|usage +exists +watch +unwatch +multi +exec"
                    + " +rename +renamenx +del +hgetall +hset +hdel";
    private static final String OF_VALUES = " +hmget +lrange +llen +lset +get +set +smembers +smismember +sscan +scard"
            + " +sadd +srem +zrange +zmscore +zscan +zcard +zadd +zrem";
    private static final String WHERE_NEW_KEYS_ARE_TAKEN = " +hlen +getrange";
    private static final String RIGHTS = "user app on >secret ~*" + OF_ALL + OF_VALUES + WHERE_NEW_KEYS_ARE_TAKEN;
    private static RedisServer server = RedisServer.shared();

    private final RedisClient all = RedisClient.create(server.uri());
    private final RedisClient few = RedisClient.create(server.uri().replace("//", "//app:secret@"));
    private final Entries entries = RedisEntries.of(all, "redis", "");
    private final Entries worker = RedisEntries.of(few, "redis", "");

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
        entries.close();
        worker.close();
        all.shutdown(Duration.ZERO, Duration.ofSeconds(5));
        few.shutdown(Duration.ZERO, Duration.ofSeconds(5));
        server.ask("FLUSHALL");
    }

    @Override
    public Entries entries() {
        return entries;
    }

    @Override
    public Entries worker() {
        return worker;
    }
}
