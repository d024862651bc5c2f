package io.whisperschema.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

@WithDatabases
class ObservedDataSourceTest {
    @Test
    void whatIsExecutedIsRemembered(SqliteDatabase database) throws SQLException {
        ObservedDataSource source = database.dataSource();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (id INTEGER)");
            statement.executeUpdate("INSERT INTO users VALUES (1)");
            statement.executeQuery("SELECT id FROM users").close();
        }
        assertThat(source.statements())
                .containsExactly(
                        "CREATE TABLE users (id INTEGER)", "INSERT INTO users VALUES (1)", "SELECT id FROM users");
    }

    @Test
    void aPreparedStatementCountsEachTimeItRunsAndItsBatchOnce(SqliteDatabase database) throws SQLException {
        ObservedDataSource source = database.dataSource();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (id INTEGER)");
            source.forgetStatements();
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO users VALUES (?)")) {
                for (int id = 0; id < 10; id++) {
                    insert.setInt(1, id);
                    insert.addBatch();
                }
                insert.executeBatch();
                insert.setInt(1, 10);
                insert.executeUpdate();
            }
        }
        assertThat(source.statements()).containsExactly("INSERT INTO users VALUES (?)", "INSERT INTO users VALUES (?)");
    }

    @Test
    void eachStatementOfAPlainBatchCounts(SqliteDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.addBatch("CREATE TABLE a (id INTEGER)");
            statement.addBatch("CREATE TABLE b (id INTEGER)");
            statement.executeBatch();
        }
        assertThat(database.dataSource().statements()).hasSize(2);
    }

    @Test
    void anOpenConnectionIsCountedUntilItIsClosed(SqliteDatabase database) throws SQLException {
        ObservedDataSource source = database.dataSource();
        Connection connection = source.getConnection();
        assertThat(source.openConnections()).isEqualTo(1);
        assertThatThrownBy(source::assertAllReturned)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 connection(s)")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        connection.close();
        connection.close();
        assertThat(source.openConnections()).isZero();
        assertThatCode(source::assertAllReturned).doesNotThrowAnyException();
    }

    @Test
    void aConnectionThatComesBackAsItCameIsNotMentioned(PostgresDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.rollback();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(true);
        }
        assertThat(database.dataSource().changedOnReturn()).isEmpty();
    }

    @Test
    void aConnectionThatComesBackChangedIs(PostgresDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setSchema("pg_catalog");
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
        }
        assertThat(database.dataSource().changedOnReturn())
                .containsExactly(
                        "autocommit was true when handed out and is false on return",
                        "isolation was 2 when handed out and is 8 on return",
                        "readOnly was false when handed out and is true on return",
                        "schema was public when handed out and is pg_catalog on return");
    }

    @Test
    void aStatementKnowsTheConnectionItWasMadeBy(SqliteDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.getConnection()).isEqualTo(connection);
        }
    }

    @Test
    void theDriversOwnConnectionIsReachedThroughUnwrap(PostgresDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(connection.isWrapperFor(PGConnection.class)).isTrue();
            assertThat(connection.unwrap(PGConnection.class).getBackendPID()).isPositive();
        }
    }

    @Test
    void anErrorOfTheDriversArrivesAsItIs(SqliteDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("nonsense")).isInstanceOf(SQLException.class);
        }
    }
}
