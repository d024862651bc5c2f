package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of SQL with both ways in them. */
class ScriptFileTest {
    private static Migration read(String name, String text) {
        return MigrationFiles.set(Map.of(name, text.getBytes(StandardCharsets.UTF_8)))
                .inOrder()
                .get(0);
    }

    @Test
    void theWayBackStandsUnderALineOfItsOwn() {
        Migration migration = read("0001_x.sql", "CREATE TABLE a (b text);\r\n  --  DOWN \r\nDROP TABLE a;\n");

        assertThat(migration.forward(DialectName.SQLITE).sql()).isEqualTo("CREATE TABLE a (b text);\r\n");
        Script back = migration.back(DialectName.SQLITE).orElseThrow();
        assertThat(back.sql()).isEqualTo("DROP TABLE a;\n");
        assertThat(back.place(1)).isEqualTo("0001_x.sql, line 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\n-- down\nSELECT 1 $$;\n",
                "SELECT $body$ it's\n-- down\n$body$;\n",
                "INSERT INTO a VALUES ('\n-- down\n');\n",
                "/* /* */\n-- down\n*/ SELECT 1;\n",
                "SELECT 1 AS \"\n-- down\n\";\n",
                "COPY a (b, c) FROM stdin WITH (FORMAT text);\nit's\n-- down\n\\.\n",
            })
    void aLineWithinATextACommentOrRowsIsNone(String forward) {
        Migration whole = read("0001_x.sql", forward);
        assertThat(whole.forward(DialectName.POSTGRES).sql()).isEqualTo(forward);
        assertThat(whole.down().isEmpty()).isTrue();

        Migration both = read("0001_x.sql", forward + "-- down\nSELECT 2;\n");
        assertThat(both.forward(DialectName.POSTGRES).sql()).isEqualTo(forward);
        assertThat(both.back(DialectName.POSTGRES).orElseThrow().sql()).isEqualTo("SELECT 2;\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- down:",
                "-- DOWN -",
                "--- down ---",
                "-- Down: take it back",
                "-- down (take it back)",
                "-- down - take it back",
                "/* down */",
                "-- +goose Down",
                "-- migrate:down"
            })
    void aLineThatWasMeantToBeItIsRefused(String line) {
        Migration file = read("0001_x.sql", "CREATE TABLE a (b text);\n  " + line + "\nDROP TABLE a;\n");

        for (DialectName dialect : List.of(DialectName.POSTGRES, DialectName.SQLITE)) {
            assertThatThrownBy(() -> file.forward(dialect))
                    .isInstanceOf(InvalidMigration.class)
                    .hasMessageContaining("0001_x.sql, line 2: '" + line + "' looks like the line -- down")
                    .hasMessageContaining("write -- down and nothing else in that line");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- down the road there may be more",
                "-- Down-stream readers",
                "-- down, but not out",
                "-- slow down:",
                "-- downtown",
                "CREATE TABLE down (--down\n c text);",
                "SELECT '\n-- down:\n';",
                "/*\n-- down:\n*/"
            })
    void aRemarkIsNone(String remark) {
        Migration file = read("0001_x.sql", "CREATE TABLE a (b text);\n" + remark + "\nSELECT 1;\n");

        assertThat(file.forward(DialectName.POSTGRES).sql()).contains("SELECT 1");
    }

    @Test
    void inCodeTheLineBeginsNoWayBack() {
        Migration code = Migration.of(1, "x").sql("CREATE TABLE a (b text);\n-- down\nDROP TABLE a;\n");

        assertThatThrownBy(() -> code.forward(DialectName.SQLITE))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("x, line 2: '-- down'")
                .hasMessageContaining("undo(…)");
    }

    @Test
    void aFileOfSqliteIsReadAsSqliteReadsIt() {
        String forward = "CREATE TABLE [it's] (a);\nSELECT '$$';\n";

        assertThat(read("0001_x.sqlite.sql", forward + "-- down\nSELECT '$$';")
                        .forward(DialectName.SQLITE)
                        .sql())
                .isEqualTo(forward);
    }

    @Test
    void aFileThatIsNoSqlIsCutWhereItSays() {
        assertThat(read("0001_x.sql", "SELECT 'open;\n-- down\nSELECT 1;")
                        .forward(DialectName.SQLITE)
                        .sql())
                .isEqualTo("SELECT 'open;\n");
    }

    @Test
    void rowsBehindACopyArePartOfItsMeaningAsTheyAre() {
        String copy = "COPY a FROM stdin;\nx\t%s\n\\.\n";
        assertThat(meaning(copy.formatted("--1"))).isNotEqualTo(meaning(copy.formatted("--2")));
        assertThat(meaning(copy.formatted("1"))).isNotEqualTo(meaning("COPY a FROM stdin;\nx 1\n\\.\n"));
        assertThat(meaning(copy.formatted("1"))).isEqualTo(meaning("copy a -- these\n FROM stdin;\r\nx\t1\r\n\\.\r\n"));
    }

    private static String meaning(String sql) {
        return read("0001_x.sql", sql).checksum(DialectName.POSTGRES).meaning();
    }

    @Test
    void aWordInItsHeadThatMeansNothingIsRefused() {
        assertThatThrownBy(() -> read("0001_x.sql", "-- whisper: placeholders none\nSELECT 1;"))
                .hasMessageContaining("'placeholders none', which means nothing")
                .hasMessageContaining("placeholders no;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"allow data loss", "transactional no", "seed", "depends on 0001"})
    void filesOfOneMigrationSayTheSameInTheirHeads(String word) {
        String head = "-- whisper: " + word + "\n";
        byte[] silent = "DELETE FROM a;".getBytes(StandardCharsets.UTF_8);
        byte[] speaking = (head + "DELETE FROM a;").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(
                        () -> MigrationFiles.set(Map.of("0002_b.postgres.sql", speaking, "0002_b.sqlite.sql", silent)))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("0002_b.postgres.sql")
                .hasMessageContaining("0002_b.sqlite.sql")
                .hasMessageContaining("'" + word + "'")
                .hasMessageContaining("says nothing");
        assertThatThrownBy(() -> MigrationFiles.set(Map.of("R__b.sql", silent, "R__b.sqlite.sql", speaking)))
                .isInstanceOf(InvalidMigration.class);
        assertThat(MigrationFiles.set(
                                Map.of("0001_a.sql", silent, "0002_b.sql", speaking, "0002_b.sqlite.sql", speaking))
                        .inOrder())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"depends on 0001", "transactional no", "seed"})
    void aWayBackSaysNothingOfItsMigrationThatTheWayThereDoesNotSay(String word) {
        String head = "-- whisper: " + word + "\n";

        assertThatThrownBy(() ->
                        set("0002_b.sql", "SELECT 1;", "0002_b.down.sql", "-- what it was\n" + head + "SELECT 2;"))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("0002_b.down.sql, line 2")
                .hasMessageContaining("the way back says '" + word + "'")
                .hasMessageContaining("Say it in the head of the way there");
        assertThatThrownBy(() -> read("0002_b.sql", "SELECT 1;\n-- down\n" + head + "SELECT 2;"))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("0002_b.sql, line 3");
        assertThat(MigrationFiles.set(Map.of(
                                "0001_a.sql", bytes("SELECT 1;"),
                                "0002_b.sql", bytes(head + "SELECT 1;"),
                                "0002_b.down.sql", bytes(head + "SELECT 2;")))
                        .inOrder())
                .hasSize(2);
    }

    @Test
    void aWayBackIsInATransactionWhereItsMigrationIs() {
        String head = "-- whisper: transactional yes\n";

        assertThat(set("0002_b.sql", "SELECT 1;", "0002_b.down.sql", head + "SELECT 2;"))
                .hasSize(1);
        assertThatThrownBy(() -> set(
                        "0002_b.sql", "-- whisper: transactional no\nVACUUM;", "0002_b.down.sql", head + "SELECT 2;"))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("0002_b.down.sql, line 1");
    }

    @Test
    void aWordInTheHeadOfAWayBackThatMeansNothingIsRefused() {
        assertThatThrownBy(() -> read("0001_x.sql", "SELECT 1;\n-- down\n-- whisper: allow loss\nSELECT 2;"))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("0001_x.sql, line 3")
                .hasMessageContaining("'allow loss', which means nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"component notes", "placeholders no", "portable from sqlite"})
    void whatIsSaidOfAFileIsSaidInItsHead(String word) {
        String head = "-- whisper: " + word + "\n";

        assertThatThrownBy(() -> read("0001_x.sql", "SELECT 1;\n-- down\n" + head + "SELECT 2;"))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("0001_x.sql, line 3");
        assertThat(set(
                        "0001_x.sql",
                        "-- whisper: component notes\nSELECT 1;",
                        "0001_x.down.sql",
                        "-- whisper: component notes\n" + head + "SELECT 2;"))
                .hasSize(1);
    }

    @Test
    void waysBackOfOneMigrationMayLoseTheSame() {
        String losing = "-- whisper: allow data loss\nDROP TABLE a;";
        String there = "CREATE TABLE a (b text);";

        assertThatThrownBy(() -> MigrationFiles.set(Map.of(
                        "0001_a.sql", bytes(there),
                        "0001_a.postgres.down.sql", bytes(losing),
                        "0001_a.sqlite.down.sql", bytes("DROP TABLE a;"))))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("0001_a.postgres.down.sql")
                .hasMessageContaining("0001_a.sqlite.down.sql")
                .hasMessageContaining("says 'allow data loss'")
                .hasMessageContaining("says nothing");
        assertThat(set("0001_a.sql", there, "0001_a.down.sql", losing).get(0).directives())
                .isEqualTo(Directives.NONE.allowingDataLossBack());
    }

    private static List<Migration> set(String name, String text, String otherName, String otherText) {
        return MigrationFiles.set(Map.of(name, bytes(text), otherName, bytes(otherText)))
                .inOrder();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatAFileSaysOfItselfOnlyMayDiffer() {
        byte[] literal = "-- whisper: placeholders no\nSELECT 1;".getBytes(StandardCharsets.UTF_8);
        byte[] silent = "SELECT 1;".getBytes(StandardCharsets.UTF_8);

        assertThat(MigrationFiles.set(Map.of("0002_b.postgres.sql", literal, "0002_b.sqlite.sql", silent))
                        .inOrder())
                .hasSize(1);
    }

    @Test
    void aFileWhoseNameEndsInCapitalsIsNotLeftOut(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("0001_x.SQL"), "CREATE TABLE a (b text);");

        assertThatThrownBy(() -> Migrations.inFolder(folder))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("0001_x.SQL: its name is none of a migration");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/* whose it is\n-- whisper: seed\n*/\n", "BEGIN;\n", "-- notes\n\nSTART TRANSACTION READ WRITE;"
            })
    void commentsAndABeginBelongToTheHead(String above) {
        Migration migration = read("0001_x.sql", above + "-- whisper: component notes\nSELECT 2;\n");

        assertThat(migration.id()).isEqualTo(new MigrationId("notes", 1));
        assertThat(migration.directives()).isEqualTo(Directives.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1;\n", "BEGIN; SELECT 1;\n", "-- down\nSELECT 1;", "SELECT 1 -- a\n; /* b */"})
    void aDirectiveBelowTheHeadIsRefusedWithItsLine(String above) {
        String directive = "-- whisper: allow data loss";
        long line = 1 + above.chars().filter(c -> c == '\n').count();

        assertThatThrownBy(() -> read("0001_x.sql", above + directive + "\nSELECT 2;\n"))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("0001_x.sql, line " + line + ": '" + directive + "' stands below the head")
                .hasMessageContaining("Put it above the first statement");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '\n-- whisper: component notes\n';\n",
                "SELECT 1;\n/*\n-- whisper: component notes\n*/\n",
                "COPY a FROM stdin;\n-- whisper: component notes\n\\.\n",
                "SELECT 1; -- a whisper: quiet\n"
            })
    void whatOnlyLooksLikeADirectiveIsNone(String text) {
        assertThat(read("0001_x.sql", text).id()).isEqualTo(MigrationId.core(1));
    }

    @Test
    void aWayBackHasAHeadOfItsOwnAlsoWhereTheWayThereHasNoStatements() {
        Migration migration =
                read("0001_x.sql", "-- nothing to do\n-- down\n-- whisper: allow data loss\nDROP TABLE a;");

        assertThat(migration.directives()).isEqualTo(Directives.NONE.allowingDataLossBack());
    }

    @Test
    void theNameOfAComponentKeepsItsCase() {
        List<Migration> migrations = set(
                "0002_users.sql",
                "-- whisper: component Users\nSELECT 1;",
                "0001_x.sql",
                "-- Whisper: Component Notes\n-- whisper: DEPENDS ON Users/0002\nSELECT 1;\n");

        assertThat(migrations.get(1).id()).isEqualTo(new MigrationId("Notes", 1));
        assertThat(migrations.get(1).directives().dependsOn()).containsExactly(new MigrationId("Users", 2));
    }

    @Test
    void componentsDifferByMoreThanCase() {
        assertThatThrownBy(() -> set(
                        "0001_x.sql",
                        "-- whisper: component Notes\nSELECT 1;",
                        "0002_y.sql",
                        "-- whisper: component notes\nSELECT 1;"))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("component notes: there is a component Notes too, which only case tells from it");
        assertThatThrownBy(() -> Migrations.of(Migration.of(new MigrationId("notes", 1), "x"))
                        .with(Component.named("Notes")))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("component notes: there is a component Notes too");
    }

    @ParameterizedTest
    @CsvSource({
        "component notes, component users",
        "component notes, component Notes",
        "portable from postgres, portable from sqlite",
        "transactional no, transactional yes"
    })
    void aHeadDoesNotContradictItself(String one, String other) {
        String head = "-- whisper: %s\n-- whose it is\n-- whisper: %s\n";

        assertThatThrownBy(() -> read("0001_x.sql", head.formatted(one, other) + "SELECT 1;\n"))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("0001_x.sql, line 3: its head says '" + other + "', and '" + one + "' in line 1")
                .hasMessageContaining("Keep one of them.");
        assertThat(read("0001_x.sql", head.formatted(one, one) + "SELECT 1;\n")
                        .up()
                        .isEmpty())
                .isFalse();
    }
}
