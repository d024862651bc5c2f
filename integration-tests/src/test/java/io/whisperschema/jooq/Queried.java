package io.whisperschema.jooq;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/** A database with a definition on it, to be queried with jOOQ. */
record Queried(DataSource database, Function<DataSource, RelationalStore> storeOver, JooqSchema jooq) {
    static List<Queried> onBoth(SchemaDefinition definition, SqliteDatabase sqlite, PostgresDatabase postgres) {
        return List.of(onSqlite(definition, sqlite), onPostgres(definition, postgres));
    }

    static Queried onSqlite(SchemaDefinition definition, SqliteDatabase database) {
        return on(definition, database.dataSource(), pool -> SqliteStore.over(pool));
    }

    static Queried onPostgres(SchemaDefinition definition, PostgresDatabase database) {
        return on(definition, database.dataSource(), pool -> PostgresStore.over(pool));
    }

    private static Queried on(
            SchemaDefinition definition, DataSource database, Function<DataSource, RelationalStore> storeOver) {
        RelationalStore store = storeOver.apply(database);
        WhisperSchema.of(definition).relational(store).bootstrap();
        return new Queried(database, storeOver, JooqSchema.of(definition, store));
    }

    boolean isSqlite() {
        return jooq.context().dialect() == org.jooq.SQLDialect.SQLITE;
    }

    void run(String... statements) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException error) {
            throw new AssertionError(error);
        }
    }

    /** The first value that is found, as plain JDBC has it. */
    String text(String query) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "no row";
        } catch (SQLException error) {
            throw new AssertionError(error);
        }
    }
}
