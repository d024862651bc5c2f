package io.whisperschema.integration;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Statements through plain JDBC. */
public final class Sql {
    private Sql() {}

    /** Runs them, one after the other. */
    public static void run(DataSource database, String... statements) {
        run(database, List.of(statements));
    }

    /** Runs them, one after the other. */
    public static void run(DataSource database, List<String> statements) {
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
    public static List<String> texts(DataSource database, String query) {
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

    /** Connections whose sessions run in that zone, as a host's may. */
    public static DataSource inZone(DataSource database, String zone) {
        return (DataSource) Proxy.newProxyInstance(
                Sql.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("getConnection")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    Connection connection = database.getConnection();
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("SET timezone = '" + zone + "'");
                    }
                    return connection;
                });
    }
}
