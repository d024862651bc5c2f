package io.whisperschema.migration;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.KillPoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;

/** A host with the migrations of the situations, in a process of its own. */
final class SituatedHost {
    /** The moment when everything is applied and on record, and nobody was told yet. */
    static final String RECORDED = "recorded";

    private SituatedHost() {}

    /** The connection's URL, user and password. */
    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection(arguments[0], arguments[1], arguments[2])) {
            var store = arguments[0].startsWith("jdbc:sqlite:")
                    ? SqliteStore.over(connection)
                    : PostgresStore.over(connection);
            WhisperSchema.of(SchemaDefinition.named("host"))
                    .relational(store)
                    .migrations(Migrations.of(SituationsTest.MIGRATIONS))
                    .listener(new Halting())
                    .bootstrap();
        }
    }

    private static final class Halting implements ProgressListener {
        @Override
        public void runFinished(String run, Duration took) {
            KillPoint.reached(RECORDED);
        }
    }
}
