package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.migration.Operations.codeThatMayRunAgain;
import static io.whisperschema.migration.Operations.createTable;
import static io.whisperschema.migration.Operations.sql;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.migration.CodeOperation.Interrupted;
import io.whisperschema.plan.Step;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.ChildJvm;
import io.whisperschema.testkit.KillPoint;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A host that starts with operations outside of transactions: SQL and, where a lock keeps others away from it, code. What
 * becomes of that code after a kill, the next start says.
 */
final class OperatingHost {
    /** Behind the first operation, within the code and behind it. */
    static final String BEFORE_CODE = "after 0002:1.1";

    static final String WITHIN_CODE = "within the code";
    static final String BEHIND_CODE = "after 0002:2";

    private static final String USER = "INSERT INTO users VALUES (1) ON CONFLICT DO NOTHING";
    private static final String NOTE = "INSERT INTO notes SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM notes)";

    private OperatingHost() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("sqlite")) {
            try (var store = SqliteStore.open(Path.of(arguments[1]))) {
                schema(store, Interrupted.RUNS_AGAIN).listener(new Halting()).bootstrap();
            }
        } else {
            try (Connection connection = DriverManager.getConnection(arguments[1], arguments[2], arguments[3])) {
                schema(PostgresStore.over(connection), Interrupted.RUNS_AGAIN)
                        .listener(new Halting())
                        .bootstrap();
            }
        }
    }

    /** It, killed at that moment. */
    static ChildJvm.Launch program(String moment) {
        return ChildJvm.of(OperatingHost.class).haltingAt(moment);
    }

    static WhisperSchema schema(RelationalStore store, Interrupted interrupted) {
        Operation inTheMiddle = store instanceof PostgresStore ? code(interrupted) : sql(USER + "; " + NOTE);
        return WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(store)
                .migrations(Migrations.of(
                        Migration.of(1, "users")
                                .operations(
                                        createTable(table("users", integer("id").primaryKey()))),
                        Migration.of(2, "notes")
                                .operations(
                                        sql("CREATE TABLE notes (id INTEGER)"),
                                        inTheMiddle,
                                        sql("INSERT INTO users VALUES (2)"))
                                .directed(Directives::withoutTransaction)));
    }

    private static Operation code(Interrupted interrupted) {
        return interrupted == Interrupted.RUNS_AGAIN
                ? codeThatMayRunAgain("fill", "1", Connection.class, OperatingHost::fill)
                : Operations.code("fill", "1", Connection.class, OperatingHost::fill);
    }

    private static void fill(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(USER);
            KillPoint.reached(WITHIN_CODE);
            statement.execute(NOTE);
        }
    }

    private static final class Halting implements ProgressListener {
        @Override
        public void finished(Step step, Duration took) {
            KillPoint.reached("after " + step.id());
        }
    }
}
