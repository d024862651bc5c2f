package io.whisperschema.validation;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Statements through plain JDBC, as an install had them before there was a definition. */
final class Sql {
    private Sql() {}

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

    static void run(DataSource database, String... statements) {
        run(database, List.of(statements));
    }

    /** The first column of each row. */
    static List<String> texts(DataSource database, String query) {
        var texts = new ArrayList<String>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        } catch (SQLException error) {
            throw new AssertionError(error);
        }
        return texts;
    }

    /** Connections whose sessions run in that zone, as a host's may. */
    static DataSource inZone(DataSource database, String zone) {
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
