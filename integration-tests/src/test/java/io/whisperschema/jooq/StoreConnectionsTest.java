package io.whisperschema.jooq;

import static io.whisperschema.definition.relational.Relational.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each statement takes a connection and gives it back; transactions end where they began. */
@WithDatabases
class StoreConnectionsTest {
    private static final SchemaDefinition DEFINITION =
            SchemaDefinition.named("notes").tables(table("notes", text("note").primaryKey()));

    @Test
    void aTransactionIsKeptWhole(SqliteDatabase sqlite, PostgresDatabase postgres) {
        for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
            on.jooq().context().transaction(own -> {
                write(on.jooq(), own.dsl(), "one");
                write(on.jooq(), own.dsl(), "two");
                assertThat(on.text("SELECT count(*) FROM notes")).isEqualTo("0");
            });
            assertThat(on.text("SELECT count(*) FROM notes")).isEqualTo("2");
        }
    }

    @Test
    void aTransactionThatFailsLeavesNothing(SqliteDatabase sqlite, PostgresDatabase postgres) {
        for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
            assertThatThrownBy(() -> on.jooq().context().transaction(own -> {
                        write(on.jooq(), own.dsl(), "one");
                        throw new IllegalStateException("changed my mind");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(on.text("SELECT count(*) FROM notes")).isEqualTo("0");
        }
    }

    @Test
    void aTransactionInATransactionFailsAlone(SqliteDatabase sqlite, PostgresDatabase postgres) {
        for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
            on.jooq().context().transaction(outer -> {
                write(on.jooq(), outer.dsl(), "one");
                assertThatThrownBy(() -> outer.dsl().transaction(inner -> {
                            write(on.jooq(), inner.dsl(), "two");
                            write(on.jooq(), inner.dsl(), "one");
                        }))
                        .isInstanceOf(DataAccessException.class);
                outer.dsl().transaction(inner -> write(on.jooq(), inner.dsl(), "three"));
            });
            assertThat(on.jooq().context().fetchValues(note(on.jooq()))).containsExactlyInAnyOrder("one", "three");
        }
    }

    @Test
    void aHostsTransactionStaysTheHostsToEnd(SqliteDatabase sqlite, PostgresDatabase postgres) throws SQLException {
        for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
            try (Connection connection = on.database().getConnection()) {
                RelationalStore store = on.isSqlite() ? SqliteStore.over(connection) : PostgresStore.over(connection);
                var jooq = JooqSchema.of(DEFINITION, store);
                connection.setAutoCommit(false);
                write(jooq, jooq.context(), "statement");
                jooq.context().transaction(own -> write(jooq, own.dsl(), "transaction"));
                assertThat(connection.getAutoCommit()).isFalse();
                assertThat(on.text("SELECT count(*) FROM notes")).isEqualTo("0");
                connection.rollback();
                connection.setAutoCommit(true);
                assertThat(jooq.context().fetchCount(jooq.table("notes"))).isZero();
                jooq.context().transaction(own -> write(jooq, own.dsl(), "now"));
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(on.text("SELECT count(*) FROM notes")).isEqualTo("1");
            }
        }
    }

    @Test
    void connectionsComeBackAsTheyWere(SqliteDatabase sqlite, PostgresDatabase postgres) {
        aTransactionIsKeptWhole(sqlite, postgres);
        for (var pool : List.of(sqlite.dataSource(), postgres.dataSource())) {
            assertThat(pool.openConnections()).isZero();
            assertThat(pool.changedOnReturn()).isEmpty();
        }
    }

    @Test
    void aFileOfTheStoresOwnIsQueried(@TempDir Path folder) {
        try (var store = SqliteStore.open(folder.resolve("notes.db"))) {
            WhisperSchema.of(DEFINITION).relational(store).bootstrap();
            var jooq = JooqSchema.of(DEFINITION, store);
            write(jooq, jooq.context(), "one");
            jooq.context().transaction(own -> write(jooq, own.dsl(), "two"));
            assertThat(jooq.context().fetchValues(note(jooq))).containsExactly("one", "two");
        }
    }

    @Test
    void aServerThatIsGoneIsToldByTheStore(PostgresDatabase postgres) {
        var store = PostgresStore.over(
                postgres.dataSourceAs(new io.whisperschema.testkit.PostgresRole("nobody", "geheim")));
        var jooq = JooqSchema.of(DEFINITION, store);
        assertThatThrownBy(() -> jooq.context().fetchCount(jooq.table("notes")))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("Could not connect on postgres")
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> jooq.context().transaction(own -> write(jooq, own.dsl(), "one")))
                .isInstanceOf(StoreUnavailable.class);
    }

    private static void write(JooqSchema jooq, DSLContext context, String text) {
        context.insertInto(jooq.table("notes")).set(note(jooq), text).execute();
    }

    private static TableField<Record, String> note(JooqSchema jooq) {
        return jooq.field("notes", "note", String.class);
    }
}
