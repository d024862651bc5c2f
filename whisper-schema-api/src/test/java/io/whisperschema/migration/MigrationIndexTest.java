package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.Golden;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index beside the migrations of a folder. */
class MigrationIndexTest {
    @TempDir
    private Path folder;

    private final List<String> opened = new ArrayList<>();

    @BeforeEach
    void someMigrations() throws IOException {
        write("0001_baseline.sql", "CREATE TABLE users (id INTEGER);\n-- down\nDROP TABLE users;\n");
        write("0002_mood.postgres.sql", "ALTER TABLE users ADD COLUMN mood text;\n");
        write("0002_mood.sqlite.sql", "ALTER TABLE users ADD COLUMN mood TEXT;\n");
        write("notes.txt", "no migration");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private Migrations indexed() {
        return Migrations.onClassPath(this::open, "db/migrations");
    }

    private java.io.InputStream open(String path) throws IOException {
        opened.add(path);
        Path file = folder.resolve(path.substring("db/migrations/".length()));
        return Files.exists(file) ? Files.newInputStream(file) : java.io.InputStream.nullInputStream();
    }

    @Test
    void itsTextIsAsWrittenBefore() {
        Golden.isAsWrittenBefore(
                "migration-index-v1.txt", MigrationIndex.of(folder).text());
    }

    @Test
    void theDigestIsKnownWithoutReadingAMigration() {
        MigrationIndex.of(folder).write();
        Migrations inFolder = Migrations.inFolder(folder);

        Migrations indexed = indexed();

        assertThat(indexed.isEmpty()).isFalse();
        assertThat(indexed.digest(DialectName.POSTGRES)).isEqualTo(inFolder.digest(DialectName.POSTGRES));
        assertThat(indexed.digest(DialectName.SQLITE)).isEqualTo(inFolder.digest(DialectName.SQLITE));
        assertThat(opened).containsExactly("db/migrations/whisper-schema.index");
    }

    @Test
    void theMigrationsAreThoseOfTheFolderAndAreReadOnce() {
        MigrationIndex.of(folder).write();
        Migrations indexed = indexed();

        assertThat(indexed.inOrder())
                .isEqualTo(Migrations.inFolder(folder).inOrder())
                .hasSize(2);
        int before = opened.size();
        assertThat(indexed.and(Migrations.of(Migration.of(3, "0003").sql("SELECT 1")))
                        .inOrder())
                .hasSize(3);
        assertThat(opened).hasSize(before);
    }

    @Test
    void aDialectForWhichOneHasNothingHasNoDigest() throws IOException {
        write("0003_more.sqlite.sql", "SELECT 1;");

        assertThat(MigrationIndex.of(folder).text()).contains("digest sqlite").doesNotContain("digest postgres");
    }

    @Test
    void repeatableOnesCountAndAreInTheDigest() throws IOException {
        var without = MigrationIndex.of(folder).text();
        write("R__moods.sql", "CREATE VIEW moods AS SELECT mood FROM users;\n");
        MigrationIndex.of(folder).write();
        Migrations inFolder = Migrations.inFolder(folder);

        assertThat(indexed().digest(DialectName.SQLITE)).isEqualTo(inFolder.digest(DialectName.SQLITE));
        assertThat(opened).containsExactly("db/migrations/whisper-schema.index");
        assertThat(without).contains("migrations 2").doesNotContain(inFolder.digest(DialectName.SQLITE));
        assertThat(MigrationIndex.of(folder).text()).contains("migrations 3");
        assertThat(indexed().repeatable()).isEqualTo(inFolder.repeatable()).hasSize(1);
    }

    @Test
    void anIndexThatIsCurrentHasNoDifferences() {
        MigrationIndex.of(folder).write();

        assertThat(MigrationIndex.of(folder).differences()).isEmpty();
    }

    @Test
    void aStaleIndexSaysWhichLinesDifferAndWhatToDo() throws IOException {
        MigrationIndex.of(folder).write();
        write("0003_more.sql", "CREATE TABLE more (id INTEGER);");

        assertThat(MigrationIndex.of(folder).differences())
                .contains("- migrations 2", "+ migrations 3")
                .anyMatch(line -> line.startsWith("+ file ") && line.endsWith(" 0003_more.sql"))
                .noneMatch(line -> line.contains("0001_baseline.sql"))
                .last()
                .asString()
                .contains("Write the index when you build");
    }

    @Test
    void aMissingIndexIsAllNew() {
        assertThat(MigrationIndex.of(folder).differences()).contains("+ migrations 2");
    }

    @Test
    void filesThatAreNotThoseOfTheIndexAreRefused() throws IOException {
        MigrationIndex.of(folder).write();
        write("0001_baseline.sql", "CREATE TABLE others (id INTEGER);\n");
        Migrations indexed = indexed();

        assertThatThrownBy(indexed::inOrder)
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("whisper-schema.index")
                .hasMessageContaining("0001_baseline.sql has other bytes")
                .hasMessageContaining("Write the index");
    }

    @Test
    void aFileThatIsNotPackedIsRefused() throws IOException {
        MigrationIndex.of(folder).write();
        Files.delete(folder.resolve("0001_baseline.sql"));
        Migrations indexed = Migrations.onClassPath(
                path -> path.endsWith("0001_baseline.sql") ? null : open(path), "db/migrations/");

        assertThatThrownBy(indexed::inOrder)
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("0001_baseline.sql is not there");
    }

    @Test
    void noIndexIsRefusedWithTheWaysToHaveOne() {
        assertThatThrownBy(() -> Migrations.onClassPath(MigrationIndexTest.class, "/db/nowhere"))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("db/nowhere/whisper-schema.index: it is not on the class path")
                .hasMessageContaining("Host.class::getResourceAsStream");
    }

    @Test
    void anIndexOfALaterVersionIsRefused() throws IOException {
        write("whisper-schema.index", "whisper-schema/migration-index 2\nmigrations 0\n");

        assertThatThrownBy(this::indexed)
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("it is of version 2, known is 1");
    }

    @Test
    void whatIsNoIndexIsRefused() throws IOException {
        write("whisper-schema.index", "whisper-schema/migration-index 1\nmigrations 1\nfile abc\n");
        Migrations indexed = indexed();

        assertThatThrownBy(indexed::inOrder)
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("line 3 is none of an index");
    }

    @Test
    void itsProgramWritesEachFolder() {
        MigrationIndex.main(folder.toString());

        assertThat(MigrationIndex.of(folder).differences()).isEmpty();
    }
}
