package io.whisperschema.translation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;

/** The scripts of these tests, and running them as they are. */
final class Scripts {
    private Scripts() {}

    static String named(String name) {
        try (InputStream script = Scripts.class.getResourceAsStream("/script/" + name)) {
            return new String(Objects.requireNonNull(script, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    static void run(String script, DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(script);
        } catch (SQLException error) {
            throw new AssertionError(error.getMessage(), error);
        }
    }
}
