package io.whisperschema.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.error.StoreUnavailable.Reason;
import io.whisperschema.testkit.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a host is told was done, and what was not, while Redis does not do all that is asked of it. */
class RedisRefusalsTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    /** A quarter of it is more than a server takes to refuse, on a busy machine too. */
    private static final RedisCacheOptions SOON = RedisCacheOptions.usual().timeout(Duration.ofSeconds(6));

    private static final String NOTHING = "Nothing of what was asked of it has been carried out.";

    private final RedisClients clients = new RedisClients();

    @AfterEach
    void close() {
        clients.close();
    }

    private static UniversalMessage message(String channel) {
        return UniversalMessage.of("m-1", "u", "text", Instant.EPOCH).in(channel);
    }

    @Test
    void whatCannotBeDoneNowIsNotSaidToBeLate() {
        try (RedisServer server = RedisServer.start("replica-serve-stale-data no")) {
            RedisCache cache = clients.cache(server.uri(), RedisTraffic.LAYOUT, SOON);
            server.ask("REPLICAOF", "127.0.0.1", "1");

            assertThatThrownBy(() -> cache.recent("a", Recent.atMost(1)))
                    .isInstanceOfSatisfying(
                            StoreUnavailable.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_THERE_YET))
                    .hasMessageStartingWith("Redis cannot do it now: MASTERDOWN ")
                    .hasMessageEndingWith(NOTHING);
        }
    }

    @Test
    void whatWasDoneInPartIsNotSaidToBeNothing() {
        try (RedisServer server = RedisServer.start(
                        "cluster-enabled yes", "cluster-require-full-coverage no", "cluster-announce-ip 127.0.0.1");
                RedisClusterClient client = RedisClusterClient.create(server.uri())) {
            addSlotsBut(server, List.of("t:meta:half", "t:messages:none", "t:meta:none"));
            RedisURI address = RedisURI.create(server.uri());
            try (RedisCache patient = RedisCache.over(client, address, RedisTraffic.LAYOUT, RedisClients.PATIENT);
                    RedisCache cache = RedisCache.over(client, address, RedisTraffic.LAYOUT, SOON)) {
                patient.add(message("all"));

                assertThatThrownBy(() -> cache.add(message("half")))
                        .isInstanceOf(StoreUnavailable.class)
                        .hasMessageStartingWith("Redis could not do all of it: CLUSTERDOWN ")
                        .hasMessageContaining("A part of what was asked of it has been carried out, or may have been;");
                assertThatThrownBy(() -> cache.add(message("none")))
                        .isInstanceOf(StoreUnavailable.class)
                        .hasMessageStartingWith("Redis cannot do it now: CLUSTERDOWN ")
                        .hasMessageEndingWith(NOTHING);
                assertThat(cache.recent("half", Recent.atMost(1)).messages()).containsExactly(message("half"));
            }
        }
    }

    private static void addSlotsBut(RedisServer server, List<String> keys) {
        int[] without = IntStream.concat(
                        keys.stream().mapToInt(SlotHash::getSlot), IntStream.of(-1, SlotHash.SLOT_COUNT))
                .sorted()
                .toArray();
        for (int i = 1; i < without.length; i++) {
            server.ask(
                    "CLUSTER", "ADDSLOTSRANGE", Integer.toString(without[i - 1] + 1), Integer.toString(without[i] - 1));
        }
    }

    @Test
    void aHostThatGoesOnWithoutItsCacheIsLoggedToDoSoOnce() {
        Logger logger = Logger.getLogger("io.whisperschema.cache.RedisPresence");
        var logged = new ConcurrentLinkedQueue<String>();
        Handler handler = new StreamHandler() {
            @Override
            public synchronized void publish(LogRecord said) {
                logged.add(said.getMessage());
            }
        };
        logger.addHandler(handler);
        try {
            RedisCache cache = clients.cache(
                    "redis://127.0.0.1:1",
                    RedisTraffic.LAYOUT,
                    RedisCacheOptions.usual().timeout(SHORT).goingOnWithout());
            cache.add(message("a"));
            cache.add(message("a"));
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(logged)
                .singleElement()
                .asString()
                .startsWith("The host goes on without its cache. Redis cannot be reached: ");
    }

    @Test
    void aListenerThatFailsTakesNothingFromWhoeverAsks() {
        RedisCacheOptions options = RedisCacheOptions.usual()
                .timeout(SHORT)
                .goingOnWithout()
                .telling(failure -> {
                    throw new IllegalStateException("a listener's own");
                });
        RedisCache cache = clients.cache("redis://127.0.0.1:1", RedisTraffic.LAYOUT, options);

        assertThat(cache.recent("a", Recent.atMost(1))).isEqualTo(Recalled.NOTHING);
        assertThat(cache.stats().failures()).isEqualTo(1);
    }
}
