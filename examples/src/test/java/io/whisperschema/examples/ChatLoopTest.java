package io.whisperschema.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.whisperschema.cache.MemoryCache;
import io.whisperschema.cache.MessageCache;
import io.whisperschema.cache.UniversalMessage;
import io.whisperschema.report.MoveReport;
import io.whisperschema.testkit.RedisDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatLoopTest {
    @TempDir
    private Path folder;

    private final RedisDatabase redis = RedisDatabase.onSharedServer();
    private final RedisClient client = RedisClient.create(redis.uri());

    @AfterEach
    void close() {
        client.shutdown(Duration.ZERO, Duration.ZERO);
        redis.close();
    }

    private static UniversalMessage message(String id, String content) {
        return UniversalMessage.of(id, "ada", content, Instant.parse("2025-01-01T12:00:00Z"))
                .in("general");
    }

    @Test
    void aDesktopIsWarmAfterARestart() {
        Path file = folder.resolve("talk.cache");
        try (MemoryCache cache = ChatLoop.onDesktop(file)) {
            ChatLoop.hear(cache, message("1", "Good morning"));
        }

        try (MemoryCache cache = ChatLoop.onDesktop(file)) {
            assertThat(ChatLoop.hear(cache, message("2", "Do you remember me?")).messages())
                    .containsExactly(message("1", "Good morning"));
        }
    }

    @Test
    void aServerBeginsWithWhatTheDesktopKnows() {
        try (MemoryCache desktop = ChatLoop.onDesktop(folder.resolve("talk.cache"));
                MessageCache server = ChatLoop.onServer(client, RedisURI.create(redis.uri()))) {
            ChatLoop.hear(desktop, message("1", "Good morning"));

            MoveReport report = ChatLoop.upgrade(desktop, client, RedisURI.create(redis.uri()));

            assertThat(report.isProven()).as(report.text()).isTrue();
            assertThat(ChatLoop.hear(server, message("2", "Do you remember me?"))
                            .messages())
                    .containsExactly(message("1", "Good morning"));
        }
    }
}
