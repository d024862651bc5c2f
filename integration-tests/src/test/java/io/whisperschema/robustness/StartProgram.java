package io.whisperschema.robustness;

import io.whisperschema.WhisperSchema;
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
import java.util.Locale;
import java.util.TimeZone;

/** A host in a process of its own: it starts, validates, and says what it found. */
final class StartProgram {
    private StartProgram() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("sqlite")) {
            try (SqliteStore store = SqliteStore.open(Path.of(arguments[1]))) {
                start(store);
            }
        } else {
            try (Connection connection = DriverManager.getConnection(arguments[1], arguments[2], arguments[3])) {
                start(PostgresStore.over(connection));
            }
        }
    }

    private static void start(RelationalStore store) {
        WhisperSchema schema = Schemas.whisperEngine(store).listener(new HaltingListener());
        var outcome = schema.bootstrap().stores().get(store.name());
        System.out.println("outcome " + outcome);
        System.out.println("valid " + schema.validate().isValid());
        System.out.println("left to do " + schema.plan().steps().size());
        System.out.println(
                "in " + Locale.getDefault() + " at " + TimeZone.getDefault().getID());
    }

    private static final class HaltingListener implements ProgressListener {
        @Override
        public void started(Step step) {
            KillPoint.reached("before " + step.id());
        }

        @Override
        public void finished(Step step, Duration took) {
            KillPoint.reached("after " + step.id());
        }
    }
}
