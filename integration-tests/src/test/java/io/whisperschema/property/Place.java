package io.whisperschema.property;

import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** An empty database, or a schema of one, for one case. */
interface Place extends AutoCloseable {
    Target target();

    RelationalStore store();

    /** A connection that sees the store's tables by their plain names. */
    Connection connect() throws SQLException;

    /** The first column of what is found. */
    default List<String> texts(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /** By what {@link a child} finds it. */
    List<String> address();

    /** Waits until nobody works here any more whose process is gone. */
    void settle();

    @Override
    void close();

    /** Where the places of one test come from. */
    interface Source {
        Place fresh();
    }

    /** A new SQLite file. */
    static Place sqlite() {
        SqliteDatabase file = SqliteDatabase.inTemporaryFolder();
        return new Place() {
            @Override
            public Target target() {
                return Target.SQLITE;
            }

            @Override
            public RelationalStore store() {
                return SqliteStore.over(file.dataSource());
            }

            @Override
            public Connection connect() throws SQLException {
                Connection connection = file.dataSource().getConnection();
                run(connection, "PRAGMA foreign_keys = ON", "PRAGMA synchronous = OFF");
                return connection;
            }

            @Override
            public List<String> address() {
                return List.of("sqlite", file.path().toString());
            }

            @Override
            public void settle() {}

            @Override
            public void close() {
                file.close();
            }
        };
    }

    /** A new schema of that database. */
    static Place postgres(PostgresDatabase database) {
        return postgres(database, "of a case");
    }

    /** A new schema of that name, beside others of that database. */
    static Place postgres(PostgresDatabase database, String schema) {
        Target target = Target.postgres(database.serverVersion());
        database.dataSource().forgetStatements();
        try (Connection connection = database.dataSource().getConnection()) {
            run(connection, "CREATE SCHEMA \"" + schema + "\"");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Place() {
            @Override
            public Target target() {
                return target;
            }

            @Override
            public RelationalStore store() {
                return PostgresStore.over(database.dataSource()).inSchema(schema);
            }

            @Override
            public Connection connect() throws SQLException {
                Connection connection = database.dataSource().getConnection();
                run(connection, "SET search_path = \"" + schema + "\"", "SET TimeZone = 'UTC'");
                return connection;
            }

            @Override
            public List<String> address() {
                return List.of("postgres", database.url(), database.user(), database.password(), schema);
            }

            @Override
            public void settle() {
                database.terminateConnections();
            }

            @Override
            public void close() {
                try (Connection connection = database.dataSource().getConnection()) {
                    run(connection, "SET client_min_messages = warning", "DROP SCHEMA \"" + schema + "\" CASCADE");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
