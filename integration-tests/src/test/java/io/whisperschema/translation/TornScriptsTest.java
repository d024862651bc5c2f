package io.whisperschema.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.postgres.PostgresDialect;
import io.whisperschema.spi.Translation;
import io.whisperschema.sqlite.SqliteDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Scripts with words missing, twice or in another place. A run with {@code -Dwhisper.seed=…} takes others. */
class TornScriptsTest {
    private static final int SCRIPTS = 200;

    private final long seed = Long.getLong("whisper.seed", 20_261_121L);

    @Test
    void aTornScriptForSqliteIsReadOrRefused() {
        areReadOrRefused(Scripts.named("grown.sqlite.sql"), PostgresDialect.dialect()::translate);
    }

    @Test
    void aTornScriptForPostgresIsReadOrRefused() {
        areReadOrRefused(Scripts.named("grown.postgres.sql"), SqliteDialect.dialect()::translate);
    }

    private void areReadOrRefused(String script, Function<String, Translation> translate) {
        int read = 0;
        for (int i = 0; i < SCRIPTS; i++) {
            String torn = torn(script, new Random(seed + i));
            try {
                read += translate.apply(torn).findings().isEmpty() ? 0 : 1;
            } catch (UnreadableDocument refused) {
                assertThat(refused.path()).startsWith("line ");
            } catch (RuntimeException error) {
                throw new AssertionError("-Dwhisper.seed=" + (seed + i) + "\n" + torn, error);
            }
        }
        assertThat(read).isGreaterThan(SCRIPTS / 4);
    }

    private static String torn(String script, Random random) {
        List<String> words = new ArrayList<>(List.of(script.split("(?<=[\\s(),;'])|(?=[\\s(),;'])")));
        for (int changes = 1 + random.nextInt(30); changes > 0; changes--) {
            int at = random.nextInt(words.size());
            String word = words.get(at);
            switch (random.nextInt(3)) {
                case 0 -> words.remove(at);
                case 1 -> words.add(at, word);
                default -> words.set(random.nextInt(words.size()), word);
            }
        }
        return String.join("", words);
    }
}
