package io.whisperschema.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.testkit.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisGoneTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String[] DURABLE = {"appendonly yes", "appendfsync always"};

    private final RedisClients clients = new RedisClients();

    @AfterEach
    void close() {
        clients.close();
    }

    private RedisCache cache(RedisServer server, RedisCacheOptions options) {
        return clients.cache(server.uri(), RedisTraffic.LAYOUT, options);
    }

    private static UniversalMessage message(int number) {
        return UniversalMessage.of("m-" + number, "u", "text", Instant.EPOCH).in("a");
    }

    // On a busy machine the first connection may take longer than these tests let operations take.
    private static void addFirst(MessageCache cache) {
        List<String> there = List.of();
        while (there.isEmpty()) {
            try {
                cache.add(message(1));
                there = ids(cache);
            } catch (StoreUnavailable e) {
                Thread.onSpinWait();
            }
        }
    }

    // The same of a connection after the first.
    private static List<String> ids(MessageCache cache) {
        return cache.recent("a", Recent.atMost(10)).messages().stream()
                .map(UniversalMessage::messageId)
                .toList();
    }

    private static List<String> idsOnceItIsThere(MessageCache cache) {
        while (true) {
            try {
                return ids(cache);
            } catch (StoreUnavailable e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void noAcknowledgedMessageIsLostWithAKilledServer() {
        try (RedisServer server = RedisServer.start(DURABLE)) {
            RedisCache cache = cache(server, RedisClients.PATIENT);
            try (RedisTraffic traffic = RedisTraffic.through(cache, 4)) {
                for (int kill = 0; kill < 3; kill++) {
                    traffic.awaitMore(50);
                    server.kill();
                    server.restart();
                }
                traffic.awaitMore(50);
                traffic.stop();

                traffic.assertNothingLost(cache);
            }
        }
    }

    @Test
    void aPipelineThatIsCutOffIsWrittenByWholeTransactions() {
        try (RedisServer server = RedisServer.start(DURABLE)) {
            RedisCache cache = cache(server, RedisClients.PATIENT);
            cache.add(message(0));
            List<CompletionStage<Void>> adding = IntStream.range(1, 5000)
                    .mapToObj(number -> cache.async().add(message(number)))
                    .toList();
            adding.get(100).toCompletableFuture().join();
            server.kill();
            long told = 1
                    + adding.stream()
                            .map(CompletionStage::toCompletableFuture)
                            .filter(stage ->
                                    stage.handle((done, error) -> error == null).join())
                            .count();
            server.restart();

            long there = cache.recent("a", Recent.atMost(10_000)).messages().size();
            assertThat(there).isBetween(told, 5000L);
            assertThat(cache.meta("a").whole("message_count")).hasValue(there);
            assertThat(cache.expiries("a").messages()).isPresent();
        }
    }

    @Test
    void aWriteToAServerThatIsGoneFailsSoonAndIsNeverMade() {
        try (RedisServer server = RedisServer.start(DURABLE)) {
            RedisCache cache = cache(server, RedisCacheOptions.usual().timeout(SHORT));
            addFirst(cache);
            server.kill();
            assertThatThrownBy(() -> ids(cache)).isInstanceOf(StoreUnavailable.class);

            assertThatThrownBy(() -> cache.add(message(2)))
                    .isInstanceOfSatisfying(
                            StoreUnavailable.class,
                            gone -> assertThat(gone.reason()).isEqualTo(StoreUnavailable.Reason.NOT_THERE_YET))
                    .hasMessageStartingWith("Redis cannot be reached: ")
                    .hasMessageEndingWith("Nothing of what was asked of it has been carried out.");
            server.restart();

            assertThat(idsOnceItIsThere(cache)).containsExactly("m-1");
        }
    }

    @Test
    void whoComesAfterTheFirstToFindItGoneDoesNotWait() {
        try (RedisServer server = RedisServer.start()) {
            RedisCache cache = cache(server, RedisCacheOptions.usual().timeout(Duration.ofSeconds(1)));
            addFirst(cache);
            server.kill();
            assertThatThrownBy(() -> cache.add(message(2))).isInstanceOf(StoreUnavailable.class);

            long start = System.nanoTime();
            for (int number = 3; number < 8; number++) {
                int next = number;
                assertThatThrownBy(() -> cache.add(message(next))).isInstanceOf(StoreUnavailable.class);
            }

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void aHostCanGoOnWithoutACache() {
        try (RedisServer server = RedisServer.start()) {
            var told = new ConcurrentLinkedQueue<StoreUnavailable>();
            RedisCache cache = cache(
                    server,
                    RedisCacheOptions.usual().timeout(SHORT).goingOnWithout().telling(told::add));
            addFirst(cache);
            server.kill();
            told.clear();
            CacheStats before = cache.stats();

            cache.add(message(2));
            assertThat(ids(cache)).isEmpty();
            assertThat(cache.update(message(1))).isFalse();
            assertThat(cache.remove("a", "m-1")).isFalse();
            assertThat(cache.clear("a")).isFalse();
            assertThat(cache.channels()).isEmpty();
            assertThat(cache.meta("a")).isEqualTo(FieldValues.EMPTY);
            cache.putMeta("a", FieldValues.EMPTY.with("message_count", 3));
            assertThat(cache.tryLock("a", SHORT)).isEmpty();
            assertThat(cache.expiries("a").messages()).isEmpty();

            assertThat(cache.stats().failures()).isEqualTo(before.failures() + 10);
            assertThat(told).hasSize(10);
            assertThat(cache.stats().writes()).isEqualTo(before.writes());
        }
    }

    @Test
    void aCacheCanBeMadeBeforeItsServer() {
        try (RedisServer server = RedisServer.start()) {
            server.kill();
            RedisCache cache = cache(server, RedisCacheOptions.usual().timeout(SHORT));
            assertThatThrownBy(() -> cache.add(message(1))).isInstanceOf(StoreUnavailable.class);
            server.restart();

            addFirst(cache);

            assertThat(ids(cache)).containsExactly("m-1");
        }
    }

    @Test
    void aServerThatHangsIsGivenUpInTimeAndTakenUpAgain() {
        try (RedisServer server = RedisServer.start()) {
            RedisCache cache = cache(server, RedisCacheOptions.usual().timeout(SHORT));
            addFirst(cache);
            String before = clientsOf(server);
            hang(server);

            assertThatThrownBy(() -> ids(cache))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageStartingWith("Redis is late: no answer within 300 ms.");
            server.ask("PING");

            assertThat(idsOnceItIsThere(cache)).containsExactly("m-1");
            assertThat(clientsOf(server)).isNotEqualTo(before);
        }
    }

    @Test
    void noneOfManyWritesToAServerThatHangsIsStuck() {
        try (RedisServer server = RedisServer.start()) {
            RedisCache cache = cache(server, RedisCacheOptions.usual().timeout(SHORT));
            addFirst(cache);
            server.ask("CLIENT", "PAUSE", "600000");

            assertAllSettle(IntStream.range(0, 5000)
                    .mapToObj(number -> cache.async().add(message(number)))
                    .toList());
        }
    }

    private static void assertAllSettle(List<? extends CompletionStage<?>> stages) {
        CompletableFuture<?>[] settled = stages.stream()
                .map(stage -> stage.handle((done, error) -> done).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        assertThat(CompletableFuture.allOf(settled)).succeedsWithin(Duration.ofSeconds(30));
    }

    // What was sent over the connection may come as late as the answer did not.
    private static String clientsOf(RedisServer server) {
        return server.ask("CLIENT", "LIST")
                .lines()
                .filter(line -> line.contains("resp=3"))
                .map(line -> line.split(" ")[0])
                .collect(Collectors.joining(" "));
    }

    private static void hang(RedisServer server) {
        new Thread(() -> server.ask("DEBUG", "SLEEP", "2")).start();
        while (server.answers(Duration.ofMillis(50))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void anInterruptIsRespected() {
        try (RedisServer server = RedisServer.start()) {
            RedisCache cache = cache(server, RedisClients.PATIENT);
            addFirst(cache);
            hang(server);
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> ids(cache))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageStartingWith("Interrupted");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(ids(cache)).containsExactly("m-1");
        }
    }

    @Test
    void aClientThatItsHostHasShutDownLeavesNobodyWaiting() {
        try (RedisServer server = RedisServer.start()) {
            RedisClient client = RedisClient.create();
            RedisCache cache = RedisCache.over(
                    client,
                    RedisURI.create(server.uri()),
                    RedisTraffic.LAYOUT,
                    RedisCacheOptions.usual().timeout(SHORT));
            addFirst(cache);
            client.shutdown(Duration.ZERO, Duration.ofSeconds(5));

            assertThatThrownBy(() -> cache.add(message(2))).isInstanceOf(StoreUnavailable.class);
            cache.close();
        }
    }

    @Test
    void whoWaitsForAServerThatIsGoneWaitsNoLongerThanTheClientIsThere() {
        try (RedisServer server = RedisServer.start()) {
            RedisClient client = RedisClient.create();
            RedisCache cache =
                    RedisCache.over(client, RedisURI.create(server.uri()), RedisTraffic.LAYOUT, RedisClients.PATIENT);
            addFirst(cache);
            server.kill();
            CompletableFuture<?>[] adding = IntStream.range(0, 20)
                    .mapToObj(number -> cache.async().add(message(number)).toCompletableFuture())
                    .toArray(CompletableFuture[]::new);
            client.shutdown(Duration.ZERO, Duration.ofSeconds(5));

            assertThat(CompletableFuture.allOf(adding))
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(StoreUnavailable.class);
        }
    }

    @Test
    void aClientWithoutThreadsForWorkLeavesNobodyWaiting() throws InterruptedException {
        var work = new DefaultEventExecutorGroup(1);
        ClientResources resources =
                ClientResources.builder().eventExecutorGroup(work).build();
        RedisClient client = RedisClient.create(resources);
        try (RedisServer server = RedisServer.start();
                RedisCache cache = RedisCache.over(
                        client, RedisURI.create(server.uri()), RedisTraffic.LAYOUT, RedisClients.PATIENT)) {
            addFirst(cache);
            work.shutdownGracefully(0, 0, TimeUnit.SECONDS).await();

            List<CompletionStage<Void>> adding = IntStream.range(0, 1000)
                    .mapToObj(number -> cache.async().add(message(number)))
                    .toList();

            assertAllSettle(adding);
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
            resources.shutdown(0, 5, TimeUnit.SECONDS).await();
        }
    }

    @Test
    void whatRedisRefusesIsSaidWithItsWords() {
        try (RedisServer server = RedisServer.start()) {
            RedisCache cache = cache(server, RedisClients.PATIENT);
            server.ask("SET", "t:messages:a", "no list");

            assertThatThrownBy(() -> cache.add(message(1)))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageStartingWith("Redis refused: WRONGTYPE ");
        }
    }
}
