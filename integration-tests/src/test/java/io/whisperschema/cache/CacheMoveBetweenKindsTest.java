package io.whisperschema.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.cluster.RedisClusterClient;
import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.report.MoveReport;
import io.whisperschema.spi.CacheStore;
import io.whisperschema.testkit.RedisCluster;
import io.whisperschema.testkit.RedisDatabase;
import io.whisperschema.testkit.RedisSentinels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever the cache was and becomes: a server, one behind Sentinels, a Cluster, or memory, it holds the same. */
class CacheMoveBetweenKindsTest {
    private static final CacheLayout LAYOUT =
            CacheLayout.of(WhisperEngine.schema().cache());
    private static final Duration LASTING = Duration.ofMinutes(10);

    private final RedisCluster cluster = RedisCluster.shared();
    private final RedisClients clients = new RedisClients();
    private final RedisDatabase database = RedisDatabase.onSharedServer();
    private final RedisClusterClient ofCluster = clients.of(cluster);

    @AfterEach
    void close() {
        clients.close();
        database.close();
        cluster.flush();
    }

    private RedisCache onCluster(CacheLayout layout) {
        return clients.cache(cluster, layout, RedisClients.PATIENT);
    }

    private RedisCache onServer() {
        return clients.cache(database.uri(), LAYOUT, RedisClients.PATIENT);
    }

    private static RedisStore server(String uri, RedisClients clients) {
        return RedisStore.over(clients.client(uri)).named("server");
    }

    private static List<String> channels() {
        return Stream.concat(
                        IntStream.range(0, 30).mapToObj(number -> "channel-" + number),
                        Stream.of("*", "a:b", "a:b:token", "{a}", "}{", "%41", "\0", "a\r\nb", "ü 😀"))
                .toList();
    }

    private static UniversalMessage message(String channel, int number) {
        return UniversalMessage.of("m-" + number, "u-1", "Good morning", Instant.EPOCH.plusSeconds(number))
                .in(channel);
    }

    private static void fill(MessageCache cache) {
        for (String channel : channels()) {
            cache.addAll(IntStream.range(0, 3)
                    .mapToObj(number -> message(channel, number))
                    .toList());
        }
        cache.putSession("u-1", FieldValues.EMPTY.with("current_mood", "calm"));
    }

    private static void move(CacheStore from, CacheStore to) {
        MoveReport report = WhisperSchema.of(WhisperEngine.schema())
                .cache(from)
                .move(to, MoveOptions.cautious().chunksOf(500));
        assertThat(report.isProven()).as(report.text()).isTrue();
    }

    private static void assertAlike(MessageCache one, MessageCache other) {
        assertThat(other.channels())
                .isEqualTo(one.channels())
                .hasSize(channels().size());
        for (String channel : channels()) {
            assertThat(other.recent(channel, Recent.atMost(9))).isEqualTo(one.recent(channel, Recent.atMost(9)));
            assertThat(other.meta(channel)).isEqualTo(one.meta(channel));
            Duration left = one.expiries(channel).messages().orElseThrow();
            assertThat(other.expiries(channel).messages().orElseThrow()).isCloseTo(left, Duration.ofMinutes(1));
        }
        assertThat(other.session("u-1")).isEqualTo(one.session("u-1"));
    }

    /** Who holds a lock holds it there too, and whoever takes it next has a greater number. */
    private static void assertGoesOn(CacheLock lock, MessageCache there) {
        assertThat(there.tryLock(lock.channel(), LASTING)).isEmpty();
        assertThat(there.extend(lock)).isTrue();
        assertThat(there.release(lock)).isTrue();
        assertThat(there.tryLock(lock.channel(), LASTING).orElseThrow().token()).isGreaterThan(lock.token());
    }

    private static CacheLock lock(MessageCache cache) {
        return cache.tryLock("channel-7", LASTING).orElseThrow();
    }

    @Test
    void aClusterBecomesAServer() {
        RedisCache from = onCluster(LAYOUT);
        fill(from);
        CacheLock lock = lock(from);

        move(RedisStore.over(ofCluster).named("cluster"), server(database.uri(), clients));

        assertAlike(from, onServer());
        assertGoesOn(lock, onServer());
    }

    @Test
    void aClusterBecomesADesktop() {
        RedisCache from = onCluster(LAYOUT);
        fill(from);
        CacheLock lock = lock(from);
        try (MemoryCache to = MemoryCache.of(LAYOUT)) {
            move(RedisStore.over(ofCluster).named("cluster"), MemoryStore.over(to));

            assertAlike(from, to);
            assertGoesOn(lock, to);
        }
    }

    @Test
    void aClusterBecomesAnother() {
        CacheLayout there = LAYOUT.prefixed("other:");
        RedisCache from = onCluster(LAYOUT);
        fill(from);
        CacheLock lock = lock(from);

        move(
                RedisStore.over(ofCluster).named("one"),
                RedisStore.over(ofCluster).named("other").prefixed("other:"));

        assertAlike(from, onCluster(there));
        assertGoesOn(lock, onCluster(there));
    }

    @Test
    void aServerBehindSentinelsBecomesADesktop() {
        try (RedisSentinels sentinels = RedisSentinels.start();
                RedisClients own = new RedisClients();
                MemoryCache to = MemoryCache.of(LAYOUT)) {
            RedisCache from = own.cache(sentinels.uri(), LAYOUT, RedisClients.PATIENT);
            fill(from);
            CacheLock lock = lock(from);

            move(server(sentinels.uri(), own), MemoryStore.over(to));

            assertAlike(from, to);
            assertGoesOn(lock, to);
        }
    }

    @Test
    void aDesktopBecomesAServerAndItsLocksGoOn() {
        try (MemoryCache from = MemoryCache.of(LAYOUT)) {
            fill(from);
            CacheLock lock = lock(from);
            CacheLock released = from.tryLock("channel-8", LASTING).orElseThrow();
            from.release(released);

            move(MemoryStore.over(from), server(database.uri(), clients));

            assertAlike(from, onServer());
            assertGoesOn(lock, onServer());
            assertThat(onServer().tryLock("channel-8", LASTING).orElseThrow().token())
                    .isGreaterThan(released.token());
        }
    }

    @Test
    void numbersOfLocksGoOnWhereTheClockIsBehind() {
        MemoryOptions ahead = MemoryOptions.usual().clock(() -> Instant.now().plus(Duration.ofHours(1)));
        try (MemoryCache from = MemoryCache.of(LAYOUT, ahead);
                MemoryCache to = MemoryCache.of(LAYOUT)) {
            CacheLock early = lock(from);
            from.release(early);
            move(MemoryStore.over(from), server(database.uri(), clients));
            CacheLock late = lock(onServer());
            onServer().release(late);
            move(server(database.uri(), clients), MemoryStore.over(to));

            assertThat(late.token()).isGreaterThan(early.token());
            assertThat(lock(to).token()).isGreaterThan(late.token());
        }
    }
}
