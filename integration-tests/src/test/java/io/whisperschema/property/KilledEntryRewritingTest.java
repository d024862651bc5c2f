package io.whisperschema.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.whisperschema.cache.RedisStore;
import io.whisperschema.spi.CacheStore;
import io.whisperschema.testkit.RedisCluster;
import io.whisperschema.testkit.RedisDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Whoever is killed while it rewrites entries, at any moment, leaves what the same call finishes: all entries are as they are without a
 * kill, none is lost and none is there twice.
 */
class KilledEntryRewritingTest {
    private static final int KILLS = 10;
    private static final int KILLS_ON_A_CLUSTER = 5;

    private final Kills kills = Kills.of(EntryRewritingProgram.class, "rewritten");

    @Test
    void onAServer() {
        try (RedisDatabase database = RedisDatabase.onSharedServer();
                RedisClient client = RedisClient.create(database.uri())) {
            hold(Property.cases(KILLS), client.connect().sync(), RedisStore.over(client), List.of(database.uri()));
        }
    }

    @Test
    void onAClusterWhereKeysGetOtherSlots() {
        RedisCluster cluster = RedisCluster.shared();
        try (RedisClusterClient client = RedisClusterClient.create(
                cluster.uris().stream().map(RedisURI::create).toList())) {
            hold(Property.cases(KILLS_ON_A_CLUSTER), client.connect().sync(), RedisStore.over(client), cluster.uris());
        } finally {
            cluster.flush();
        }
    }

    /** Of a shared server others may have other databases. */
    private static void empty(RedisClusterCommands<String, String> cache) {
        List<String> keys = cache.keys("*");
        if (!keys.isEmpty()) {
            cache.del(keys.toArray(new String[0]));
        }
    }

    private void hold(int cases, RedisClusterCommands<String, String> cache, CacheStore store, List<String> addresses) {
        kills.hold(cases, (seed, size) -> {
            var entries = new EntryRewriting(seed, size);
            empty(cache);
            entries.fill(cache);
            Moments moments = Moments.counted();
            EntryRewriting.rewrite(store, moments);
            Map<String, String> undisturbed = EntryRewriting.all(cache);
            empty(cache);
            entries.fill(cache);
            var chance = new Chance(~seed);
            String moment = Moments.numbered(chance.below(moments.count()));
            if (!kills.isKilled(chance, moment, addresses.stream())) {
                return false;
            }
            EntryRewriting.rewrite(store, Moments.counted());
            assertThat(EntryRewriting.all(cache)).isEqualTo(undisturbed);
            assertThat(cache.keys("whisper_schema:part:*")).isEmpty();
            return true;
        });
    }
}
