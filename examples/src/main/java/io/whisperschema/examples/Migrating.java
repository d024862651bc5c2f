package io.whisperschema.examples;

import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.sqlite.SqliteStore;
import java.nio.file.Path;

/** A database that is kept by numbered migrations. */
public final class Migrating {
    private Migrating() {}

    /** Migrations in code; {@code Migrations.inFolder(path)} reads them from files. */
    public static Migrations migrations() {
        return Migrations.of(
                Migration.of(1, "0001_baseline.sql").sql("CREATE TABLE diaries (id INTEGER PRIMARY KEY, words TEXT);"),
                Migration.of(2, "0002_mood.sql")
                        .sql("ALTER TABLE diaries ADD COLUMN mood TEXT;")
                        .undo("ALTER TABLE diaries DROP COLUMN mood;"));
    }

    /** The files in src/main/resources/db/migrations, found by their index wherever they are packed. */
    public static Migrations packed() {
        return Migrations.onClassPath(Migrating.class::getResourceAsStream, "/db/migrations");
    }

    /** At each start: one query where nothing is pending. */
    public static BootstrapReport start(SqliteStore store) {
        var schema = WhisperSchema.of(Companion.schema()).relational(store).migrations(migrations());
        return schema.bootstrap();
    }

    /** What is applied and what is pending; then the last one taken back. */
    public static void lookAndGoBack(Path file) {
        try (var store = SqliteStore.open(file)) {
            var schema = WhisperSchema.of(Companion.schema()).relational(store).migrations(migrations());
            System.out.print(schema.status().text()); // 0001 | 0001_baseline.sql | APPLIED …
            schema.undo(
                    1,
                    MigrateOptions.cautious()
                            .executing(ExecuteOptions.cautious().allowingDataLoss()));
        }
    }
}
