package io.whisperschema.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.report.MoveReport;
import io.whisperschema.testkit.RedisCluster;
import io.whisperschema.testkit.RedisDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entries of a cache move to another, whole and with their expiry. */
class CacheMoveTest {
    private static final long LATER = 4_000_000_000_123L;

    private final RedisDatabase from = RedisDatabase.onSharedServer();
    private final RedisDatabase to = RedisDatabase.onSharedServer();
    private final RedisClient sourceClient = RedisClient.create(from.uri());
    private final RedisClient targetClient = RedisClient.create(to.uri());
    private final RedisCommands<String, String> source = sourceClient.connect().sync();
    private final RedisCommands<String, String> target = targetClient.connect().sync();
    private final RedisStore sourceStore = RedisStore.over(sourceClient).named("old");
    private final RedisStore targetStore = RedisStore.over(targetClient).named("new");

    @BeforeEach
    void fill() {
        source.rpush("discord_cache:messages:general", "third", "second", "first");
        source.pexpireat("discord_cache:messages:general", LATER);
        source.hset("discord_cache:meta:general", Map.of("message_count", "3", "conversation_quality", "0.5"));
        source.pexpireat("discord_cache:meta:general", LATER + 1);
        source.set("discord_cache:bootstrap_lock:general", "owner");
    }

    @AfterEach
    void close() {
        sourceClient.shutdown();
        targetClient.shutdown();
        from.close();
        to.close();
    }

    private MoveReport move(RedisStore store, MoveOptions options) {
        return WhisperSchema.of(WhisperEngine.schema()).cache(sourceStore).move(store, options);
    }

    @Test
    void listsKeepTheirOrderAndEntriesTheirExpiryToTheMillisecond() {
        MoveReport report = move(targetStore, MoveOptions.cautious());
        assertThat(report.isProven()).as(report.text()).isTrue();
        assertThat(target.lrange("discord_cache:messages:general", 0, -1)).containsExactly("third", "second", "first");
        assertThat(target.pexpiretime("discord_cache:messages:general")).isEqualTo(LATER);
        assertThat(target.hgetall("discord_cache:meta:general"))
                .isEqualTo(source.hgetall("discord_cache:meta:general"));
        assertThat(target.pexpiretime("discord_cache:meta:general")).isEqualTo(LATER + 1);
        assertThat(target.get("discord_cache:bootstrap_lock:general")).isEqualTo("owner");
        assertThat(target.pttl("discord_cache:bootstrap_lock:general")).isEqualTo(-1);
    }

    @Test
    void aServerBecomesACluster() {
        RedisCluster cluster = RedisCluster.shared();
        cluster.flush();
        for (int i = 0; i < 500; i++) {
            source.rpush("discord_cache:messages:channel-" + i, "b" + i, "a" + i);
            source.pexpireat("discord_cache:messages:channel-" + i, LATER + i);
        }
        var clients = RedisClusterClient.create(cluster.uris().stream()
                .map(io.lettuce.core.RedisURI::create)
                .toList());
        try (clients) {
            MoveReport report = move(RedisStore.over(clients).named("cluster"), MoveOptions.cautious());
            assertThat(report.isProven()).as(report.text()).isTrue();
            var there = clients.connect().sync();
            assertThat(there.lrange("discord_cache:messages:channel-77", 0, -1)).isEqualTo(List.of("b77", "a77"));
            assertThat(there.pexpiretime("discord_cache:messages:channel-77")).isEqualTo(LATER + 77);
        }
    }
}
