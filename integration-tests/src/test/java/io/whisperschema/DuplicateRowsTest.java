package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.bool;
import static io.whisperschema.definition.relational.Relational.decimal;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.relational.Relational.timestamp;
import static io.whisperschema.definition.relational.Relational.unique;
import static io.whisperschema.definition.relational.Relational.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.ColumnSpec;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.integration.Sql;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Rule;
import io.whisperschema.move.Treatment;
import io.whisperschema.postgres.PostgresStore;
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
import org.junit.jupiter.params.provider.MethodSource;

/** Values that SQLite tells apart by how they are written, and that mean one thing: what a move says, and what becomes of them. */
@WithDatabases
class DuplicateRowsTest {
    @TempDir
    Path folder;

    private SqliteDatabase file;
    private PostgresDatabase server;
    private PostgresStore target;

    @BeforeEach
    void open(SqliteDatabase sqlite, PostgresDatabase postgres) {
        file = sqlite;
        server = postgres;
        target = PostgresStore.over(server.dataSource());
    }

    /** A column, values that are written differently, which of them mean what an earlier one does, and how flaws are mended. */
    private record Alike(ColumnSpec column, List<String> values, int duplicates, MoveOptions options) {
        static Alike of(ColumnSpec column, int duplicates, String... values) {
            return new Alike(column, List.of(values), duplicates, MoveOptions.cautious());
        }

        Alike mending(Flaw flaw, Rule rule) {
            return new Alike(column, values, duplicates, options.treating(flaw, Treatment.coerce(rule)));
        }

        SchemaDefinition asUnique() {
            return SchemaDefinition.named("host")
                    .tables(table("rows", integer("id").primaryKey(), column, unique("value")));
        }

        @Override
        public String toString() {
            return column.column().type() + " " + values;
        }
    }

    static Stream<Alike> alike() {
        return Stream.of(
                Alike.of(bool("value"), 1, "1", "'TRUE'", "0").mending(Flaw.TRUTH_SPELLING, Rule.TRUTH_WORDS),
                Alike.of(
                        timestamp("value"),
                        2,
                        "'2024-01-01 00:00:00'",
                        "'2024-01-01T00:00:00Z'",
                        "'2024-01-01 00:00:01'",
                        "'2024-01-01T02:00:00+02:00'"),
                Alike.of(timestamp("value"), 1, "'2024-01-01'", "'2024-01-01T00:00:00Z'")
                        .mending(Flaw.MOMENT_SPELLING, Rule.DATE_AT_MIDNIGHT),
                Alike.of(
                        timestamp("value"),
                        1,
                        "'2024-01-01T02:00:00+02:00'",
                        "'2024-01-01T03:00:00+02:00'",
                        "'2024-01-01T03:00:00+03:00'"),
                Alike.of(decimal("value", 30, 4), 2, "'1.10'", "'1.1'", "'01.1'", "'2'"),
                Alike.of(
                        uuid("value"),
                        1,
                        "'aaaaaaaa-0000-4000-8000-000000000001'",
                        "'aaaaaaaa-0000-4000-8000-000000000002'",
                        "'AAAAAAAA-0000-4000-8000-000000000001'"),
                Alike.of(
                                uuid("value"),
                                1,
                                "'aaaaaaaa-0000-4000-8000-000000000001'",
                                "'aaaaaaaa000040008000000000000001'")
                        .mending(Flaw.NOT_A_UUID, Rule.UUID_WITHOUT_DASHES),
                Alike.of(text("value"), 1, "'word'", "CAST(x'776f726400' AS TEXT)", "'words'")
                        .mending(Flaw.NUL_IN_TEXT, Rule.CUT_AT_NUL));
    }

    private WhisperSchema given(Alike alike) {
        var source = SqliteStore.over(file.dataSource());
        WhisperSchema host = WhisperSchema.of(alike.asUnique()).relational(source);
        host.bootstrap();
        for (int i = 0; i < alike.values().size(); i++) {
            Sql.run(
                    file.dataSource(),
                    "INSERT INTO rows VALUES (" + (i + 1) + ", "
                            + alike.values().get(i) + ")");
        }
        return host;
    }

    @ParameterizedTest
    @MethodSource("alike")
    void valuesThatMeanTheSameAreRefusedBeforeARowIsWritten(Alike alike) {
        WhisperSchema host = given(alike);

        assertThatThrownBy(() -> host.move(target, alike.options()))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("rows.value: DUPLICATE, " + alike.duplicates() + " row")
                .hasMessageContaining("Nothing was written.");
        assertThat(Sql.texts(server.dataSource(), "SELECT tablename FROM pg_tables WHERE tablename = 'rows'"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("alike")
    void theFirstStaysAndTheOthersAreRejected(Alike alike) throws IOException {
        WhisperSchema host = given(alike);
        MoveOptions options =
                alike.options().treating(Flaw.DUPLICATE, Treatment.reject()).rejectingTo(folder);

        assertThat(host.move(target, options).isProven()).isTrue();
        assertThat(host.verifyMoved(target, options).differences()).isEmpty();
        assertThat(Sql.texts(server.dataSource(), "SELECT count(*) FROM rows"))
                .containsExactly(Integer.toString(alike.values().size() - alike.duplicates()));
        assertThat(Sql.texts(server.dataSource(), "SELECT min(id) FROM rows")).containsExactly("1");
        assertThat(Files.readAllLines(folder.resolve("rows.jsonl"))).hasSize(1 + alike.duplicates());
    }

    @ParameterizedTest
    @MethodSource("alike")
    void theOthersGoOverWithoutTheirValue(Alike alike) {
        WhisperSchema host = given(alike);
        MoveOptions options = alike.options().treating(Flaw.DUPLICATE, Treatment.asNull());

        assertThat(host.move(target, options).isProven()).isTrue();
        assertThat(Sql.texts(server.dataSource(), "SELECT count(*) FROM rows WHERE value IS NULL"))
                .containsExactly(Integer.toString(alike.duplicates()));
    }
}
