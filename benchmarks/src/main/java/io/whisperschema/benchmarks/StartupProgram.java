package io.whisperschema.benchmarks;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/** A start of a host whose database has eight migrations, as each contender does it. Also a program of its own. */
final class StartupProgram {
    static final int MIGRATIONS = 8;

    private StartupProgram() {}

    /**
     * Where the database is.
     *
     * @param url its JDBC URL
     * @param user who connects; empty for SQLite
     * @param password the password
     */
    record Place(String url, String user, String password) {
        Connection connect() throws SQLException {
            return user.isEmpty() ? DriverManager.getConnection(url) : DriverManager.getConnection(url, user, password);
        }
    }

    /** Who starts. */
    enum Contender {
        OURS,
        FLYWAY,
        FLOOR;

        void start(Place place, Path folder) throws SQLException {
            switch (this) {
                case OURS -> ours(place);
                case FLYWAY -> flyway(place, folder);
                case FLOOR -> floor(place);
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        Contender.valueOf(arguments[0])
                .start(new Place(arguments[1], arguments[2], arguments[3]), Path.of(arguments[4]));
    }

    private static void ours(Place place) throws SQLException {
        start(place, InCode.MIGRATIONS);
    }

    /** A start of a host that has these. */
    static void start(Place place, Migrations migrations) throws SQLException {
        try (Connection connection = place.connect()) {
            RelationalStore store =
                    place.user().isEmpty() ? SqliteStore.over(connection) : PostgresStore.over(connection);
            WhisperSchema.of(SchemaDefinition.named("host"))
                    .relational(store)
                    .migrations(migrations)
                    .bootstrap();
        }
    }

    /** A set in code is made once, when the host is loaded. */
    private static final class InCode {
        static final Migrations MIGRATIONS = Migrations.of(all());

        private static List<Migration> all() {
            var all = new ArrayList<Migration>();
            for (int number = 1; number <= StartupProgram.MIGRATIONS; number++) {
                all.add(Migration.of(number, "000" + number + "_step.sql").sql(sql(number)));
            }
            return all;
        }
    }

    private static void flyway(Place place, Path folder) {
        Flyway.configure()
                .dataSource(place.url(), place.user().isEmpty() ? null : place.user(), place.password())
                .locations("filesystem:" + folder)
                .load()
                .migrate();
    }

    private static void floor(Place place) throws SQLException {
        try (Connection connection = place.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1")) {
            row.next();
        }
    }

    private static String sql(int number) {
        return "CREATE TABLE t" + number + " (id INTEGER NOT NULL PRIMARY KEY, words TEXT);\nCREATE INDEX i" + number
                + " ON t" + number + " (words);\n";
    }

    /** The same migrations as Flyway names them. */
    static List<Path> writeFor(Path folder) throws IOException {
        for (int number = 1; number <= MIGRATIONS; number++) {
            Files.writeString(folder.resolve("V" + number + "__step.sql"), sql(number));
        }
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
