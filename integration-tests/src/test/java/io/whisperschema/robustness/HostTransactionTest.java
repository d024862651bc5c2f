package io.whisperschema.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A data source that hands out the connection of the host's own transaction, as frameworks do. */
@WithDatabases
class HostTransactionTest {
    @Test
    void aTransactionOnSqliteStaysOpen(SqliteDatabase database) throws SQLException {
        staysOpen(database.dataSource(), pool -> SqliteStore.over(pool), Disguise.NONE);
        staysOpen(database.dataSource(), pool -> SqliteStore.over(pool), Disguise.DRIVER_HIDDEN);
    }

    @Test
    void aTransactionOnPostgresStaysOpen(PostgresDatabase database) throws SQLException {
        staysOpen(database.dataSource(), pool -> PostgresStore.over(pool), Disguise.NONE);
        staysOpen(database.dataSource(), pool -> PostgresStore.over(pool), Disguise.DRIVER_HIDDEN);
    }

    @Test
    void aPoolWithoutAutocommitIsServed(SqliteDatabase sqlite, PostgresDatabase postgres) throws SQLException {
        for (DataSource pool : new DataSource[] {sqlite.dataSource(), postgres.dataSource()}) {
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                DataSource handingOut = handingOut(connection, Disguise.NONE);
                RelationalStore store =
                        pool == sqlite.dataSource() ? SqliteStore.over(handingOut) : PostgresStore.over(handingOut);
                assertThat(store.inspect().isEmpty()).isTrue();
                assertThat(connection.getAutoCommit()).isFalse();
            }
        }
    }

    private enum Disguise {
        NONE,
        DRIVER_HIDDEN
    }

    private static void staysOpen(DataSource pool, Function<DataSource, RelationalStore> storeOver, Disguise disguise)
            throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("CREATE TABLE host (a integer)");
            assertThatThrownBy(() ->
                            storeOver.apply(handingOut(connection, disguise)).inspect())
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("is in a transaction");
            try (ResultSet row = statement.executeQuery("SELECT count(*) FROM host")) {
                assertThat(row.next()).isTrue();
            }
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static DataSource handingOut(Connection connection, Disguise disguise) {
        Connection shared = proxy(
                Connection.class,
                (method, arguments) -> switch (method) {
                    case "close" -> null;
                    case "isWrapperFor" ->
                        disguise == Disguise.NONE && connection.isWrapperFor((Class<?>) arguments[0]);
                    default -> Call.DELEGATED;
                },
                connection);
        return proxy(DataSource.class, (method, arguments) -> shared, connection);
    }

    /** What is answered instead of the real object. */
    private interface Answer {
        Object to(String method, Object[] arguments) throws Throwable;
    }

    private enum Call {
        DELEGATED
    }

    private static <T> T proxy(Class<T> type, Answer answer, Object real) {
        return type.cast(Proxy.newProxyInstance(
                HostTransactionTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object answered = answer.to(method.getName(), arguments);
                    try {
                        return answered == Call.DELEGATED ? method.invoke(real, arguments) : answered;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                }));
    }
}
