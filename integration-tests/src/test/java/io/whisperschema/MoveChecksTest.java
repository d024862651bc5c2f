package io.whisperschema;

import static io.whisperschema.definition.relational.Expression.raw;
import static io.whisperschema.definition.relational.Relational.check;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.perDialect;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.error.RowsRefused;
import io.whisperschema.integration.Sql;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conditions that one database judges otherwise than the other, so that a source has rows which its target does not let in. */
@WithDatabases
class MoveChecksTest {
    /** LIKE tells cases apart on PostgreSQL only. */
    private static final SchemaDefinition HOST = SchemaDefinition.named("host")
            .tables(
                    table(
                            "notes",
                            integer("id").primaryKey(),
                            text("words"),
                            check("notes_greeting", alike("words LIKE 'h%'")),
                            check("notes_no_farewell", alike("words NOT LIKE '%bye'"))),
                    table("marks", text("mark"), check(alike("mark NOT LIKE 'x%'"))));

    private static Expression alike(String condition) {
        return perDialect(raw(DialectName.SQLITE, condition), raw(DialectName.POSTGRES, condition));
    }

    private SqliteDatabase sqlite;
    private PostgresDatabase postgres;
    private RelationalStore file;
    private RelationalStore server;

    @BeforeEach
    void stores(SqliteDatabase database, PostgresDatabase online) {
        sqlite = database;
        postgres = online;
        file = SqliteStore.over(sqlite.dataSource());
        server = PostgresStore.over(postgres.dataSource());
    }

    private static WhisperSchema host(RelationalStore store) {
        return WhisperSchema.of(HOST).relational(store);
    }

    private static RowsRefused refused(RelationalStore from, RelationalStore to) {
        return catchThrowableOfType(RowsRefused.class, () -> host(from).move(to));
    }

    private void inFile() {
        host(file).bootstrap();
        Sql.run(
                sqlite.dataSource(),
                "INSERT INTO notes VALUES (1, 'hello'), (2, 'Hello'), (3, 'HI'), (4, NULL)",
                "INSERT INTO marks VALUES ('a')");
    }

    private void onServer() {
        host(server).bootstrap();
        Sql.run(
                postgres.dataSource(),
                "INSERT INTO notes VALUES (1, 'hello'), (2, 'hi Bye'), (3, 'h BYE'), (4, NULL)",
                "INSERT INTO marks VALUES ('Xaver')");
    }

    @Test
    void theServerNamesTheConditionAndAllRowsThatItDoesNotLetIn() {
        inFile();

        RowsRefused refused = refused(file, server);

        assertThat(refused.store()).isEqualTo(server.name());
        assertThat(refused.flaws()).containsExactly("notes: CHECK_FAILED, 2 rows (id 2; id 3), check notes_greeting");
        assertThat(refused)
                .hasMessageStartingWith(
                        server.name() + " does not let in rows that were copied:\n  notes: CHECK_FAILED")
                .hasMessageEndingWith("""
                        2 of 2 chunks are copied and stay, but nobody can start on it. Databases read conditions each in \
                        their way, and a reference needs its row in the target: change the rows in the source or the rule in \
                        the definition, drop what is there and move anew.""");
        assertThat(Sql.texts(postgres.dataSource(), "SELECT count(*) FROM notes"))
                .containsExactly("4");
        assertThatThrownBy(() -> host(server).bootstrap()).isInstanceOf(MoveUnfinished.class);
    }

    @Test
    void theFileNamesEachConditionAndAllRowsThatItDoesNotLetIn() {
        onServer();

        RowsRefused refused = refused(server, file);

        assertThat(refused.flaws())
                .containsExactly(
                        "marks: CHECK_FAILED, 1 row (a row without key), check (mark NOT LIKE 'x%')",
                        "notes: CHECK_FAILED, 2 rows (id 2; id 3), check notes_no_farewell");
        assertThat(refused).hasMessageContaining("2 of 2 chunks are copied and stay, but nobody can start on it.");
        assertThat(Sql.texts(sqlite.dataSource(), "SELECT count(*) FROM notes")).containsExactly("4");
        assertThatThrownBy(() -> host(file).bootstrap()).isInstanceOf(MoveUnfinished.class);
    }

    @Test
    void itSaysSoAgainUntilItIsMovedAnew() {
        inFile();
        assertThat(refused(file, server)).hasMessage(refused(file, server).getMessage());

        Sql.run(sqlite.dataSource(), "UPDATE notes SET words = lower(words)");
        Sql.run(postgres.dataSource(), "DROP TABLE notes, marks, schema_move");

        assertThat(host(file).move(server).isProven()).isTrue();
    }

    @Test
    void whatAFileHoldsBehindIsKeptByItsConditionsAgain() {
        host(server).bootstrap();
        Sql.run(postgres.dataSource(), "INSERT INTO notes VALUES (1, 'hello')");

        assertThat(host(server).move(file).isProven()).isTrue();

        assertThatThrownBy(() -> Sql.run(sqlite.dataSource(), "INSERT INTO notes VALUES (2, 'bye')"))
                .hasStackTraceContaining("notes_greeting");
    }
}
