package io.whisperschema.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.whisperschema.testkit.RedisDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithDatabases
class RedisCacheTest {
    private static final int MANY = 2000;

    private final RedisClients clients = new RedisClients();

    @AfterEach
    void close() {
        clients.close();
    }

    private RedisCache cache(RedisDatabase database, CacheLayout layout) {
        return clients.cache(database.uri(), layout, RedisClients.PATIENT);
    }

    private RedisCache cache(RedisDatabase database) {
        return cache(database, RedisTraffic.LAYOUT);
    }

    private static UniversalMessage message(String channel, int number) {
        return UniversalMessage.of("m-" + number, "u", "text", Instant.EPOCH).in(channel);
    }

    private static int count(MessageCache cache, String channel) {
        return cache.recent(channel, Recent.atMost(100_000)).messages().size();
    }

    @Test
    void twoCachesOnOneServerAreOne(RedisDatabase database) {
        RedisCache one = cache(database);
        RedisCache other = cache(database);

        one.add(message("a", 1));
        other.add(message("a", 2));

        assertThat(count(one, "a")).isEqualTo(2);
        CacheLock lock = one.tryLock("a", Duration.ofMinutes(1)).orElseThrow();
        assertThat(other.tryLock("a", Duration.ofMinutes(1))).isEmpty();
        assertThat(other.release(lock)).isTrue();
    }

    @Test
    void prefixesKeepHostsApart(RedisDatabase database) {
        RedisCache one = cache(database, RedisTraffic.LAYOUT.prefixed("one*:"));
        RedisCache other = cache(database, RedisTraffic.LAYOUT.prefixed("one-and-other:"));
        one.add(message("a", 1));
        other.add(message("b", 1));

        assertThat(one.channels()).containsExactly("a");
        assertThat(other.channels()).containsExactly("b");
        assertThat(one.clear("b")).isFalse();
        assertThat(database.ask("EXISTS", "one*:t:messages:a")).isEqualTo("1");
    }

    /** Each transaction stays whole, although the client's own thread begins some while a host's thread writes long ones. */
    @Test
    void transactionsAreNotMixed(RedisDatabase database) {
        RedisCache cache = cache(database);
        cache.add(message("b", 0));
        CompletableFuture<Void> chained = chain(cache, 0);
        CompletableFuture<?>[] many = IntStream.range(0, MANY / 20)
                .mapToObj(round -> cache.async()
                        .addAll(IntStream.range(0, 200)
                                .mapToObj(number -> message("c-" + number, round))
                                .toList())
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(many).join();
        chained.join();

        assertThat(IntStream.range(0, 200).map(number -> count(cache, "c-" + number)))
                .containsOnly(MANY / 20);
        assertThat(cache.meta("c-199").whole("message_count")).hasValue(MANY / 20);
        assertThat(cache.meta("a").whole("message_count")).hasValue(MANY);
    }

    private static CompletableFuture<Void> chain(RedisCache cache, int number) {
        return number == MANY
                ? CompletableFuture.completedFuture(null)
                : cache.async()
                        .add(message("a", number))
                        .thenCompose(done -> chain(cache, number + 1))
                        .toCompletableFuture();
    }

    /** A client that bears few commands at a time refuses those beyond, also in the midst of a transaction. */
    @Test
    void transactionsStayWholeWithAClientThatBearsFewCommands(RedisDatabase database) {
        RedisClient client = clients.client();
        client.setOptions(ClientOptions.builder().requestQueueSize(50).build());
        try (RedisCache cache =
                RedisCache.over(client, RedisURI.create(database.uri()), RedisTraffic.LAYOUT, RedisClients.PATIENT)) {
            CompletableFuture<?>[] adding = IntStream.range(0, MANY)
                    .mapToObj(number -> cache.async().add(message("a", number)).toCompletableFuture())
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(adding).join();

            assertThat(count(cache, "a")).isEqualTo(MANY);
            assertThat(cache.meta("a").whole("message_count")).hasValue(MANY);
        }
    }

    @Test
    void anOperationIsOneExchange(RedisDatabase database) {
        RedisCache cache = cache(database);
        cache.add(message("a", 1));
        long before = callsOf(database, "multi");

        cache.add(message("a", 2));
        cache.addAll(
                IntStream.range(3, 100).mapToObj(number -> message("a", number)).toList());

        assertThat(callsOf(database, "multi")).isEqualTo(before + 2);
        assertThat(count(cache, "a")).isEqualTo(99);
    }

    @Test
    void whatIsFoundByItsBeginningIsReplacedByAScript(RedisDatabase database) {
        RedisCache cache = cache(database);
        cache.addAll(List.of(message("a", 1), message("a", 2)));
        long before = callsOf(database, "watch");

        assertThat(cache.update(message("a", 1).saying("better"))).isTrue();
        assertThat(cache.update(message("a", 3))).isFalse();
        assertThat(cache.remove("a", "m-2")).isTrue();

        assertThat(callsOf(database, "watch")).isEqualTo(before);
        assertThat(cache.recent("a", Recent.atMost(5)).messages())
                .extracting(UniversalMessage::content)
                .containsExactly("better");
    }

    private static long callsOf(RedisDatabase database, String command) {
        return database.ask("INFO", "commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceFirst("[^=]*calls=(\\d+),.*", "$1")))
                .findFirst()
                .orElse(0);
    }

    @Test
    void anotherFormOfTheSameMessageIsFoundToo(RedisDatabase database) {
        RedisCache cache = cache(database);
        cache.add(message("a", 1));
        String idLast = """
                {"user_id": "u", "content": "older", "timestamp": "2024-01-01T00:00:00", "channel_id": "a", "message_id": "m-1"}""";
        database.ask("LPUSH", "t:messages:a", idLast);
        assertThat(cache.recent("a", Recent.atMost(5)).unreadable()).isEmpty();

        assertThat(cache.update(message("a", 1).saying("better"))).isTrue();
        assertThat(cache.recent("a", Recent.atMost(1)).messages().get(0).content())
                .isEqualTo("better");
        database.ask("LPUSH", "t:messages:a", idLast);
        assertThat(cache.remove("a", "m-1")).isTrue();

        assertThat(database.ask("EXISTS", "t:messages:a")).isEqualTo("0");
    }

    @Test
    void aLockHasAGreaterNumberAlsoWhenRedisHasLostItsCount(RedisDatabase database) {
        RedisCache cache = cache(database);
        CacheLock before = cache.tryLock("a", Duration.ofMinutes(1)).orElseThrow();
        database.ask("FLUSHDB");

        CacheLock after = cache.tryLock("a", Duration.ofMinutes(1)).orElseThrow();

        assertThat(after.token()).isGreaterThan(before.token());
        assertThat(cache.release(before)).isFalse();
    }

    @Test
    void aLockHasAGreaterNumberAlsoWhenRedisHasLostTheLastOfThem(RedisDatabase database) {
        RedisCache cache = cache(database);
        String key = RedisTraffic.LAYOUT.lockTokenKey("a");
        take(cache);
        database.ask("COPY", key, "as a replica has it");
        take(cache);
        long last = take(cache);
        database.ask("COPY", "as a replica has it", key, "REPLACE");

        assertThat(take(cache)).isGreaterThan(last);
    }

    private static long take(MessageCache cache) {
        CacheLock lock = cache.tryLock("a", Duration.ofMinutes(1)).orElseThrow();
        cache.release(lock);
        return lock.token();
    }

    @Test
    void aLockHasAGreaterNumberAlsoWhereTheClockIsBehind(RedisDatabase database) {
        RedisCache ahead = cache(database);
        long last = take(ahead);
        InstantSource yesterday = InstantSource.offset(InstantSource.system(), Duration.ofDays(-1));
        RedisCache behind = clients.cache(database.uri(), RedisTraffic.LAYOUT, RedisClients.PATIENT.clock(yesterday));

        assertThat(take(behind)).isGreaterThan(last);
    }

    @Test
    void manyChannelsAreWrittenTogether(RedisDatabase database) {
        RedisCache cache = cache(database);
        List<UniversalMessage> messages = IntStream.range(0, 30_000)
                .mapToObj(number -> message("channel-" + number % 70, number))
                .toList();

        cache.addAll(messages);

        assertThat(cache.channels()).hasSize(70);
        assertThat(cache.recent("channel-69", Recent.atMost(1))
                        .messages()
                        .get(0)
                        .messageId())
                .isEqualTo("m-29959");
        assertThat(cache.meta("channel-0").whole("message_count")).hasValue(429);
        assertThat(cache.stats().writes()).isEqualTo(1);
    }

    @Test
    void whatIsReadFurtherBackIsReadToo(RedisDatabase database) {
        RedisCache cache = cache(database);
        cache.add(
                UniversalMessage.of("first", "somebody", "text", Instant.EPOCH).in("a"));
        cache.addAll(IntStream.range(0, 3000)
                .mapToObj(number -> message("a", number % 7))
                .toList());

        assertThat(cache.recent("a", Recent.atMost(1).by("somebody")).messages())
                .hasSize(1);
        assertThat(cache.recent("a", Recent.atMost(8)).messages()).hasSize(8);
    }

    @Test
    void closingEndsItsConnectionsAndLeavesTheClient(RedisDatabase database) {
        RedisCache cache = cache(database, RedisTraffic.LAYOUT.prefixed("closing:"));
        cache.add(message("a", 1));
        long before = connections(database);

        cache.close();

        assertThat(connections(database)).isEqualTo(before - 1);
    }

    private static long connections(RedisDatabase database) {
        return database.ask("CLIENT", "LIST")
                .lines()
                .filter(line -> line.contains("db=" + database.number()))
                .count();
    }

    @Test
    void stagesFailWithTheSameError(RedisDatabase database) {
        RedisCache cache = cache(database);
        database.ask("SET", "t:messages:a", "no list");

        CompletionStage<Throwable> error =
                cache.async().recent("a", Recent.atMost(1)).handle((found, failure) -> failure);

        assertThat(error.toCompletableFuture().join()).rootCause().hasMessageContaining("WRONGTYPE");
    }
}
