package io.whisperschema.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.testkit.RedisServer;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that is there, and does not do what it is asked for a while. */
class RedisRefusingTest {
    private final RedisServer server = RedisServer.start();
    private final RedisClients clients = new RedisClients();
    private final RedisCache cache = clients.cache(server.uri(), RedisTraffic.LAYOUT, RedisClients.PATIENT);

    @BeforeEach
    void fill() {
        cache.add(message(0));
    }

    @AfterEach
    void close() {
        clients.close();
        server.close();
    }

    private static UniversalMessage message(int number) {
        return UniversalMessage.of("m-" + number, "u", "text", Instant.EPOCH).in("a");
    }

    private CompletableFuture<?> adding(int messages) {
        return CompletableFuture.allOf(IntStream.rangeClosed(1, messages)
                .mapToObj(number -> cache.async().add(message(number)).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    private void awaitRefusal(String code) {
        while (!server.ask("INFO", "errorstats").contains(code)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void writesOutlastThatItIsAReplica() {
        server.ask("REPLICAOF", "127.0.0.1", "1");
        CompletableFuture<?> adding = adding(100);
        awaitRefusal("READONLY");
        server.ask("REPLICAOF", "NO", "ONE");

        adding.join();

        assertThat(cache.meta("a").whole("message_count")).hasValue(101);
    }

    @Test
    void writesOutlastThatItMissesReplicas() {
        server.ask("CONFIG", "SET", "min-replicas-to-write", "1");
        CompletableFuture<?> adding = adding(1);
        awaitRefusal("NOREPLICAS");
        server.ask("CONFIG", "SET", "min-replicas-to-write", "0");

        adding.join();

        assertThat(cache.meta("a").whole("message_count")).hasValue(2);
    }

    @Test
    void whatIsForgottenMakesRoomOnAFullServer() {
        cache.putSession("u", FieldValues.EMPTY.with("current_mood", "calm"));
        server.ask("CONFIG", "SET", "maxmemory", "1");

        assertThat(cache.clear("a")).isTrue();
        assertThat(cache.endSession("u")).isTrue();
        assertThat(cache.clear("a")).isFalse();
    }
}
