package io.whisperschema.vector.internal.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.whisperschema.error.StoreUnavailable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChromaDamageTest {
    @TempDir
    Path place;

    private ChromaSample sample;

    @BeforeEach
    void unpack() {
        sample = ChromaSample.in(place);
    }

    private void refuses(String collection, String sentence) {
        Map<String, String> before = sample.content();
        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> sample.records(collection))
                .withMessageContaining(sentence)
                .withMessageEndingWith(". Nothing in it was changed.");
        assertThat(sample.content()).isEqualTo(before);
    }

    private void cut(Path file) throws IOException {
        try (var opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength(opened.length() / 2);
        }
    }

    private void put(Path file, long at, int... values) throws IOException {
        try (var opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.seek(at);
            for (int value : values) {
                opened.write(value);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"header.bin", "data_level0.bin", "length.bin"})
    void aMissingFileOfAnIndexIsNamed(String name) throws IOException {
        Files.delete(sample.file(name));
        refuses(ChromaSample.FACTS, name + " of index " + ChromaSample.FACTS_VECTORS + " is missing");
    }

    @Test
    void anIndexWithoutItsIdsIsNotTakenForAnEmptyOne() throws IOException {
        Files.delete(sample.file("index_metadata.pickle"));
        refuses(ChromaSample.FACTS, "a record has no vector, neither in the log nor in the index");
    }

    @ParameterizedTest
    @CsvSource({
        "header.bin, it has 50 bytes instead of 100",
        "data_level0.bin, data_level0.bin has 86000 bytes",
        "length.bin, length.bin has 2000 bytes",
        "index_metadata.pickle, it ends early"
    })
    void aFileOfAnIndexThatWasCutOffIsRefused(String name, String sentence) throws IOException {
        cut(sample.file(name));
        refuses(ChromaSample.FACTS, sentence);
    }

    @Test
    void aDatabaseThatWasCutOffIsRefused() throws IOException {
        cut(sample.folder().resolve("chroma.sqlite3"));
        refuses(ChromaSample.FACTS, "cannot be read");
    }

    @Test
    void aPageOfTheDatabaseThatIsAnotherIsRefused() throws IOException {
        for (int page = 1; page < 750; page += 10) {
            put(sample.folder().resolve("chroma.sqlite3"), page * 4096L, 0x0d, 0, 0, 0, 0);
        }
        refuses(ChromaSample.FACTS, "cannot be read");
    }

    @Test
    void anIndexOfAnotherVersionOrShapeIsRefused() throws IOException {
        put(sample.file("header.bin"), 0, 2);
        refuses(ChromaSample.FACTS, "it is of version 2, this release reads version 1");
        put(sample.file("header.bin"), 0, 1, 0, 0, 0, 1);
        refuses(ChromaSample.FACTS, "it contradicts itself");
    }

    @Test
    void anIndexThatNamesALabelTwiceOrHasNotWhatItsIdsNameIsRefused() throws IOException {
        int label = 4 * 33 + 32;
        put(sample.file("data_level0.bin"), label, 0xe7, 3);
        refuses(ChromaSample.FACTS, "gives two elements the same label");
        put(sample.file("data_level0.bin"), label, 0xff, 0xff);
        refuses(ChromaSample.FACTS, "names a vector that data_level0.bin has not");
    }

    @Test
    void aVectorThatIsNoNumberIsRefused() throws IOException {
        for (int element = 0; element < 1000; element++) {
            put(sample.file("data_level0.bin"), element * 172L + 132, 0, 0, 0xc0, 0x7f);
        }
        refuses(ChromaSample.FACTS, "a vector holds what is no number");
    }

    @Test
    void anotherNumberOfDimensionsThanTheIndexHasIsRefused() {
        sample.change("UPDATE collections SET dimension = 9");
        refuses(ChromaSample.FACTS, "its index has 8 dimensions, its database says 9");
        refuses(ChromaSample.MEMORIES, "a vector of 32 bytes, which are not 9 numbers");
    }

    @Test
    void aPickleThatWantsToRunSomethingIsRefusedByName() throws IOException {
        Files.writeString(sample.file("index_metadata.pickle"), "cos\nsystem\n(S'touch /tmp/ran'\ntR.");
        refuses(
                ChromaSample.FACTS,
                "index_metadata.pickle of index " + ChromaSample.FACTS_VECTORS + ": it is no pickle");
        Files.write(sample.file("index_metadata.pickle"), new byte[] {(byte) 0x80, 2, 'c', 'o', 's', '\n'});
        refuses(ChromaSample.FACTS, "it asks for GLOBAL, at byte 2");
    }

    @Test
    void aFolderOfSomethingElseIsRefused() throws IOException {
        Files.delete(sample.folder().resolve("chroma.sqlite3"));
        refuses(ChromaSample.FACTS, "there is no chroma.sqlite3");
        Files.writeString(sample.folder().resolve("chroma.sqlite3"), "no database".repeat(100));
        refuses(ChromaSample.FACTS, "chroma.sqlite3 is no SQLite database");
        Files.delete(sample.folder().resolve("chroma.sqlite3"));
        sample.change("CREATE TABLE notes (id INTEGER)");
        refuses(ChromaSample.FACTS, "no database of ChromaDB 0.4 or later");
    }

    @Test
    void aTableThatIsAViewIsNone() {
        sample.change("ALTER TABLE embeddings RENAME TO other", "CREATE VIEW embeddings AS SELECT * FROM other");
        refuses(ChromaSample.FACTS, "it lacks tables");
    }

    @Test
    void aNewerDatabaseIsRefused() {
        sample.change("INSERT INTO migrations VALUES ('sysdb', 11, '', '', '')");
        refuses(ChromaSample.FACTS, "is of a newer ChromaDB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc", "/etc", "..", "", "359B00F9-3957-4773-931F-FAA7ECE2F686"})
    void aSegmentWhoseNameIsNoUuidOpensNoFolder(String name) {
        sample.change("UPDATE segments SET id = '" + name + "' WHERE id = '" + ChromaSample.FACTS_VECTORS + "'");
        refuses(ChromaSample.FACTS, "the name of a segment is no UUID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"header.bin", "data_level0.bin", "length.bin", "index_metadata.pickle"})
    void aLinkInAnIndexIsNotFollowed(String name) throws IOException {
        Path elsewhere = place.resolve("elsewhere");
        Files.move(sample.file(name), elsewhere);
        Files.createSymbolicLink(sample.file(name), elsewhere);
        refuses(ChromaSample.FACTS, name + " of index " + ChromaSample.FACTS_VECTORS + " is missing, or no plain file");
    }

    @Test
    void aLinkInPlaceOfAnIndexOrOfTheDatabaseIsNotFollowed() throws IOException {
        Path elsewhere = place.resolve("elsewhere");
        Files.move(sample.folder().resolve(ChromaSample.FACTS_VECTORS), elsewhere);
        Files.createSymbolicLink(sample.folder().resolve(ChromaSample.FACTS_VECTORS), elsewhere);
        refuses(ChromaSample.FACTS, ChromaSample.FACTS_VECTORS + " is no plain folder");
        Files.move(sample.folder().resolve("chroma.sqlite3"), place.resolve("other"));
        Files.createSymbolicLink(sample.folder().resolve("chroma.sqlite3"), place.resolve("other"));
        refuses(ChromaSample.FACTS, "there is no chroma.sqlite3, or it is no plain file");
    }

    @Test
    void aSpaceThatNobodyKnowsOrThatTwoPlacesNameDifferentlyIsRefused() {
        sample.change("UPDATE collections SET schema_str = replace(schema_str, '\"ip\"', '\"hamming\"')");
        refuses(ChromaSample.FACTS, "collection emotional_contexts: its space is none of l2, cosine and ip");
        sample.change(
                "UPDATE collections SET schema_str = replace(schema_str, '\"hamming\"', '\"ip\"')",
                "INSERT INTO segment_metadata (segment_id, key, str_value) VALUES"
                        + " ('44ba2a9a-2ae9-4dd7-a275-b0e8b1e379ac', 'hnsw:space', 'cosine')");
        refuses(ChromaSample.FACTS, "its configuration and its metadata name different spaces");
    }

    @Test
    void anEntryOfTheLogThatNobodyKnowsIsRefused() {
        sample.log(9, "mem-1", "NULL", "NULL");
        refuses(ChromaSample.MEMORIES, "its log holds an operation 9");
    }

    @Test
    void metadataThatChromaHasNotIsRefused() {
        sample.log(1, "mem-1", "NULL", "'{\"deep\":{\"a\":1}}'");
        refuses(ChromaSample.MEMORIES, "metadata of type object");
        sample.log(1, "mem-1", "NULL", "'{'");
        refuses(ChromaSample.MEMORIES, "cannot be read");
    }

    @Test
    void aDatabaseInWalModeIsReadWithoutAFileBesideItUnlessItsLogHoldsSomething() throws IOException {
        sample.change("PRAGMA journal_mode = WAL");
        Map<String, String> before = sample.content();
        assertThat(sample.records(ChromaSample.FACTS)).hasSize(1397);
        assertThat(sample.content()).isEqualTo(before);

        Files.write(sample.folder().resolve("chroma.sqlite3-wal"), new byte[32]);
        refuses(ChromaSample.FACTS, "chroma.sqlite3-wal holds what is not yet in the database");
    }

    @Test
    void anInterruptedTransactionIsRefused() throws IOException {
        Files.write(sample.folder().resolve("chroma.sqlite3-journal"), new byte[] {(byte) 0xd9, (byte) 0xd5, 5, 0});
        refuses(ChromaSample.FACTS, "chroma.sqlite3-journal is of a transaction that is under way or was interrupted");
    }

    @Test
    void aFolderThatAnotherOneWritesToIsToldToBeInUse() throws Exception {
        String url = "jdbc:sqlite:" + sample.folder().resolve("chroma.sqlite3");
        try (Connection writer = DriverManager.getConnection(url);
                Statement statement = writer.createStatement()) {
            statement.execute("PRAGMA journal_mode = MEMORY");
            statement.execute("BEGIN EXCLUSIVE");
            refuses(ChromaSample.FACTS, "its database is locked, the folder is in use");
        }
    }

    @Test
    void aFolderThatChangesWhileItIsReadGivesNoMoreRecords() throws IOException {
        try (ChromaFolder folder = ChromaFolder.open(sample.folder())) {
            ChromaReader reader = folder.read(ChromaSample.named(folder, ChromaSample.FACTS));
            assertThat(reader.next(10)).hasSize(10);
            Files.write(sample.file("length.bin"), new byte[4], StandardOpenOption.APPEND);
            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() -> reader.next(10))
                    .withMessageContaining("length.bin changed while it was read: the folder is in use");
            assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(reader::close);
        } catch (StoreUnavailable atTheEnd) {
            assertThat(atTheEnd).hasMessageContaining("changed while it was read");
        }
    }
}
