package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long a host waits for the status of many migrations. */
@WithDatabases
class StatusTest {
    private static final int MANY = 1000;
    private static final Duration LIMIT = Duration.ofMillis(100);
    private static final int WARMING = 10;
    private static final int MEASURED = 21;

    /** As they are written: some lines each, with comments. */
    private static Migration step(int number) {
        return Migration.of(number, "%04d_step.sql".formatted(number))
                .sql("""
                        -- The notes of part %1$d, and who may read them
                        CREATE TABLE notes_%1$d (
                            id INTEGER NOT NULL PRIMARY KEY,
                            author TEXT NOT NULL DEFAULT 'nobody', /* a name, not a number */
                            words TEXT,
                            importance INTEGER NOT NULL DEFAULT 0 CHECK (importance BETWEEN 0 AND 10),
                            written_at TEXT NOT NULL
                        );
                        CREATE INDEX notes_%1$d_by_author ON notes_%1$d (author, written_at);
                        INSERT INTO notes_%1$d (id, words, written_at) VALUES (1, 'It''s the first', '2026-01-01');
                        """.formatted(number))
                .undo("DROP TABLE notes_" + number);
    }

    @ParameterizedTest
    @EnumSource
    void theStatusOfAThousandMigrationsTakesLessThanATenthOfASecond(
            Database database, PostgresDatabase postgres, SqliteDatabase sqlite) {
        var schema = WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(database.store(postgres, sqlite))
                .migrations(Migrations.of(IntStream.rangeClosed(1, MANY)
                        .mapToObj(StatusTest::step)
                        .toList()));
        schema.stamp(MigrationId.core(MANY));
        assertThat(schema.status().in(MigrationStatus.State.APPLIED)).hasSize(MANY);

        Stream.generate(() -> took(schema)).limit(WARMING).forEach(warm -> {});
        List<Duration> sorted =
                Stream.generate(() -> took(schema)).limit(MEASURED).sorted().toList();

        assertThat(sorted.get(MEASURED / 2)).as(() -> "the median of " + sorted).isLessThan(LIMIT);
    }

    private static Duration took(WhisperSchema schema) {
        long begun = System.nanoTime();
        schema.status();
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
