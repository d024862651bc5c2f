package io.whisperschema.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.whisperschema.testkit.ChildJvm;
import io.whisperschema.testkit.RedisDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Rewriting takes no more memory for more entries, nor for larger ones. */
class RewritingMemoryTest {
    private static final int ENTRIES = 100_000;
    private static final int ELEMENTS = 300_000;
    private static final String DOCUMENT = "{\"author\": \"Ann\", \"text\": \"" + "x".repeat(200) + "\"}";

    @Test
    void aHundredThousandEntriesAndALongListAreRewrittenInSmallMemory() {
        try (RedisDatabase database = RedisDatabase.onSharedServer();
                RedisClient client = RedisClient.create(database.uri());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            fill(connection);

            try (ChildJvm child = ChildJvm.of(RewritingMemoryProgram.class)
                    .withJvmOptions("-Xmx64m")
                    .start(database.uri())) {
                assertThat(child.waitFor(Duration.ofMinutes(5)))
                        .as(String.join("\n", child.output()))
                        .isZero();
            }

            String after = DOCUMENT.replace("author", "author_name");
            assertThat(connection.sync().lrange("app:new:77", 0, -1)).containsExactly(after);
            assertThat(connection.sync().llen("app:new:long")).isEqualTo(ELEMENTS);
            assertThat(connection.sync().lrange("app:new:long", -2, -1)).containsExactly(after, after);
            assertThat(connection.sync().dbsize()).isEqualTo(ENTRIES + 2);
        }
    }

    private static void fill(StatefulRedisConnection<String, String> connection) {
        var sent = new ArrayList<RedisFuture<?>>();
        connection.setAutoFlushCommands(false);
        for (int i = 0; i < ENTRIES; i++) {
            sent.add(connection.async().rpush("app:posts:" + i, DOCUMENT));
        }
        String[] some = Collections.nCopies(1000, DOCUMENT).toArray(String[]::new);
        for (int i = 0; i < ELEMENTS; i += some.length) {
            sent.add(connection.async().rpush("app:posts:long", some));
        }
        connection.flushCommands();
        LettuceFutures.awaitAll(Duration.ofMinutes(2), sent.toArray(new RedisFuture<?>[0]));
        connection.setAutoFlushCommands(true);
    }
}
