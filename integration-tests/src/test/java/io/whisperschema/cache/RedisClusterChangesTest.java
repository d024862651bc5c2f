package io.whisperschema.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.whisperschema.testkit.RedisCluster;
import io.whisperschema.testkit.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clusters that change while hosts are at work on them. */
class RedisClusterChangesTest {
    private static final RedisCacheOptions DURABLE =
            RedisCacheOptions.usual().acknowledgedByReplicas(1).timeout(Duration.ofSeconds(3));

    @Test
    void acknowledgedMessagesOutliveAMasterAndHostsGoOn() {
        try (RedisCluster cluster = RedisCluster.start();
                RedisClients clients = new RedisClients()) {
            RedisCache durable = clients.cache(cluster, RedisTraffic.LAYOUT, DURABLE);
            RedisCache cache = clients.cache(cluster, RedisTraffic.LAYOUT, RedisClients.PATIENT);
            try (RedisTraffic traffic = RedisTraffic.through(durable, 4)) {
                traffic.awaitMore(50);

                cluster.failOver(cluster.slotOf("t:messages:channel-0"));
                traffic.stop();

                traffic.assertNothingLost(cache);
            }
            try (RedisTraffic traffic = RedisTraffic.through(cache, 4)) {
                traffic.awaitMore(50);
            }
        }
    }

    @Test
    void slotsMoveUnderLoad() {
        try (RedisCluster cluster = RedisCluster.start();
                RedisClients clients = new RedisClients()) {
            RedisCache cache = clients.cache(cluster, RedisTraffic.LAYOUT, RedisClients.PATIENT);
            try (RedisTraffic traffic = RedisTraffic.through(cache, 4)) {
                for (String key : List.of("t:messages:channel-0", "t:messages:channel-1", "t:meta:channel-0")) {
                    traffic.awaitMore(50);
                    int slot = cluster.slotOf(key);
                    cluster.moveSlot(slot, another(cluster, slot));
                    traffic.awaitMore(50);
                    cluster.moveSlot(slot, another(cluster, slot));
                }
                traffic.awaitMore(50);
                traffic.stop();

                traffic.assertNothingLost(cache);
                assertThat(traffic.refused()).isZero();
            }
        }
    }

    @Test
    void aSlotOnItsWayIsServedByBothSides() {
        RedisCluster cluster = RedisCluster.shared();
        try (RedisClients clients = new RedisClients()) {
            RedisCache cache = clients.cache(cluster, RedisTraffic.LAYOUT, RedisClients.PATIENT);
            cache.add(message("here", "m-1"));
            int slot = cluster.slotOf("t:messages:here");
            RedisServer from = cluster.ownerOf(slot);
            RedisServer to = another(cluster, slot);
            String number = Integer.toString(slot);
            to.ask("CLUSTER", "SETSLOT", number, "IMPORTING", RedisCluster.id(from));
            from.ask("CLUSTER", "SETSLOT", number, "MIGRATING", RedisCluster.id(to));

            cache.add(message("here", "m-2"));
            assertThat(from.ask("CLUSTER", "COUNTKEYSINSLOT", number)).isEqualTo("1");
            from.ask("MIGRATE", "127.0.0.1", Integer.toString(to.port()), "t:messages:here", "0", "5000");
            cache.add(message("here", "m-3"));
            assertThat(cache.update(message("here", "m-2").saying("better"))).isTrue();
            assertThat(cache.remove("here", "m-1")).isTrue();

            assertThat(cache.recent("here", Recent.atMost(5)).messages())
                    .extracting(UniversalMessage::messageId, UniversalMessage::content)
                    .containsExactly(tuple("m-3", "text"), tuple("m-2", "better"));
            cluster.finishMove(slot, to);
            assertThat(cache.recent("here", Recent.atMost(5)).messages()).hasSize(2);
        } finally {
            cluster.flush();
        }
    }

    private static UniversalMessage message(String channel, String id) {
        return UniversalMessage.of(id, "u", "text", Instant.EPOCH).in(channel);
    }

    private static RedisServer another(RedisCluster cluster, int slot) {
        RedisServer owner = cluster.ownerOf(slot);
        return cluster.masters().stream()
                .filter(master -> master != owner)
                .findFirst()
                .orElseThrow();
    }
}
