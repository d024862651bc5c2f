package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.date;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.real;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.relational.Relational.textArray;
import static io.whisperschema.definition.relational.Relational.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.integration.Sql;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Treatment;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values of a server that are out of the ordinary and that a file holds all the same. */
@WithDatabases
class OddServerValuesTest {
    private static final SchemaDefinition HOST = SchemaDefinition.named("host")
            .tables(table(
                    "odd",
                    integer("id").primaryKey(),
                    real("size"),
                    timestamp("seen"),
                    date("day"),
                    textArray("tags"),
                    text("words")));

    private PostgresDatabase server;
    private SqliteDatabase file;
    private WhisperSchema host;
    private SqliteStore below;

    @BeforeEach
    void stores(PostgresDatabase postgres, SqliteDatabase sqlite) {
        server = postgres;
        file = sqlite;
        host = WhisperSchema.of(HOST).relational(PostgresStore.over(server.dataSource()));
        below = SqliteStore.over(file.dataSource());
        host.bootstrap();
    }

    private void moves(MoveOptions options) {
        assertThat(host.move(below, options).isProven()).isTrue();
        assertThat(host.verifyMoved(below, options).differences()).isEmpty();
    }

    @Test
    void infinitiesFirstAndLastYearsAndEmptyArraysAreWhatTheyWere() {
        Sql.run(server.dataSource(), """
                INSERT INTO odd (id, size, seen, day, tags) VALUES
                (1, 'Infinity', '0001-01-01 00:00:00Z', '0001-01-01', '{}'),
                (2, '-Infinity', '9999-12-31 23:59:59.999999Z', '9999-12-31', '{NULL,"NULL",""}')""");

        moves(MoveOptions.cautious());

        assertThat(Sql.texts(file.dataSource(), "SELECT size || ' ' || seen || ' ' || day || ' ' || tags FROM odd"))
                .containsExactly(
                        "Inf 0001-01-01 00:00:00 0001-01-01 []",
                        "-Inf 9999-12-31 23:59:59.999999 9999-12-31 [null,\"NULL\",\"\"]");
    }

    @Test
    void aLongTextIsWhatItWas() {
        Sql.run(server.dataSource(), "INSERT INTO odd (id, words) VALUES (1, repeat('zwölf😀', 1000000))");

        moves(MoveOptions.cautious());

        assertThat(Sql.texts(file.dataSource(), "SELECT length(words) || substr(words, -2) FROM odd"))
                .containsExactly("6000000f😀");
    }

    @Test
    void oneThatIsLongerThanMemoryMayHoldIsRefused() {
        Sql.run(server.dataSource(), "INSERT INTO odd (id, words) VALUES (1, repeat('zwölf😀', 1000000))");
        MoveOptions small = MoveOptions.cautious().within(8L << 20);

        assertThatThrownBy(() -> host.move(below, small))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("odd.words: VALUE_TOO_LARGE, 1 row (id 1)");

        moves(small.treating(Flaw.VALUE_TOO_LARGE, Treatment.asNull()));
        assertThat(Sql.texts(file.dataSource(), "SELECT words FROM odd")).containsOnlyNulls();
    }

    @Test
    void typesThatOnlyTheServerHasMoveAsTheTextThatItWrites() {
        Sql.run(
                server.dataSource(),
                "CREATE TABLE strange (id integer PRIMARY KEY, i interval, a inet, n numeric, m integer[], s int4range)",
                "INSERT INTO strange VALUES (1, '1 day 02:03:04.5', '10.0.0.1/8', repeat('9', 1000)::numeric, '{1,NULL}',"
                        + " '[1,5)')");

        moves(MoveOptions.cautious().carryingStrangers());

        assertThat(Sql.texts(
                        file.dataSource(),
                        "SELECT i || '|' || a || '|' || length(n) || typeof(n) || '|' || m || '|' || s FROM strange"))
                .containsExactly("1 day 02:03:04.5|10.0.0.1/8|1000text|[1,null]|[1,5)");
    }

    @Test
    void thatTextIsTheSameInEachSession() {
        Sql.run(
                server.dataSource(),
                "CREATE TABLE strange (id integer PRIMARY KEY, during tstzrange)",
                "INSERT INTO strange VALUES (1, '[2024-07-01 00:00:00Z,2024-07-02 00:00:00Z)')");
        WhisperSchema elsewhere = WhisperSchema.of(HOST)
                .relational(PostgresStore.over(Sql.inZone(server.dataSource(), "Asia/Kathmandu")));
        MoveOptions carrying = MoveOptions.cautious().carryingStrangers();

        assertThat(elsewhere.move(below, carrying).isProven()).isTrue();

        assertThat(Sql.texts(file.dataSource(), "SELECT during FROM strange"))
                .containsExactly("[\"2024-07-01 00:00:00+00\",\"2024-07-02 00:00:00+00\")");
        assertThat(host.verifyMoved(below, carrying).differences()).isEmpty();
    }

    @Test
    void decimalsOfNoDeclaredLengthAreTextsSoThatNoneIsLost() {
        Sql.run(
                server.dataSource(),
                "CREATE TABLE strange (id integer PRIMARY KEY, n numeric)",
                "INSERT INTO strange VALUES (1, 'NaN'), (2, 1e-20), (3, 1.50)");

        moves(MoveOptions.cautious().carryingStrangers());

        assertThat(Sql.texts(file.dataSource(), "SELECT typeof(n) || n FROM strange ORDER BY id"))
                .containsExactly("textNaN", "text0.00000000000000000001", "text1.50");
    }
}
