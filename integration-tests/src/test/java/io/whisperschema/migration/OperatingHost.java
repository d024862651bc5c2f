package io.whisperschema.migration;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.migration.Operations.add;
import static io.whisperschema.migration.Operations.createTable;
import static io.whisperschema.migration.Operations.sql;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.plan.Step;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.KillPoint;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;

/** A host that starts with typed operations outside of transactions. */
final class OperatingHost {
    /** Between two of its operations. */
    static final String IN_THE_MIDDLE = "after 0002:2.1";

    private OperatingHost() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("sqlite")) {
            try (var store = SqliteStore.open(Path.of(arguments[1]))) {
                schema(store).listener(new Halting()).bootstrap();
            }
        } else {
            try (Connection connection = DriverManager.getConnection(arguments[1], arguments[2], arguments[3])) {
                schema(PostgresStore.over(connection)).listener(new Halting()).bootstrap();
            }
        }
    }

    static WhisperSchema schema(RelationalStore store) {
        return WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(store)
                .migrations(Migrations.of(
                        Migration.of(1, "users")
                                .operations(
                                        createTable(table("users", integer("id").primaryKey()))),
                        Migration.of(2, "notes")
                                .operations(
                                        createTable(table("notes", integer("id").primaryKey())),
                                        sql("INSERT INTO users VALUES (1)"),
                                        add("users", text("mood")))
                                .directed(Directives::withoutTransaction)));
    }

    private static final class Halting implements ProgressListener {
        @Override
        public void finished(Step step, Duration took) {
            KillPoint.reached("after " + step.id());
        }
    }
}
