package io.whisperschema.examples;

import static io.whisperschema.definition.relational.Expression.literal;
import static io.whisperschema.definition.relational.Relational.bigint;
import static io.whisperschema.definition.relational.Relational.check;
import static io.whisperschema.definition.relational.Relational.column;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.migration.Operations.add;
import static io.whisperschema.migration.Operations.backfill;
import static io.whisperschema.migration.Operations.createTable;
import static io.whisperschema.migration.Operations.renameColumn;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.MigrateOptions;
import io.whisperschema.ProgressPrinter;
import io.whisperschema.WhisperSchema;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Plan;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.report.RehearsalReport;
import io.whisperschema.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

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

    /** The same for every database: operations say what changes, and the statements and the way back follow from them. */
    public static Migrations typed() {
        return Migrations.of(
                Migration.of(1, "diaries")
                        .operations(createTable(table("diaries", bigint("id").identity(), text("words")))),
                Migration.of(2, "moods")
                        .operations(
                                add("diaries", text("mood")),
                                add(
                                        "diaries",
                                        check("mooded", column("mood").length().atLeast(literal(1)))),
                                renameColumn("diaries", "words", "entry")),
                Migration.of(3, "fill_moods").code("1", Connection.class, Migrating::fillMoods));
    }

    private static void fillMoods(Connection connection) throws SQLException {
        try (var update = connection.prepareStatement("UPDATE diaries SET mood = ?")) {
            update.setString(1, "calm");
            update.executeUpdate();
        }
    }

    /** Many rows, filled so many at a time while others work. */
    public static Migrations filling() {
        return typed().and(Migrations.of(
                Migration.of(4, "lengths").operations(add("diaries", integer("length"))),
                Migration.of(5, "fill_lengths")
                        .operations(
                                backfill("diaries", "length = length(entry)", "length IS NULL AND entry IS NOT NULL")
                                        .inBatchesOf(500))));
    }

    /** What would be done, each statement. */
    public static Plan look(SqliteStore store) {
        return WhisperSchema.of(Companion.schema())
                .relational(store)
                .migrations(typed())
                .migrationPlan();
    }

    /** At each start: one query where nothing is pending. */
    public static BootstrapReport start(SqliteStore store) {
        var schema = WhisperSchema.of(Companion.schema()).relational(store).migrations(migrations());
        return schema.bootstrap();
    }

    /** As the environment says, watched, within a time, and waiting for a server that still starts. */
    public static BootstrapReport startWatched(SqliteStore store, Map<String, String> environment) {
        var schema = WhisperSchema.of(Companion.schema()).relational(store).migrations(migrations());
        var options = BootstrapOptions.from(environment) // RUN_DB_MIGRATIONS_ON_START=true|false|validate|plan
                .waitingForServers(Duration.ofSeconds(30))
                .executing(ExecuteOptions.cautious()
                        .limitingRunsTo(Duration.ofMinutes(5))
                        .limitingStatementsTo(Duration.ofMinutes(1)));
        return schema.listener(ProgressPrinter.to(System.out)).bootstrap(options);
    }

    /** What migrations do, seen before they do it. */
    public static RehearsalReport rehearse(SqliteStore store, SqliteStore empty) {
        var schema = WhisperSchema.of(Companion.schema()).relational(store).migrations(migrations());
        RehearsalReport report = schema.rehearse(); // really runs what is pending, and leaves nothing of it
        System.out.print(report.text()); // how long each statement took and, on PostgreSQL, what it locked
        System.out.print(schema.verify(empty).text()); // how a replay of all differs from the definition
        return report;
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
