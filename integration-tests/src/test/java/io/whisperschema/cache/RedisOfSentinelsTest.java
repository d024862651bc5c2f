package io.whisperschema.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.testkit.RedisSentinels;
import io.whisperschema.testkit.RedisServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedisOfSentinelsTest {
    @Test
    void acknowledgedMessagesOutliveTheMaster() {
        try (RedisSentinels redis = RedisSentinels.start();
                RedisClients clients = new RedisClients()) {
            RedisCache cache = clients.cache(
                    redis.uri(),
                    RedisTraffic.LAYOUT,
                    RedisCacheOptions.usual().timeout(Duration.ofSeconds(3)).acknowledgedByReplicas(1));
            try (RedisTraffic traffic = RedisTraffic.through(cache, 4)) {
                traffic.awaitMore(50);

                redis.failOver();
                // There is no replica left that could acknowledge a write.
                RedisCache alone = clients.cache(redis.uri(), RedisTraffic.LAYOUT, RedisClients.PATIENT);
                traffic.stop();

                traffic.assertNothingLost(alone);
                assertThat(redis.firstReplica().ask("ROLE")).startsWith("master");
            }
        }
    }

    @Test
    void aHostGoesOnWithTheNewMaster() {
        try (RedisSentinels redis = RedisSentinels.start();
                RedisClients clients = new RedisClients()) {
            RedisCache cache = clients.cache(redis.uri(), RedisTraffic.LAYOUT, RedisClients.PATIENT);
            try (RedisTraffic traffic = RedisTraffic.through(cache, 4)) {
                traffic.awaitMore(50);

                redis.failOver();

                traffic.awaitMore(50);
            }
        }
    }

    @Test
    void aWriteThatNoReplicaHasIsNotAcknowledged() {
        try (RedisServer alone = RedisServer.start();
                RedisClients clients = new RedisClients()) {
            RedisCache cache = clients.cache(
                    alone.uri(),
                    RedisTraffic.LAYOUT,
                    RedisClients.PATIENT.timeout(Duration.ofSeconds(10)).acknowledgedByReplicas(1));

            assertThatThrownBy(() -> cache.putMeta("a", FieldValues.EMPTY.with("message_count", 1)))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("only 0 of the 1 replicas");
        }
    }
}
