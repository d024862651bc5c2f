package io.whisperschema.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.whisperschema.definition.cache.ValueType;
import io.whisperschema.diff.EntryRecipe;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.testkit.RedisServer;
import org.junit.jupiter.api.Test;

/** A server that is lost while its entries are rewritten, and comes back. */
class RewritingOnALostServerTest {
    private static final int ENTRIES = 2000;
    private static final EntryRecipe RECIPE =
            RewrittenEntries.recipe(RewrittenEntries.posts(ValueType.LIST), RewrittenEntries.AUTHOR);

    @Test
    void theRunStopsAndTheNextOneGoesOn() {
        try (RedisServer server = RedisServer.start("appendonly yes", "appendfsync always");
                RedisClient client = RedisClient.create(server.uri())) {
            RedisCommands<String, String> commands = client.connect().sync();
            for (int i = 0; i < ENTRIES; i++) {
                commands.rpush("app:posts:" + i, "{\"author\": \"" + i + "\"}");
            }
            RedisStore store = RedisStore.over(client);

            RewriteRun losing = RewriteRun.watchedBy(done -> {
                server.kill();
                server.restart();
            });
            assertThatThrownBy(() -> losing.on(store, RECIPE))
                    .isInstanceOf(StepFailed.class)
                    .hasCauseInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("run it again to go on");

            RewriteRun.watchedBy(done -> {}).on(store, RECIPE);
            for (int i = 0; i < ENTRIES; i++) {
                assertThat(commands.lrange("app:posts:" + i, 0, -1))
                        .containsExactly("{\"author_name\": \"" + i + "\"}");
            }
        }
    }
}
