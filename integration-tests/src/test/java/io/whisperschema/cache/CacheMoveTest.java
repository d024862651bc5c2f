package io.whisperschema.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.error.ProofFailed;
import io.whisperschema.finding.Finding;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.MovePhase;
import io.whisperschema.report.Difference;
import io.whisperschema.report.MoveReport;
import io.whisperschema.report.PassageResult;
import io.whisperschema.spi.CacheStore;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.testkit.RedisCluster;
import io.whisperschema.testkit.RedisDatabase;
import io.whisperschema.testkit.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Entries of a cache move to another, whole and with their expiry. */
class CacheMoveTest {
    private static final long LATER = 4_000_000_000_123L;
    private static final String MESSAGES = "discord_cache:messages:general";
    private static final String META = "discord_cache:meta:general";
    private static final String LOCK = "discord_cache:bootstrap_lock:general";

    private final RedisDatabase from = RedisDatabase.onSharedServer();
    private final RedisDatabase to = RedisDatabase.onSharedServer();
    private final RedisClient sourceClient = RedisClient.create(from.uri());
    private final RedisClient targetClient = RedisClient.create(to.uri());
    private final RedisCommands<String, String> source = sourceClient.connect().sync();
    private final RedisCommands<String, String> target = targetClient.connect().sync();
    private final RedisStore sourceStore = RedisStore.over(sourceClient).named("old");
    private final RedisStore targetStore = RedisStore.over(targetClient).named("new");

    @AfterEach
    void close() {
        sourceClient.shutdown(Duration.ZERO, Duration.ZERO);
        targetClient.shutdown(Duration.ZERO, Duration.ZERO);
        from.close();
        to.close();
    }

    private static WhisperSchema schema(CacheStore store) {
        return WhisperSchema.of(WhisperEngine.schema()).cache(store);
    }

    private MoveReport move(CacheStore store, MoveOptions options) {
        return proven(schema(sourceStore).move(store, options));
    }

    private static MoveReport proven(MoveReport report) {
        assertThat(report.isProven()).as(report.text()).isTrue();
        return report;
    }

    private void channels(int count) {
        for (int i = 0; i < count; i++) {
            source.rpush(channel(i), "b" + i, "a" + i);
            source.pexpireat(channel(i), LATER + i);
        }
    }

    private static String channel(int number) {
        return "discord_cache:messages:channel-" + number;
    }

    private void expectChannels(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(target.lrange(channel(i), 0, -1)).containsExactly("b" + i, "a" + i);
            assertThat(target.pexpiretime(channel(i))).isEqualTo(LATER + i);
        }
    }

    @Test
    void listsKeepTheirOrderAndEntriesTheirExpiryToTheMillisecond() {
        source.rpush(MESSAGES, "third", "second", "first");
        source.pexpireat(MESSAGES, LATER);
        source.hset(META, Map.of("message_count", "3", "conversation_quality", "0.5"));
        source.pexpireat(META, LATER + 1);
        source.set(LOCK, "owner");
        MoveReport report = move(targetStore, MoveOptions.cautious());
        assertThat(report.passages())
                .extracting(PassageResult::target, PassageResult::rows)
                .contains(tuple("messages", 1L));
        assertThat(target.lrange(MESSAGES, 0, -1)).containsExactly("third", "second", "first");
        assertThat(target.pexpiretime(MESSAGES)).isEqualTo(LATER);
        assertThat(target.hgetall(META)).isEqualTo(source.hgetall(META));
        assertThat(target.pexpiretime(META)).isEqualTo(LATER + 1);
        assertThat(target.get(LOCK)).isEqualTo("owner");
        assertThat(target.pttl(LOCK)).isEqualTo(-1);
        assertThat(target.keys("*")).hasSize(4).contains("whisper_schema:families");
    }

    @Test
    void aServerBecomesACluster() {
        RedisCluster cluster = RedisCluster.shared();
        channels(500);
        List<RedisURI> uris = cluster.uris().stream().map(RedisURI::create).toList();
        try (var clients = RedisClusterClient.create(uris);
                var connection = clients.connect()) {
            move(
                    RedisStore.over(clients).named("cluster"),
                    MoveOptions.cautious().chunksOf(2000));
            var there = connection.sync();
            for (int i = 0; i < 500; i++) {
                assertThat(there.lrange(channel(i), 0, -1)).containsExactly("b" + i, "a" + i);
                assertThat(there.pexpiretime(channel(i))).isEqualTo(LATER + i);
            }
        }
    }

    @Test
    void slotsMayGetAnotherServerWhileEntriesCome() {
        try (RedisCluster cluster = RedisCluster.start();
                var clients = RedisClusterClient.create(
                        cluster.uris().stream().map(RedisURI::create).toList());
                var connection = clients.connect()) {
            channels(300);
            proven(schema(sourceStore)
                    .listener(new ProgressListener() {
                        private int chunks;

                        @Override
                        public void chunkMoved(Chunk chunk, long rows) {
                            moveSlotOf(channel(chunks), cluster);
                            moveSlotOf(channel(100 + chunks), cluster);
                            moveSlotOf("whisper_schema:move", cluster);
                            chunks++;
                        }
                    })
                    .move(
                            RedisStore.over(clients).named("cluster"),
                            MoveOptions.cautious().chunksOf(2000)));
            for (int i = 0; i < 300; i++) {
                assertThat(connection.sync().pexpiretime(channel(i))).isEqualTo(LATER + i);
            }
        }
    }

    private static final class Proving implements ProgressListener {
        private final Runnable meanwhile;

        Proving(Runnable meanwhile) {
            this.meanwhile = meanwhile;
        }

        @Override
        public void moveAdvanced(MovePhase phase) {
            if (phase == MovePhase.PROVING) {
                meanwhile.run();
            }
        }
    }

    /** A server that hands a slot over tells how long entries have left, not until when. */
    @Test
    void anExpiryThatAServerHasShiftedIsSetAgain() {
        channels(600);
        MoveReport report = proven(schema(sourceStore)
                .listener(new Proving(() -> {
                    for (int i = 0; i < 600; i += 2) {
                        target.pexpireat(channel(i), LATER + i + (i % 4 == 0 ? 1 : -9_000));
                    }
                    source.pexpireat(channel(7), LATER);
                }))
                .move(targetStore, MoveOptions.cautious()));
        assertThat(target.pexpiretime(channel(7))).isEqualTo(LATER);
        target.pexpireat(channel(7), LATER + 7);
        expectChannels(600);
        assertThat(report.notices())
                .extracting(Finding::sentence)
                .contains("entries of messages: expected expiries as they were written, found 301 that servers had"
                        + " shifted by less than ten seconds");
    }

    @Test
    void anExpiryThatTheSourceHasShiftedIsSetInMemoryToo() {
        channels(3);
        try (MemoryCache memory =
                MemoryCache.of(CacheLayout.of(WhisperEngine.schema().cache()))) {
            proven(schema(sourceStore)
                    .listener(new Proving(() -> source.pexpireat(channel(1), LATER - 5)))
                    .move(MemoryStore.over(memory), MoveOptions.cautious()));
        }
    }

    private static void moveSlotOf(String key, RedisCluster cluster) {
        int slot = cluster.slotOf(key);
        RedisServer owner = cluster.ownerOf(slot);
        cluster.moveSlot(
                slot,
                cluster.masters().stream()
                        .filter(master -> master.port() != owner.port())
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void largeEntriesOfEveryTypeMoveInParts() {
        for (int i = 0; i < 20; i++) {
            int part = i;
            source.rpush(MESSAGES, texts(1000, part));
            source.hset(
                    META,
                    IntStream.range(0, 500)
                            .boxed()
                            .collect(Collectors.toMap(
                                    field -> "f" + part + "-" + field, field -> "v".repeat(60) + field)));
        }
        source.append(LOCK, "x".repeat(1 << 20));
        source.append(LOCK, "y".repeat(1 << 19));
        source.sadd("tags", texts(20_000, 0));
        for (int i = 0; i < 5000; i++) {
            source.zadd("scores", i / 3.0, "member-" + "m".repeat(60) + i);
        }
        List.of(MESSAGES, META, LOCK, "tags", "scores").forEach(key -> source.pexpireat(key, LATER));
        move(targetStore, MoveOptions.cautious().carryingStrangers());
        assertThat(target.lrange(MESSAGES, 0, -1)).isEqualTo(source.lrange(MESSAGES, 0, -1));
        assertThat(target.hgetall(META)).isEqualTo(source.hgetall(META));
        assertThat(target.get(LOCK)).isEqualTo(source.get(LOCK));
        assertThat(target.smembers("tags")).isEqualTo(source.smembers("tags"));
        assertThat(target.zrangeWithScores("scores", 0, -1)).isEqualTo(source.zrangeWithScores("scores", 0, -1));
        assertThat(target.pexpiretime("scores")).isEqualTo(LATER);
        assertThat(target.keys("whisper_schema:part:*")).isEmpty();
    }

    private static String[] texts(int count, int part) {
        return IntStream.range(0, count)
                .mapToObj(i -> "text " + part + "." + i + " " + "t".repeat(60))
                .toArray(String[]::new);
    }

    @Test
    void whatExpiresMeanwhileIsToldApartFromWhatIsLost() {
        channels(20);
        long now = Long.parseLong(source.time().get(0)) * 1000;
        source.rpush(MESSAGES, "soon over");
        source.pexpireat(MESSAGES, now + 3000);
        MoveReport report = proven(schema(sourceStore)
                .listener(new Proving(() -> {
                    source.pexpire(MESSAGES, 0);
                    target.pexpire(MESSAGES, 0);
                }))
                .move(targetStore, MoveOptions.cautious()));
        assertThat(report.notices())
                .extracting(Finding::sentence)
                .contains(
                        "entries of messages: expected nothing, found 1 that were copied and are over by now, or about"
                                + " to be");
        expectChannels(20);
    }

    @Test
    void whatIsLostOrOtherInTheTargetFailsTheProofAndIsNamed() {
        channels(20);
        WhisperSchema lossy = schema(sourceStore).listener(new Proving(() -> {
            target.del(channel(3));
            target.pexpireat(channel(4), LATER + 60_000);
        }));
        assertThatThrownBy(() -> lossy.move(targetStore, MoveOptions.cautious()))
                .isInstanceOf(ProofFailed.class);
        assertThatThrownBy(() -> schema(targetStore).bootstrap()).isInstanceOf(MoveUnfinished.class);
        MoveReport differing = schema(sourceStore).verifyMoved(targetStore, MoveOptions.cautious());
        assertThat(differing.differences())
                .extracting(Difference::key, Difference::kind)
                .containsExactlyInAnyOrder(
                        tuple("key " + channel(3), Difference.Kind.ONLY_IN_SOURCE),
                        tuple("key " + channel(4), Difference.Kind.OTHER_VALUES));
    }

    @Test
    void keysOfOthersStayAndThoseThatLookLikeOursAreAskedAbout() {
        channels(3);
        source.set("of somebody else", "x");
        MoveReport report = move(targetStore, MoveOptions.cautious());
        assertThat(report.notices())
                .extracting(Finding::sentence)
                .contains("other keys: expected nothing, found 1 that are of no key family");
        assertThat(target.exists("of somebody else")).isZero();
        target.flushdb();
        source.set("discord_cache:messages:guild:general", "x");
        assertThatThrownBy(() -> move(targetStore, MoveOptions.cautious()))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("discord_cache:messages:guild:general");
        assertThat(target.dbsize()).isZero();
        move(targetStore, MoveOptions.cautious().carryingStrangers());
        assertThat(target.mget("of somebody else", "discord_cache:messages:guild:general"))
                .extracting(KeyValue::getValue)
                .containsExactly("x", "x");
    }

    @Test
    void aCacheThatHoldsSomethingAlreadyIsNotMovedInto() {
        channels(3);
        target.rpush(MESSAGES, "x");
        assertThatThrownBy(() -> move(targetStore, MoveOptions.cautious())).isInstanceOf(MoveRefused.class);
        assertThat(target.keys("*")).containsExactly(MESSAGES);
    }

    @Test
    void aMoveThatIsStoppedGoesOnAndCopiesNoChunkTwice() {
        channels(300);
        MoveOptions small = MoveOptions.cautious().chunksOf(1000);
        var stopping = new Stopping(4);
        assertThatThrownBy(() -> schema(sourceStore)
                        .cancellation(stopping.cancellation)
                        .listener(stopping)
                        .move(targetStore, small))
                .isInstanceOf(Cancelled.class);
        assertThat(target.ttl("whisper_schema:move")).isEqualTo(-1);
        assertThatThrownBy(() -> schema(targetStore).bootstrap()).isInstanceOf(MoveUnfinished.class);
        var rest = new Stopping(Integer.MAX_VALUE);
        proven(schema(sourceStore).listener(rest).move(targetStore, small));
        assertThat(stopping.chunks + rest.chunks).isEqualTo(16 + 3);
        expectChannels(300);
        schema(targetStore).bootstrap();
    }

    private static final class Stopping implements ProgressListener {
        private final Cancellation cancellation = new Cancellation();
        private final int after;
        private int chunks;

        Stopping(int after) {
            this.after = after;
        }

        @Override
        public void chunkMoved(Chunk chunk, long rows) {
            if (++chunks == after) {
                cancellation.cancel();
            }
        }
    }

    @Test
    void aDesktopBecomesAServerAndBackAgain() {
        CacheLayout layout = CacheLayout.of(WhisperEngine.schema().cache());
        try (MemoryCache desktop = MemoryCache.of(layout);
                MemoryCache again = MemoryCache.of(layout)) {
            for (int i = 0; i < 100; i++) {
                desktop.add(message(i, "general"));
                desktop.add(message(i, "channel " + i));
            }
            desktop.putSession("u-1", FieldValues.EMPTY.with("current_mood", "calm"));
            proven(schema(MemoryStore.over(desktop)).move(sourceStore, MoveOptions.cautious()));
            assertThat(source.llen(MESSAGES)).isEqualTo(50);
            assertThat(source.pttl(MESSAGES)).isBetween(1_700_000L, 1_800_000L);
            proven(schema(sourceStore).move(MemoryStore.over(again).named("desktop"), MoveOptions.cautious()));
            assertThat(again.recent("general", Recent.atMost(50)))
                    .isEqualTo(desktop.recent("general", Recent.atMost(50)));
            assertThat(again.channels()).isEqualTo(desktop.channels());
            assertThat(again.session("u-1")).isEqualTo(desktop.session("u-1"));
            assertThat(schema(MemoryStore.over(desktop))
                            .verifyMoved(MemoryStore.over(again).named("other"), MoveOptions.cautious())
                            .isProven())
                    .isTrue();
        }
    }

    private static UniversalMessage message(int number, String channel) {
        return UniversalMessage.of("m-" + number, "u-1", "Good morning", Instant.EPOCH.plusSeconds(number))
                .in(channel);
    }

    @Test
    void aPrefixOfOneSideIsNoneOfTheOther() {
        source.rpush("bot7:" + MESSAGES, "x");
        source.rpush(MESSAGES, "of another bot");
        proven(schema(sourceStore.prefixed("bot7:")).move(targetStore.prefixed("b:"), MoveOptions.cautious()));
        assertThat(target.keys("*")).containsExactlyInAnyOrder("b:" + MESSAGES, "b:whisper_schema:families");
        assertThat(target.lrange("b:" + MESSAGES, 0, -1)).containsExactly("x");
    }

    @Test
    void keysThatAreNoTextMoveToo() {
        byte[] key = {'k', (byte) 0xff, '}', '{'};
        byte[] value = "v".getBytes(UTF_8);
        try (var bytes = sourceClient.connect(ByteArrayCodec.INSTANCE);
                var there = targetClient.connect(ByteArrayCodec.INSTANCE)) {
            bytes.sync().set(key, value);
            move(targetStore, MoveOptions.cautious().carryingStrangers());
            assertThat(there.sync().get(key)).isEqualTo(value);
        }
    }
}
