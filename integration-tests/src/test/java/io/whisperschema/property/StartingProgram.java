package io.whisperschema.property;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.StatementChange.Way;
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

/** A host in a process of its own that starts, counting the moments at which it may be killed. */
final class StartingProgram {
    private StartingProgram() {}

    /** Seed, size, and the place as {@link Place#address} tells it. */
    public static void main(String[] arguments) throws Exception {
        long seed = Long.parseLong(arguments[0]);
        int size = Integer.parseInt(arguments[1]);
        if (arguments[2].equals("sqlite")) {
            try (SqliteStore store = SqliteStore.open(Path.of(arguments[3]))) {
                start(seed, size, store);
            }
        } else {
            try (Connection connection = DriverManager.getConnection(arguments[3], arguments[4], arguments[5])) {
                start(seed, size, PostgresStore.over(connection).inSchema(arguments[6]));
            }
        }
    }

    private static void start(long seed, int size, RelationalStore store) {
        host(seed, size, store).listener(new Counting()).bootstrap();
        System.out.println("started");
    }

    static WhisperSchema host(long seed, int size, RelationalStore store) {
        return WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(store)
                .migrations(StartedMigrations.of(seed, size, store));
    }

    private static final class Counting implements ProgressListener {
        private int moments;

        private void moment() {
            String moment = "moment " + moments++;
            System.out.println(moment + ".");
            KillPoint.reached(moment);
        }

        @Override
        public void migrationStarted(Migration migration, Way way) {
            moment();
        }

        @Override
        public void started(Step step) {
            moment();
        }

        @Override
        public void finished(Step step, Duration took) {
            moment();
        }

        @Override
        public void migrationFinished(Migration migration, Way way, Duration took) {
            moment();
        }
    }
}
