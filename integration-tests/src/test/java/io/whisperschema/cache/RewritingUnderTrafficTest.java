package io.whisperschema.cache;

import static io.whisperschema.definition.cache.Caches.field;
import static io.whisperschema.definition.cache.Caches.keyFamily;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.entry.PooledEntries;
import io.whisperschema.cache.internal.server.RedisEntries;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.diff.EntryRecipe;
import io.whisperschema.diff.EntryRecipe.Meeting;
import io.whisperschema.diff.FieldEdit;
import io.whisperschema.error.StepFailed;
import io.whisperschema.testkit.RedisCluster;
import io.whisperschema.testkit.RedisDatabase;
import io.whisperschema.testkit.RedisServer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Clients of the old version go on writing while entries are rewritten: nothing is lost that they were told is there. */
class RewritingUnderTrafficTest {
    private static final KeyFamily MESSAGES = keyFamily("messages", "t:messages:<channel_id>")
            .list(
                    field("message_id").string(),
                    field("user_id").string(),
                    field("content").string(),
                    field("timestamp").datetime());
    private static final FieldEdit KIND = new FieldEdit.Add("kind", "chat");

    private static EntryRecipe adding() {
        return new EntryRecipe(MESSAGES, MESSAGES.valueVersion(2), List.of(KIND), Optional.empty(), Meeting.STOP);
    }

    private static EntryRecipe moving(String pattern) {
        return RewrittenEntries.moving(MESSAGES, pattern, Meeting.STOP, KIND);
    }

    private static void rewrittenUnderTraffic(MessageCache cache, Entries entries) {
        try (RedisTraffic traffic = RedisTraffic.breathing(cache, 3)) {
            traffic.awaitMore(100);

            RewriteRun.with().on(entries, adding());
            traffic.awaitMore(20);
            traffic.stop();
            RewriteRun.with().on(entries, adding());

            traffic.assertNothingLost(cache);
            for (int i = 0; i < 3; i++) {
                assertThat(cache.recent("channel-" + i, Recent.atMost(1_000_000))
                                .messages())
                        .hasSizeGreaterThan(100 / 3)
                        .allSatisfy(message -> assertThat(message.others()).containsEntry("kind", "chat"));
            }
        }
    }

    @Test
    void inMemory() {
        try (MemoryCache cache = MemoryCache.of(RedisTraffic.LAYOUT)) {
            rewrittenUnderTraffic(cache, new PooledEntries("memory", cache.entries(), ""));
        }
    }

    @Test
    void onAServer() {
        try (RedisDatabase database = RedisDatabase.onSharedServer();
                RedisClients clients = new RedisClients();
                Entries entries = RedisEntries.of(clients.client(database), "redis", "")) {
            rewrittenUnderTraffic(clients.cache(database.uri(), RedisTraffic.LAYOUT, RedisClients.PATIENT), entries);
        }
    }

    @Test
    void onACluster() {
        RedisCluster cluster = RedisCluster.shared();
        try (RedisClients clients = new RedisClients();
                Entries entries = RedisEntries.of(clients.of(cluster), "cluster", "")) {
            rewrittenUnderTraffic(clients.cache(cluster, RedisTraffic.LAYOUT, RedisClients.PATIENT), entries);
        } finally {
            cluster.flush();
        }
    }

    /** Old clients begin lists anew under their keys: the run stops rather than choose between the two. */
    private static void movedUnderTraffic(MessageCache cache, MessageCache next, Entries entries, String pattern) {
        try (RedisTraffic traffic = RedisTraffic.unread(cache, 3)) {
            traffic.awaitMore(100);

            try {
                RewriteRun.with().on(entries, moving(pattern));
            } catch (StepFailed stopped) {
                assertThat(stopped).hasMessageContaining("under which other contents are");
            }
            traffic.awaitMore(20);
            traffic.stop();

            traffic.written().forEach((channel, ids) -> {
                Set<String> there = new HashSet<>(ids(cache, channel));
                there.addAll(ids(next, channel));
                assertThat(there).containsAll(ids);
            });
        }
    }

    private static List<String> ids(MessageCache cache, String channel) {
        return cache.recent(channel, Recent.atMost(1_000_000)).messages().stream()
                .map(UniversalMessage::messageId)
                .toList();
    }

    private static CacheLayout under(String pattern) {
        CacheLayout before = RedisTraffic.LAYOUT;
        return new CacheLayout(
                keyFamily("messages", pattern).list(), before.meta(), before.session(), before.lock(), "");
    }

    @Test
    void keysMoveInMemory() {
        try (MemoryCache cache = MemoryCache.of(RedisTraffic.LAYOUT)) {
            Entries entries = new PooledEntries("memory", cache.entries(), "");
            try (RedisTraffic traffic = RedisTraffic.unread(cache, 3)) {
                traffic.awaitMore(100);
                try {
                    RewriteRun.with().on(entries, moving("t:{msgs}:<channel_id>"));
                } catch (StepFailed stopped) {
                    assertThat(stopped).hasMessageContaining("under which other contents are");
                }
                traffic.awaitMore(20);
                traffic.stop();
                traffic.written().forEach((channel, ids) -> {
                    var there = new HashSet<>(ids(cache, channel));
                    cache.entries()
                            .entry("t:{msgs}:" + channel)
                            .ifPresent(entry -> entry.elements()
                                    .forEach(each -> there.add(
                                            MessageCodec.flat().decode(each).messageId())));
                    assertThat(there).containsAll(ids);
                });
            }
        }
    }

    @Test
    void keysMoveOnAServer() {
        String pattern = "t:new:<channel_id>";
        try (RedisDatabase database = RedisDatabase.onSharedServer();
                RedisClients clients = new RedisClients();
                Entries entries = RedisEntries.of(clients.client(database), "redis", "")) {
            movedUnderTraffic(
                    clients.cache(database.uri(), RedisTraffic.LAYOUT, RedisClients.PATIENT),
                    clients.cache(database.uri(), under(pattern), RedisClients.PATIENT),
                    entries,
                    pattern);
        }
    }

    @Test
    void keysMoveToOtherSlots() {
        String pattern = "t:new:<channel_id>";
        RedisCluster cluster = RedisCluster.shared();
        try (RedisClients clients = new RedisClients();
                Entries entries = RedisEntries.of(clients.of(cluster), "cluster", "")) {
            movedUnderTraffic(
                    clients.cache(cluster, RedisTraffic.LAYOUT, RedisClients.PATIENT),
                    clients.cache(cluster, under(pattern), RedisClients.PATIENT),
                    entries,
                    pattern);
        } finally {
            cluster.flush();
        }
    }

    @Test
    void slotsMoveWhileEntriesAreRewritten() {
        try (RedisCluster cluster = RedisCluster.start();
                RedisClients clients = new RedisClients();
                Entries entries = RedisEntries.of(clients.of(cluster), "cluster", "")) {
            RedisCache cache = clients.cache(cluster, RedisTraffic.LAYOUT, RedisClients.PATIENT);
            for (int i = 0; i < 600; i++) {
                cache.add(UniversalMessage.of("m", "u", "text", java.time.Instant.EPOCH)
                        .in("c" + i));
            }
            var moved = new int[1];
            RewriteRun.watchedBy(done -> {
                        if (moved[0] < 8) {
                            moveSlotOf(cluster, "t:messages:c" + moved[0]++);
                            moveSlotOf(cluster, "t:messages:c" + (300 + moved[0]++));
                        }
                    })
                    .on(entries, adding());
            assertThat(moved[0]).isPositive();
            for (int i = 0; i < 600; i++) {
                assertThat(cache.recent("c" + i, Recent.atMost(9)).messages())
                        .singleElement()
                        .satisfies(message -> assertThat(message.others()).containsEntry("kind", "chat"));
            }
        }
    }

    private static void moveSlotOf(RedisCluster cluster, String key) {
        int slot = cluster.slotOf(key);
        RedisServer owner = cluster.ownerOf(slot);
        cluster.moveSlot(
                slot,
                cluster.masters().stream()
                        .filter(master -> master.port() != owner.port())
                        .findFirst()
                        .orElseThrow());
    }
}
