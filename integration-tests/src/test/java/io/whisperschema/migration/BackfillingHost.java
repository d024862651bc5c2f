package io.whisperschema.migration;

import static io.whisperschema.migration.Operations.backfill;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.plan.Step;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.KillPoint;
import java.nio.file.Path;
import java.sql.DriverManager;

/** A host whose start fills ten thousand rows, and says so. */
final class BackfillingHost {
    static final int ROWS = 10_000;
    static final int BATCH = 1000;

    /** Each row counts how often it was filled. */
    static final Migration DIARIES = Migration.of(1, "0001_diaries.sql").sql("""
                    CREATE TABLE diaries (id INTEGER NOT NULL PRIMARY KEY, words TEXT, mood TEXT, filled INTEGER NOT NULL);
                    INSERT INTO diaries WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
                    SELECT i, 'Day ' || i, NULL, 0 FROM n;
                    """);

    static final Backfill MOODS =
            backfill("diaries", "mood = lower(words), filled = filled + 1 -- once", "mood IS NULL -- not yet");

    private BackfillingHost() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("sqlite")) {
            try (var store = SqliteStore.open(Path.of(arguments[1]))) {
                start(store);
            }
        } else {
            try (var connection = DriverManager.getConnection(arguments[1], arguments[2], arguments[3])) {
                start(PostgresStore.over(connection));
            }
        }
    }

    private static void start(RelationalStore store) {
        var report = schema(store).listener(new Halting()).bootstrap();
        report.migrations().get(0).migrations().forEach(id -> System.out.println("applied " + id));
    }

    static WhisperSchema schema(RelationalStore store) {
        return schema(store, DIARIES, Migration.of(2, "moods").operations(MOODS));
    }

    static WhisperSchema schema(RelationalStore store, Migration... migrations) {
        return WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(store)
                .migrations(Migrations.of(migrations));
    }

    private static final class Halting implements ProgressListener {
        @Override
        public void rowsFilled(Step step, long done, long of) {
            KillPoint.reached("filled " + done);
        }
    }
}
