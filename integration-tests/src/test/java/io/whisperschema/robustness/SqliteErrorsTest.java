package io.whisperschema.robustness;

import static io.whisperschema.robustness.Database.ask;
import static io.whisperschema.robustness.Database.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.LockTimeout;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@WithDatabases
class SqliteErrorsTest {
    private static final String PASSWORD = "hunter2-of-sqlite";
    private static final String NO_DATABASE = "the file is not a SQLite database";

    @TempDir
    private Path folder;

    /** Makes the wrong file, and gives its path. */
    private interface WrongFile {
        Path in(Path folder) throws IOException;
    }

    static List<Arguments> wrongFiles() {
        return List.of(
                wrong(
                        "a text file",
                        at -> Files.writeString(at.resolve("notes.txt"), "Dear diary, ".repeat(500)),
                        NO_DATABASE),
                wrong("a short text file", at -> Files.writeString(at.resolve("short.txt"), "Dear diary"), NO_DATABASE),
                wrong("a picture", at -> Files.write(at.resolve("me.png"), picture()), NO_DATABASE),
                wrong("a directory", at -> Files.createDirectory(at.resolve("photos")), "cannot be opened"),
                wrong(
                        "a file in a folder that is not there",
                        at -> at.resolve("gone/memory.db"),
                        "Is the path that of a file"),
                wrong("an empty path", at -> Path.of(""), "Is the path that of a file"),
                wrong("the root", at -> at.getRoot(), "Is the path that of a file"));
    }

    /** An empty path in a URL is a database in memory. */
    static List<Arguments> wrongFilesWithAName() {
        return wrongFiles().stream()
                .filter(file -> !file.get()[0].toString().contains("an empty path"))
                .toList();
    }

    private static Arguments wrong(String name, WrongFile file, String says) {
        return Arguments.of(named(name, file), says);
    }

    private static byte[] picture() {
        return ByteBuffer.allocate(4096)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
                .array();
    }

    @ParameterizedTest
    @MethodSource("wrongFiles")
    void aWrongFileIsNamedAndLeftAlone(WrongFile wrong, String says) throws IOException {
        Path file = wrong.in(folder);
        byte[] before = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];

        ClearError.of(() -> SqliteStore.open(file).close())
                .is(StoreUnavailable.class)
                .says("Could not open", says);

        assertThat(Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0])
                .isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("wrongFilesWithAName")
    void aWrongFileBehindADataSourceIsAsClear(WrongFile wrong, String says) throws IOException {
        Path file = wrong.in(folder);
        var schema = Schemas.whisperEngine(SqliteStore.over(source("jdbc:sqlite:" + file + "?password=" + PASSWORD)));

        ClearError.of(schema::bootstrap).is(StoreUnavailable.class).says(says).keeps(PASSWORD, "jdbc:");
    }

    @Test
    void whatATriggerSaysIsNotRepeated() {
        try (SqliteStore store = SqliteStore.open(folder.resolve("memory.db"))) {
            ClearError.of(WhisperSchema.of(SchemaDefinition.named("host"))
                            .relational(store)
                            .migrations(Migrations.of(Migration.of(1, "0001_users.sql")
                                    .sql(
                                            "CREATE TABLE users (mail TEXT); CREATE TRIGGER no BEFORE INSERT ON users BEGIN"
                                                    + " SELECT RAISE(ABORT, 'ada@example.org'); END;"
                                                    + " INSERT INTO users VALUES ('a');")))::migrate)
                    .is(StepFailed.class)
                    .says("a trigger refused it", "Nothing was applied")
                    .keeps("ada@example.org");
        }
    }

    @Test
    void aTruncatedDatabaseIsDamagedAndNotTakenForAnEmptyOne() throws IOException {
        Path file = folder.resolve("memory.db");
        try (SqliteStore store = SqliteStore.open(file)) {
            Schemas.whisperEngine(store).bootstrap();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }

        ClearError.of(() -> {
                    try (SqliteStore store = SqliteStore.open(file)) {
                        Schemas.whisperEngine(store).bootstrap();
                    }
                })
                .is(StoreUnavailable.class)
                .says("damaged or cut off", "Restore it from a backup.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode=ro", "immutable=1"})
    void aDatabaseThatCanOnlyBeReadSaysSo(String parameter, SqliteDatabase database) {
        run(database.dataSource(), "CREATE TABLE strangers (id)", "DROP TABLE strangers");
        var schema = Schemas.whisperEngine(
                SqliteStore.over(source("jdbc:sqlite:file:" + database.path() + "?" + parameter)));

        ClearError.of(schema::bootstrap)
                .is(StepFailed.class)
                .says("Step 1 of", "the database can only be read", "Open it for writing")
                .hasNothingSuppressed();
        assertThat(schema.validate().isValid()).isFalse();
    }

    @Test
    void aConnectionThatMayOnlyReadSaysSo(SqliteDatabase database) {
        run(database.dataSource(), "CREATE TABLE strangers (id)", "DROP TABLE strangers");
        var config = new org.sqlite.SQLiteConfig();
        config.setReadOnly(true);
        var schema = Schemas.whisperEngine(SqliteStore.over(Sources.of(() -> config.createConnection(database.url()))));

        ClearError.of(schema::bootstrap).is(StepFailed.class).says("can only be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"})
    void anotherWritersLockIsNamedAfterTheWait(String begin, SqliteDatabase database) throws SQLException {
        var schema = Schemas.whisperEngine(SqliteStore.over(database.dataSource()));
        var plan = schema.plan();
        try (Connection other = database.dataSource().getConnection()) {
            run(other, begin);

            ClearError.of(() -> schema.execute(plan, Schemas.IMPATIENT.execute()))
                    .is(LockTimeout.class)
                    .says("another connection uses the database (waited 50 ms)", "waitingForLocks")
                    .hasNothingSuppressed();

            run(other, "ROLLBACK");
        }
        assertThat(ask(database.dataSource(), "SELECT name FROM sqlite_schema")).isEmpty();
        assertThat(schema.execute(plan).applied()).isNotEmpty();
    }

    @Test
    void aReaderWhoKeepsUsFromCommittingLeavesNothingApplied(SqliteDatabase database) throws SQLException {
        run(database.dataSource(), "CREATE TABLE diary (page)", "INSERT INTO diary VALUES ('first')");
        var schema = Schemas.whisperEngine(SqliteStore.over(database.dataSource()));
        try (Connection reader = database.dataSource().getConnection()) {
            run(reader, "BEGIN");
            ask(reader, "SELECT page FROM diary");

            ClearError.of(() -> schema.bootstrap(Schemas.IMPATIENT.besideStrangers()))
                    .is(StepFailed.class)
                    .says("at commit", "another connection uses the database", "Nothing was applied.")
                    .hasNothingSuppressed();

            run(reader, "ROLLBACK");
        }
        assertThat(tables(database)).containsExactly("diary");
    }

    @Test
    void aFullDatabaseIsRolledBackAndSaysSo(SqliteDatabase database) throws SQLException {
        WhisperSchema first = Schemas.uniqueMail(SqliteStore.over(database.dataSource()));
        first.bootstrap();
        try (Connection connection = database.dataSource().getConnection()) {
            run(connection, "PRAGMA max_page_count = 12");

            ClearError.of(() -> Schemas.whisperEngine(SqliteStore.over(connection))
                            .bootstrap(Schemas.IMPATIENT.besideStrangers()))
                    .is(StepFailed.class)
                    .says("may not grow further (disk full or max_page_count reached)", "Make room")
                    .hasNothingSuppressed();
        }
        assertThat(tables(database)).containsExactly("people");
        assertThat(first.validate().isValid()).isTrue();
        assertThat(ask(database.dataSource(), "PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void aFailingStepShowsNoRowAndLeavesNothing(SqliteDatabase database) {
        run(
                database.dataSource(),
                "CREATE TABLE people (name TEXT, mail TEXT)",
                "INSERT INTO people VALUES ('Ann', 'ann@secret.example'), ('Bob', 'ann@secret.example')");
        var schema = Schemas.uniqueMail(SqliteStore.over(database.dataSource()));
        var plan = schema.plan();

        ClearError.of(() -> schema.execute(plan))
                .is(StepFailed.class)
                .says("Step 1 of 1 failed on sqlite: CREATE UNIQUE INDEX", "UNIQUE constraint failed")
                .keeps("ann@secret.example", database.path().toString())
                .hasNothingSuppressed();

        assertThat(plan.text() + schema.validate().text()).doesNotContain("ann@secret.example");
    }

    private static List<String> tables(SqliteDatabase database) {
        return ask(
                database.dataSource(),
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name");
    }

    private static DataSource source(String url) {
        return Sources.of(() -> DriverManager.getConnection(url));
    }
}
