package io.whisperschema.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.testkit.ChildJvm;
import io.whisperschema.testkit.RedisDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** However many entries there are, they move in the same memory: {@code -Dwhisper.cases=1000000} tries a million. */
class CacheMoveMemoryTest {
    private static final int ENTRIES = 20_000;
    private static final int AT_A_TIME = 50_000;
    private static final String FILL = """
            for i = ARGV[1], ARGV[2] do
              local key = 'discord_cache:messages:channel-' .. i
              redis.call('RPUSH', key, 'the newest message of channel ' .. i, 'the one before')
              redis.call('PEXPIREAT', key, 4000000000000 + i)
            end
            """;

    @Test
    void entriesMoveInSmallMemoryHoweverManyThereAre() {
        int entries = Property.cases(ENTRIES);
        try (RedisDatabase from = RedisDatabase.onSharedServer();
                RedisDatabase to = RedisDatabase.onSharedServer()) {
            for (int first = 1; first <= entries; first += AT_A_TIME) {
                int last = Math.min(entries, first + AT_A_TIME - 1);
                from.ask("EVAL", FILL, "0", String.valueOf(first), String.valueOf(last));
            }
            try (ChildJvm child = ChildJvm.of(CacheMoveMemoryProgram.class)
                    .withJvmOptions("-Xmx64m")
                    .start(from.uri(), to.uri())) {
                child.awaitLine("proven: true", Duration.ofMinutes(30));
                assertThat(child.waitFor(Duration.ofMinutes(1))).isZero();
            }
            // With what is on record of its families.
            assertThat(to.ask("DBSIZE")).isEqualTo(String.valueOf(entries + 1));
        }
    }
}
