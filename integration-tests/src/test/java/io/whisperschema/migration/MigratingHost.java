package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.migration.Operations.backfill;
import static io.whisperschema.migration.Operations.createTable;
import static io.whisperschema.migration.Operations.sql;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.plan.Step;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.KillPoint;
import io.whisperschema.testkit.StartingGate;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.IntStream;

/** A host that calls bootstrap at its start and says what it did. */
final class MigratingHost {
    static final int MIGRATIONS = 10;

    /** The one that fills rows, instead of counting itself. */
    static final int FILLING = 9;

    /** Those that cannot be one transaction, the last one behind the one that fills rows. */
    private static final Set<Integer> ALONE = Set.of(4, 10);

    private static final String TABLES = "CREATE TABLE counted (number INTEGER NOT NULL);"
            + " CREATE TABLE filled (id INTEGER NOT NULL PRIMARY KEY, number INTEGER NOT NULL, times INTEGER NOT NULL);"
            + " INSERT INTO filled VALUES (1, 0, 0), (2, 0, 0), (3, 0, 0), (4, 0, 0), (5, 0, 0);";

    private MigratingHost() {}

    public static void main(String[] arguments) throws Exception {
        StartingGate.pass();
        System.out.println("from " + Instant.now());
        if (arguments[0].equals("sqlite")) {
            try (var store = SqliteStore.open(Path.of(arguments[1]))) {
                start(store);
            }
        } else {
            try (Connection connection = DriverManager.getConnection(arguments[1], arguments[2], arguments[3])) {
                start(PostgresStore.over(connection));
            }
        }
    }

    private static void start(RelationalStore store) {
        BootstrapReport report = schema(store).listener(new Halting()).bootstrap();
        report.migrations().get(0).migrations().forEach(id -> System.out.println("applied " + id));
        System.out.println("started " + report.stores());
        System.out.println("until " + Instant.now());
    }

    /** Each migration counts itself or how often it fills a row, so that one that runs twice is seen. */
    static Migrations migrations() {
        return Migrations.of(IntStream.rangeClosed(1, MIGRATIONS)
                .mapToObj(MigratingHost::migration)
                .toList());
    }

    private static Migration migration(int number) {
        if (number == FILLING) {
            return filling();
        }
        return number % 3 == 0 ? typed(number) : scripted(number);
    }

    private static Migration filling() {
        return Migration.of(FILLING, "0009_step")
                .operations(backfill("filled", "times = times + 1, number = " + FILLING, "number < " + FILLING)
                        .inBatchesOf(2));
    }

    private static Migration scripted(int number) {
        Migration migration = Migration.of(number, "%04d_step.sql".formatted(number));
        return ALONE.contains(number)
                ? migration.sql(script(number) + " VACUUM;").directed(Directives::withoutTransaction)
                : migration.sql(script(number));
    }

    private static String script(int number) {
        return (number == 1 ? TABLES : "")
                + " CREATE TABLE t" + number + " (id INTEGER NOT NULL PRIMARY KEY, words TEXT);"
                + " INSERT INTO counted VALUES (" + number + ");";
    }

    private static Migration typed(int number) {
        return Migration.of(number, "%04d_step".formatted(number))
                .operations(
                        createTable(table("t" + number, integer("id").primaryKey(), text("words"))),
                        sql("INSERT INTO counted VALUES (" + number + ")"));
    }

    static WhisperSchema schema(RelationalStore store) {
        return WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(store)
                .migrations(migrations());
    }

    private static final class Halting implements ProgressListener {
        @Override
        public void started(Step step) {
            KillPoint.reached("before " + step.id());
        }

        @Override
        public void rowsFilled(Step step, long done, long of) {
            KillPoint.reached("filled " + done + " of " + step.id());
        }

        @Override
        public void finished(Step step, Duration took) {
            KillPoint.reached("after " + step.id());
        }
    }
}
