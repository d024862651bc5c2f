package io.whisperschema.script;

import io.whisperschema.sql.PostgresScript;
import io.whisperschema.sql.ScriptStatement;
import io.whisperschema.testkit.PostgresDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.function.Predicate;
import org.postgresql.PGConnection;

/** The dump of a database that grew by hand, and what psql would do with it. */
final class Dump {
    private Dump() {}

    static String text() {
        try (var stream = Dump.class.getResourceAsStream("/script/companion.dump.sql")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs those statements of the dump, its roles being those of the test. */
    static void load(PostgresDatabase database, Predicate<ScriptStatement> which) {
        String text = text().replace("companion_owner", database.user()).replace("companion_reader", "PUBLIC");
        run(database, text, which);
    }

    static void run(PostgresDatabase database, String script, Predicate<ScriptStatement> which) {
        try (Connection connection = database.dataSource().getConnection()) {
            for (ScriptStatement statement : PostgresScript.split(script)) {
                if (which.test(statement)) {
                    run(connection, statement);
                }
            }
        } catch (SQLException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void run(Connection connection, ScriptStatement statement) throws SQLException, IOException {
        switch (statement.kind()) {
            case PSQL -> {}
            case COPY ->
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(statement.text(), new StringReader(statement.rows()));
            case SQL -> {
                try (Statement jdbc = connection.createStatement()) {
                    jdbc.setEscapeProcessing(false);
                    jdbc.execute(statement.text());
                } catch (SQLException e) {
                    throw new SQLException("line " + statement.line() + ": " + e.getMessage(), e);
                }
            }
        }
    }
}
