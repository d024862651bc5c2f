package io.whisperschema.cache;

import io.lettuce.core.RedisURI;
import io.whisperschema.property.Property;
import io.whisperschema.testkit.RedisCluster;
import io.whisperschema.testkit.RedisDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever is done to a cache on Redis, in whatever order: it answers as a plain one does, and so as one in memory, which is
 * compared with the plain one too. What is left to live differs by less than 50 ms.
 */
@WithDatabases
class RedisCacheModelTest {
    private static final int CASES = 25;
    private static final Duration GRAIN = Duration.ofMinutes(1);
    private static final Duration TOLERANCE = Duration.ofMillis(50);

    private final RedisClients clients = new RedisClients();

    @AfterEach
    void close() {
        clients.close();
    }

    @Test
    void aCacheOnRedisAnswersAsThePlainOneDoes(RedisDatabase database) {
        var client = clients.client();
        var address = RedisURI.create(database.uri());
        answersAsThePlainOneDoes((layout, codec) -> {
            database.ask("FLUSHDB");
            return new Subject(
                    RedisCache.over(client, address, layout, RedisClients.PATIENT.codec(codec)), database::advance);
        });
    }

    @Test
    void aCacheOnAClusterAnswersAsThePlainOneDoes() {
        RedisCluster cluster = RedisCluster.shared();
        var client = clients.of(cluster);
        var address = RedisURI.create(cluster.uris().get(0));
        answersAsThePlainOneDoes((layout, codec) -> {
            cluster.flush();
            return new Subject(
                    RedisCache.over(client, address, layout, RedisClients.PATIENT.codec(codec)), cluster::advance);
        });
    }

    private static void answersAsThePlainOneDoes(CacheComparison.Caches caches) {
        Property.holds(Property.cases(CASES), (seed, size) -> {
            var random = new RandomCacheOperations(seed, GRAIN);
            CacheLayout layout = random.layout();
            new CacheComparison(caches, new RealTime(), TOLERANCE).compare(layout, random.some(size));
        });
    }

    /** The server's time goes on by itself, and so does this. */
    private static final class RealTime implements CacheComparison.Time {
        private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);

        @Override
        public InstantSource clock() {
            return () -> Clock.systemUTC().instant().plus(passed.get());
        }

        @Override
        public void pass(Duration time) {
            passed.updateAndGet(before -> before.plus(time));
        }
    }
}
