package io.whisperschema.translation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/** The scripts of these tests, and running them as they are. */
final class Scripts {
    private Scripts() {}

    /** What a database says to a statement. */
    enum Answer {
        TAKEN,
        REFUSED
    }

    static String named(String name) {
        try (InputStream script = Scripts.class.getResourceAsStream("/script/" + name)) {
            return new String(Objects.requireNonNull(script, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** The line in which the script says that, from 1. */
    static int line(String script, String words) {
        List<String> lines = script.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(words)) {
                return i + 1;
            }
        }
        throw new AssertionError("no line says " + words);
    }

    static void run(String script, DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
        } catch (SQLException error) {
            throw new AssertionError(error.getMessage(), error);
        }
    }

    static Answer answer(String script, DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
            return Answer.TAKEN;
        } catch (SQLException error) {
            return Answer.REFUSED;
        }
    }

    static String value(String query, DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException error) {
            throw new AssertionError(error.getMessage(), error);
        }
    }
}
