package io.whisperschema.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.testkit.RedisDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BetterKeysTest {
    @TempDir
    private Path folder;

    private final RedisDatabase redis = RedisDatabase.onSharedServer();
    private final RedisURI address = RedisURI.create(redis.uri());
    private final RedisClient client = RedisClient.create();

    @AfterEach
    void close() {
        client.shutdown(Duration.ZERO, Duration.ZERO);
        redis.close();
    }

    @Test
    void whatIsInUseIsRewrittenAtTheFirstStartAndLivesAsLong() {
        RedisCommands<String, String> commands = client.connect(address).sync();
        commands.hset("chat:meta:general", Map.of("message_count", "12", "quality", "0.75", "mood", "calm"));
        commands.pexpireat("chat:meta:general", 4_000_000_000_000L);

        assertThat(BetterKeys.start(client, address, folder.resolve("record.db"))
                        .migrations())
                .flatExtracting(report -> report.migrations())
                .containsExactly(MigrationId.core(1));

        assertThat(commands.hgetall("chat:meta:{general}"))
                .containsOnly(
                        Map.entry("message_count", "12"),
                        Map.entry("conversation_quality", "0.75"),
                        Map.entry("mood", "calm"));
        assertThat(commands.pexpiretime("chat:meta:{general}")).isEqualTo(4_000_000_000_000L);
        assertThat(commands.exists("chat:meta:general")).isZero();
    }

    @Test
    void theNextStartFindsNothingToDo() {
        Path record = folder.resolve("record.db");
        BetterKeys.start(client, address, record);

        assertThat(BetterKeys.start(client, address, record).stores())
                .containsEntry("sqlite", Outcome.UP_TO_DATE)
                .containsEntry("redis", Outcome.UP_TO_DATE);
    }
}
