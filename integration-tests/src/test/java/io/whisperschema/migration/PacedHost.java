package io.whisperschema.migration;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Step.Isolation;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.Optional;

/** A host whose migration takes minutes over a connection that is slow, and no time over any other. */
final class PacedHost {
    private static final String SLOW_POSTGRES = "slow";
    private static final int SLOW_SQLITE = -7777;

    /** Stands before the moment in each line about a step, and in the one about the end of the start. */
    static final String AT = "at ";

    private PacedHost() {}

    /** The isolation, and the connection's URL, user and password. */
    public static void main(String[] arguments) throws Exception {
        try (Connection connection = DriverManager.getConnection(arguments[1], arguments[2], arguments[3])) {
            start(store(connection, arguments[1]), Isolation.valueOf(arguments[0]));
        }
    }

    private static RelationalStore store(Connection connection, String url) {
        return url.startsWith("jdbc:sqlite:") ? SqliteStore.over(connection) : PostgresStore.over(connection);
    }

    /** That database over a slow connection. */
    static String slow(String url) {
        return url.startsWith("jdbc:sqlite:")
                ? url + "?cache_size=" + SLOW_SQLITE
                : url + "?ApplicationName=" + SLOW_POSTGRES;
    }

    private static void start(RelationalStore store, Isolation isolation) {
        BootstrapReport report = WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(store)
                .migrations(Migrations.of(migration(store, isolation)))
                .listener(new Narrator())
                .bootstrap();
        System.out.println("started, having applied "
                + report.migrations().get(0).migrations().size() + " " + AT + Instant.now());
    }

    private static Migration migration(RelationalStore store, Isolation isolation) {
        Migration migration = Migration.of(1, "0001_paced.sql")
                .sql("CREATE TABLE one (a INTEGER); INSERT INTO one VALUES (1);\n" + paced(store)
                        + ";\n INSERT INTO one VALUES (2)");
        return isolation == Isolation.ALONE ? migration.directed(Directives::withoutTransaction) : migration;
    }

    private static String paced(RelationalStore store) {
        return store instanceof SqliteStore
                ? "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <"
                        + " (SELECT CASE cache_size WHEN " + SLOW_SQLITE
                        + " THEN 100000000000 ELSE 1 END FROM pragma_cache_size)) SELECT count(*) FROM n"
                : "SELECT pg_sleep(CASE current_setting('application_name') WHEN '" + SLOW_POSTGRES
                        + "' THEN 600 ELSE 0 END)";
    }

    private static final class Narrator implements ProgressListener {
        @Override
        public void started(Step step) {
            System.out.println("before " + step.id() + " " + AT + Instant.now());
        }

        @Override
        public void waiting(String store, Optional<String> forWhom) {
            System.out.println("waiting");
        }
    }
}
