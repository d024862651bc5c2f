package io.whisperschema.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import io.whisperschema.testkit.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A host sets up its client for what it does with it itself. */
class RedisClientSettingsTest {
    private final RedisClients clients = new RedisClients();

    @AfterEach
    void close() {
        clients.close();
    }

    private RedisCache cache(RedisServer server, ClientOptions options) {
        RedisClient client = clients.client();
        client.setOptions(options);
        return RedisCache.over(client, RedisURI.create(server.uri()), RedisTraffic.LAYOUT, RedisClients.PATIENT);
    }

    private static UniversalMessage message(int number) {
        return UniversalMessage.of("m-" + number, "u", "text", Instant.EPOCH).in("a");
    }

    static Stream<Named<ClientOptions>> settings() {
        return Stream.of(
                Named.of(
                        "few requests",
                        ClientOptions.builder().requestQueueSize(3).build()),
                Named.of(
                        "no reconnection",
                        ClientOptions.builder()
                                .autoReconnect(false)
                                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.ACCEPT_COMMANDS)
                                .build()),
                Named.of(
                        "the older protocol",
                        ClientOptions.builder()
                                .protocolVersion(ProtocolVersion.RESP2)
                                .build()));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aCacheWorksOverAClientWith(ClientOptions options) {
        try (RedisServer server = RedisServer.start();
                RedisCache cache = cache(server, options)) {
            cache.addAll(IntStream.range(0, 100)
                    .mapToObj(RedisClientSettingsTest::message)
                    .toList());

            assertThat(cache.update(message(7).saying("better"))).isTrue();
            assertThat(cache.meta("a").whole("message_count")).hasValue(100);
            assertThat(cache.tryLock("a", Duration.ofMinutes(1)).map(cache::release))
                    .contains(true);
            server.ask("CLIENT", "KILL", "TYPE", "normal");
            assertThat(cache.recent("a", Recent.atMost(200)).messages()).hasSize(100);
        }
    }

    @Test
    void whatACommandOfTheHostMayTakeIsNotWhatATransactionMayTake() {
        TimeoutOptions soon = TimeoutOptions.enabled(Duration.ofMillis(50));
        try (RedisServer server = RedisServer.start();
                RedisCache cache = cache(
                        server, ClientOptions.builder().timeoutOptions(soon).build())) {
            cache.channels();
            server.ask("CLIENT", "PAUSE", "1000", "WRITE");

            cache.add(message(1));

            assertThat(cache.meta("a").whole("message_count")).hasValue(1);
        }
    }
}
