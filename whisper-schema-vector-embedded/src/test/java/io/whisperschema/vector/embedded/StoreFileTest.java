package io.whisperschema.vector.embedded;

import static io.whisperschema.vector.embedded.Calls.done;
import static io.whisperschema.vector.embedded.Calls.params;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.PointIdFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Points.PointStruct;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFileTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("memory.qdrant");
    }

    private void makeWithCollection() {
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.open(file())) {
            done(qdrant.client().createCollectionAsync("memories", params(4, Distance.Cosine)));
        }
    }

    @Test
    void whatWasMadeIsThereWhenTheFileIsOpenedAgain() {
        makeWithCollection();
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.open(file())) {
            assertThat(done(qdrant.client().listCollectionsAsync())).containsExactly("memories");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"what?", "what?synchronous=off", "50%", "a%41", "a#b", "two words", "größe", "file:x"})
    void aFileMayHaveAnyName(String name) throws IOException {
        Path named = folder.resolve(name);
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.open(named)) {
            done(qdrant.client().createCollectionAsync("memories", params(4, Distance.Cosine)));
            done(qdrant.client().createFullSnapshotAsync());
            Path snapshot = qdrant.snapshots().full().get(0).path();
            EmbeddedQdrant.restore(snapshot, folder.resolve("restored " + name)).close();
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(name, "restored " + name, name + "-snapshots");
        }
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.open(folder.resolve("restored " + name))) {
            assertThat(done(qdrant.client().listCollectionsAsync())).containsExactly("memories");
        }
    }

    @Test
    void aClosedStoreIsOneFile() throws IOException {
        makeWithCollection();
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void theFileIsAsCrashSafeAsSqliteCanBe() throws SQLException {
        makeWithCollection();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            assertThat(pragma(statement, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(statement, "page_size")).isEqualTo("16384");
            assertThat(pragma(statement, "user_version")).isEqualTo("1");
        }
    }

    private static String pragma(Statement statement, String name) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA " + name)) {
            return row.getString(1);
        }
    }

    @Test
    void aSecondOpeningInThisProcessIsRefused() {
        try (EmbeddedQdrant first = EmbeddedQdrant.open(file())) {
            assertThatThrownBy(() -> EmbeddedQdrant.open(file()))
                    .isInstanceOf(EmbeddedStoreException.InUse.class)
                    .hasMessageContaining("is open already, in another process or in this one")
                    .hasMessageEndingWith("Nothing was changed.");
            done(first.client().createCollectionAsync("memories", params(4, Distance.Cosine)));
        }
        EmbeddedQdrant.open(file()).close();
    }

    @Test
    void anotherProcessIsRefused() throws Exception {
        try (EmbeddedQdrant first = EmbeddedQdrant.open(file())) {
            assertThat(outputOfOpening(file())).contains("EmbeddedStoreException$InUse", "one process at a time");
            assertThat(done(first.client().listCollectionsAsync())).isEmpty();
        }
        assertThat(outputOfOpening(file())).contains("opened");
    }

    private static String outputOfOpening(Path file) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opening.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    static final class Opening {
        public static void main(String... arguments) {
            EmbeddedQdrant.open(Path.of(arguments[0])).close();
            System.out.println("opened");
        }
    }

    @Test
    void aFileOfSomethingElseIsRefusedAndLeftAlone() throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE users (id INTEGER)");
        }
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(() -> EmbeddedQdrant.open(file()))
                .isInstanceOf(EmbeddedStoreException.Damaged.class)
                .hasMessageContaining("is a file of something else");
        assertThat(Arrays.equals(Files.readAllBytes(file()), before)).isTrue();
    }

    @Test
    void aTextFileIsRefusedAndLeftAlone() throws IOException {
        Files.writeString(file(), "dear diary ".repeat(5000));
        assertThatThrownBy(() -> EmbeddedQdrant.open(file()))
                .isInstanceOf(EmbeddedStoreException.Damaged.class)
                .hasMessageContaining("is a file of something else");
        assertThat(Files.readString(file())).startsWith("dear diary");
    }

    @Test
    void anEmptyFileIsNotTakenForAnEmptyStore() throws IOException {
        Files.createFile(file());
        assertThatThrownBy(() -> EmbeddedQdrant.open(file()))
                .isInstanceOf(EmbeddedStoreException.Damaged.class)
                .hasMessageContaining("is empty");
        assertThat(file()).isEmptyFile();
    }

    @Test
    void aMissingFileWithItsLogLeftBehindIsNotTakenForANewStore() throws IOException {
        Files.writeString(folder.resolve("memory.qdrant-wal"), "what was written last");
        assertThatThrownBy(() -> EmbeddedQdrant.open(file()))
                .isInstanceOf(EmbeddedStoreException.Damaged.class)
                .hasMessageContaining("memory.qdrant-wal, which belongs to it, is there");
        assertThat(file()).doesNotExist();
    }

    @Test
    void aTruncatedFileIsRefused() throws IOException {
        makeWithCollection();
        try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
            bytes.setLength(bytes.length() / 2);
        }
        assertThatThrownBy(() -> EmbeddedQdrant.open(file())).isInstanceOf(EmbeddedStoreException.Damaged.class);
    }

    @Test
    void aPageOfRubbishIsRefused() throws IOException {
        makeWithCollection();
        try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
            byte[] rubbish = new byte[16384];
            Arrays.fill(rubbish, (byte) 0xA5);
            bytes.seek(bytes.length() - 16384);
            bytes.write(rubbish);
        }
        assertThatThrownBy(() -> EmbeddedQdrant.open(file())).isInstanceOf(EmbeddedStoreException.Damaged.class);
    }

    @Test
    void oneFlippedBitInAVectorOrPayloadIsNoticed() throws SQLException {
        for (String row : new String[] {"vectors_1_1 SET data", "points_1 SET payload"}) {
            makeWithPoint();
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                    Statement statement = connection.createStatement()) {
                String column = row.substring(row.lastIndexOf(' ') + 1);
                statement.executeUpdate("UPDATE " + row + " = CAST(substr(" + column + ", 1, length(" + column
                        + ") - 1) || x'41' AS BLOB)");
            }
            assertThatThrownBy(() -> EmbeddedQdrant.open(file()))
                    .isInstanceOf(EmbeddedStoreException.Damaged.class)
                    .hasMessageContaining("row 0 of " + row.split(" ")[0] + " is not what was written");
            assertThat(file().toFile().delete()).isTrue();
        }
    }

    private void makeWithPoint() {
        makeWithCollection();
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.open(file())) {
            done(qdrant.client()
                    .upsertAsync(
                            "memories",
                            List.of(PointStruct.newBuilder()
                                    .setId(PointIdFactory.id(1))
                                    .setVectors(VectorsFactory.vectors(1f, 2f, 3f, 4f))
                                    .putPayload("text", ValueFactory.value("hello"))
                                    .build())));
        }
    }

    @Test
    void aNewerFormatIsRefused() throws SQLException {
        makeWithCollection();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = 2");
        }
        assertThatThrownBy(() -> EmbeddedQdrant.open(file()))
                .isInstanceOf(EmbeddedStoreException.TooNew.class)
                .hasMessageContaining("has format 2; this version of the library reads up to 1");
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> EmbeddedQdrant.open(folder.resolve("missing").resolve("memory.qdrant")))
                .isInstanceOf(EmbeddedStoreException.Unavailable.class);
    }

    @Test
    void allThreadsEndWithTheStore() {
        EmbeddedQdrant qdrant = EmbeddedQdrant.open(file());
        QdrantClient client = qdrant.client();
        done(client.healthCheckAsync());
        qdrant.serve(0);
        assertThat(ours()).isNotEmpty();
        qdrant.close();
        qdrant.close();
        assertThat(ours()).isEmpty();
    }

    @Test
    void aClosedStoreLetsNobodyInAnyMore() {
        EmbeddedQdrant qdrant = EmbeddedQdrant.open(file());
        qdrant.close();
        assertThatThrownBy(() -> qdrant.serve(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("This store is closed");
        assertThatThrownBy(qdrant::client).isInstanceOf(IllegalStateException.class);
        assertThat(ours()).isEmpty();
    }

    private static String[] ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("embedded-qdrant-"))
                .toArray(String[]::new);
    }
}
