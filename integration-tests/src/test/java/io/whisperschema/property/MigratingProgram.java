package io.whisperschema.property;

import io.whisperschema.WhisperSchema;
import io.whisperschema.error.StepFailed;
import io.whisperschema.plan.Step;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;

/** A host in a process of its own that migrates, saying what it does, and may be killed at any time. */
final class MigratingProgram {
    private MigratingProgram() {}

    /** Seed, size, and the place as {@link Place#address} tells it. */
    public static void main(String[] arguments) throws Exception {
        long seed = Long.parseLong(arguments[0]);
        int size = Integer.parseInt(arguments[1]);
        if (arguments[2].equals("sqlite")) {
            try (SqliteStore store = SqliteStore.open(Path.of(arguments[3]))) {
                migrate(store, Scenario.of(seed, size, Target.SQLITE));
            }
        } else {
            try (Connection connection = DriverManager.getConnection(arguments[3], arguments[4], arguments[5])) {
                Target target = Target.postgres(connection.getMetaData().getDatabaseProductVersion());
                migrate(PostgresStore.over(connection).inSchema(arguments[6]), Scenario.of(seed, size, target));
            }
        }
    }

    private static void migrate(RelationalStore store, Scenario scenario) {
        WhisperSchema wish =
                WhisperSchema.of(scenario.after()).relational(store).listener(new Narrator());
        var plan = wish.plan(scenario.hints());
        try {
            wish.execute(plan, Migration.OPTIONS);
            System.out.println("done");
        } catch (StepFailed unfit) {
            System.out.println("failed");
        }
    }

    private static final class Narrator implements ProgressListener {
        @Override
        public void started(Step step) {
            Moments.say("before " + step.id());
        }

        @Override
        public void finished(Step step, Duration took) {
            Moments.say("after " + step.id());
        }
    }
}
