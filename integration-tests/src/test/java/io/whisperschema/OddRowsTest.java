package io.whisperschema;

import static io.whisperschema.definition.relational.Expression.raw;
import static io.whisperschema.definition.relational.Relational.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.integration.Sql;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Rule;
import io.whisperschema.move.Treatment;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that a file holds since it was declared otherwise once, or did not look: what becomes of them by each policy. */
@WithDatabases
class OddRowsTest {
    private static final SchemaDefinition HOST = SchemaDefinition.named("host")
            .tables(table(
                    "odd",
                    integer("id").primaryKey(),
                    text("words").notNull(),
                    bigint("count"),
                    real("size"),
                    integer("mood"),
                    check(
                            "odd_mood",
                            perDialect(raw(DialectName.SQLITE, "mood < 5"), raw(DialectName.POSTGRES, "mood < 5")))));

    @TempDir
    Path rejects;

    private SqliteDatabase file;
    private PostgresDatabase server;
    private WhisperSchema host;
    private RelationalStore target;

    @BeforeEach
    void given(SqliteDatabase sqlite, PostgresDatabase postgres) {
        file = sqlite;
        server = postgres;
        host = WhisperSchema.of(HOST).relational(SqliteStore.over(file.dataSource()));
        target = PostgresStore.over(server.dataSource());
        host.bootstrap();
        Sql.run(file.dataSource(), "INSERT INTO odd (id, words) VALUES (1, 'fine')");
    }

    /** An odd row, what is wrong with it, and how. */
    enum Odd {
        WORDS_OF_NUMBER(Flaw.NUMBER_IN_TEXT, "words", "(2, 17, NULL, NULL, NULL)", Flaw.NUMBER_IN_TEXT.rules(), "17"),
        COUNT_OF_REAL(Flaw.REAL_AS_INTEGER, "count", "(2, 'a', 3.0, NULL, NULL)", Flaw.REAL_AS_INTEGER.rules(), "3"),
        NO_WORDS(Flaw.NULL_REFUSED, "words", "(2, NULL, NULL, NULL, NULL)", List.of(), ""),
        BAD_MOOD(Flaw.CHECK_FAILED, "", "(2, 'a', NULL, NULL, 7)", List.of(), "");

        private final Flaw flaw;
        private final String column;
        private final String values;
        private final List<Rule> rules;
        private final String shown;

        Odd(Flaw flaw, String column, String values, List<Rule> rules, String shown) {
            this.flaw = flaw;
            this.column = column;
            this.values = values;
            this.rules = rules;
            this.shown = shown;
        }

        String place() {
            return column.isEmpty() ? "odd" : "odd." + column;
        }
    }

    /** Puts a row in while columns have neither types nor rules. */
    private void insert(Odd odd) {
        String declared = Sql.texts(file.dataSource(), "SELECT sql FROM sqlite_schema WHERE name = 'odd'")
                .get(0);
        Sql.run(
                file.dataSource(),
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_schema SET sql = 'CREATE TABLE odd (id INTEGER PRIMARY KEY, words, count, size, mood)'"
                        + " WHERE name = 'odd'",
                "PRAGMA writable_schema = RESET");
        Sql.run(
                file.dataSource(),
                "INSERT INTO odd VALUES " + odd.values,
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_schema SET sql = '" + declared.replace("'", "''") + "' WHERE name = 'odd'",
                "PRAGMA writable_schema = RESET");
    }

    private List<String> moved(MoveOptions options) {
        assertThat(host.move(target, options).isProven()).isTrue();
        return Sql.texts(server.dataSource(), "SELECT id FROM odd ORDER BY id");
    }

    private void refused(Odd odd, MoveOptions options) {
        assertThatThrownBy(() -> host.move(target, options))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining(odd.place() + ": " + odd.flaw + ", 1 row (id 2")
                .hasMessageContaining("Nothing was written.");
        assertThat(target.inspect().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void itIsRefusedUnlessSomebodySaysWhatBecomesOfIt(Odd odd) {
        insert(odd);

        refused(odd, MoveOptions.cautious());
    }

    @ParameterizedTest
    @EnumSource
    void itIsRejectedWithAllThatItHas(Odd odd) throws IOException {
        insert(odd);

        assertThat(moved(MoveOptions.cautious()
                        .treating(odd.flaw, Treatment.reject())
                        .rejectingTo(rejects)))
                .containsExactly("1");
        assertThat(Files.readAllLines(rejects.resolve("odd.jsonl")))
                .hasSize(2)
                .element(1)
                .asString()
                .contains("{\"integer\":2}", "\"flaw\":\"" + odd.flaw + "\"");
    }

    static Stream<Odd> mended() {
        return Stream.of(Odd.values()).filter(odd -> !odd.rules.isEmpty());
    }

    @ParameterizedTest
    @MethodSource("mended")
    void itIsMadeToFitByItsRule(Odd odd) {
        insert(odd);

        assertThat(moved(MoveOptions.cautious().treating(odd.flaw, Treatment.coerce(odd.rules.get(0)))))
                .containsExactly("1", "2");
        assertThat(Sql.texts(server.dataSource(), "SELECT " + odd.column + " FROM odd WHERE id = 2"))
                .containsExactly(odd.shown);
    }

    @ParameterizedTest
    @EnumSource(names = "COUNT_OF_REAL")
    void itGoesOverWithoutItsValue(Odd odd) {
        insert(odd);

        assertThat(moved(MoveOptions.cautious().treating(odd.flaw, Treatment.asNull())))
                .containsExactly("1", "2");
        assertThat(Sql.texts(server.dataSource(), "SELECT " + odd.column + " FROM odd WHERE id = 2"))
                .containsExactly((String) null);
    }

    @ParameterizedTest
    @EnumSource(names = "COUNT_OF_REAL", mode = Mode.EXCLUDE)
    void whereAValueIsDemandedNoneDoesNotHelp(Odd odd) {
        insert(odd);

        assertThatThrownBy(() -> host.move(target, MoveOptions.cautious().treating(odd.flaw, Treatment.asNull())))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("Nothing was written.");
    }
}
