package io.whisperschema.integration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Statements through plain JDBC. */
final class Sql {
    private Sql() {}

    static void run(DataSource database, String... statements) {
        run(database, List.of(statements));
    }

    static void run(DataSource database, List<String> statements) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException error) {
            throw new AssertionError(error);
        }
    }

    /** The first column of what is found. */
    static List<String> texts(DataSource database, String query) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException error) {
            throw new AssertionError(error);
        }
    }
}
