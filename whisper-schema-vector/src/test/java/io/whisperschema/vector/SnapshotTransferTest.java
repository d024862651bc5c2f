package io.whisperschema.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.internal.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTransferTest {
    private static final String KEY = "very-secret-key";
    private static final String NAME = "memories-1-2026-11-22-10-00-00.snapshot";

    @TempDir
    private Path folder;

    private final byte[] bytes = new byte[300_000];
    private RestServer server;
    private SnapshotTransfer transfer;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        new Random(3).nextBytes(bytes);
        server = new RestServer(KEY, bytes);
        transfer = SnapshotTransfer.over(HttpClient.newHttpClient(), server.address())
                .withApiKey(KEY);
        file = folder.resolve("memories.snapshot");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private StoredSnapshot snapshot() {
        return new StoredSnapshot(NAME, Optional.empty(), bytes.length, Optional.of(Sha256.hex(bytes)));
    }

    private Path part() {
        return folder.resolve("memories.snapshot.part");
    }

    @Test
    void aSnapshotArrivesByteForByte() {
        transfer.download("memories", snapshot(), file);

        assertThat(file).hasBinaryContent(bytes);
        assertThat(part()).doesNotExist();
        assertThat(server.requests()).containsExactly("GET /collections/memories/snapshots/" + NAME);
    }

    @Test
    void anInterruptedDownloadGoesOn() {
        server.cuttingAt(100_000);
        assertThatThrownBy(() -> transfer.download("memories", snapshot(), file))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageEndingWith("What arrived of it is kept; download again: it goes on from there.");
        assertThat(file).doesNotExist();
        long arrived = part().toFile().length();
        assertThat(arrived).isPositive();
        server.cuttingAt(Integer.MAX_VALUE);

        transfer.download("memories", snapshot(), file);

        assertThat(file).hasBinaryContent(bytes);
        assertThat(server.requests()).last().asString().endsWith("bytes=" + arrived + "-");
    }

    @Test
    void itBeginsAnewWhereTheServerCannotGoOn() throws IOException {
        Files.write(part(), Arrays.copyOf(bytes, 1000));
        server.withoutRanges();

        transfer.download("memories", snapshot(), file);

        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void whatIsNotTheSnapshotIsNotKept() throws IOException {
        Files.write(part(), new byte[1000]);

        assertThatThrownBy(() -> transfer.download("memories", snapshot(), file))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("what arrived is not the snapshot that it told of");
        assertThat(folder).isEmptyDirectory();

        transfer.download("memories", snapshot(), file);
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void moreThanItToldOfIsNotTaken() {
        var small = new StoredSnapshot(NAME, Optional.empty(), 10, Optional.empty());

        assertThatThrownBy(() -> transfer.download("memories", small, file))
                .hasMessageContaining("what arrived is not the snapshot that it told of");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileThatIsThereStays() throws IOException {
        Files.writeString(file, "mine");

        assertThatThrownBy(() -> transfer.download("memories", snapshot(), file))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("it is there already");
        assertThat(file).hasContent("mine");
    }

    @Test
    void aSnapshotIsRestoredUnderANewName() throws IOException {
        Files.write(file, bytes);

        transfer.restore(file, "memories before");

        assertThat(server.uploaded()).containsOnlyKeys("memories before");
        assertThat(server.uploaded().get("memories before")).isEqualTo(bytes);
    }

    @Test
    void aCollectionThatIsThereIsOnlyReplacedIfThatIsSaid() throws IOException {
        Files.write(file, bytes);
        server.withCollection("memories");

        assertThatThrownBy(() -> transfer.restore(file, "memories"))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("there is a collection or an alias of that name")
                .hasMessageEndingWith("Nothing was applied.");
        assertThat(server.uploaded()).isEmpty();

        transfer.replace(file, "memories");
        assertThat(server.uploaded()).containsOnlyKeys("memories");
    }

    @Test
    void aServerRecoversWhatItReachesItself() {
        transfer.recover("memories", URI.create("file:///qdrant/snapshots/x.snapshot"), Optional.of("ab"));

        assertThat(server.uploaded().get("memories"))
                .asString()
                .isEqualTo("{\"location\":\"file:///qdrant/snapshots/x.snapshot\",\"priority\":\"snapshot\","
                        + "\"checksum\":\"ab\"}");
    }

    @Test
    void whatTheServerSaidIsSaidAndTheKeyIsNot() throws IOException {
        Files.write(file, bytes);
        server.failingWith(500);

        assertThatThrownBy(() -> transfer.replace(file, "memories"))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("status 500: Service internal error: No space left on device")
                .hasMessageNotContaining(KEY);
        assertThat(transfer.toString()).doesNotContain(KEY);
    }

    @Test
    void aWrongKeyIsNotRepeatedInTheMessage() {
        assertThatThrownBy(() -> transfer.withApiKey("other-secret").download("memories", snapshot(), file))
                .hasMessageContaining("status 401: Must provide an API key")
                .hasMessageNotContaining("other-secret");
    }

    @Test
    void aServerThatIsNotThereIsSaidToBeSo() {
        server.close();

        assertThatThrownBy(() -> transfer.recover("memories", URI.create("file:///x"), Optional.empty()))
                .isInstanceOfSatisfying(
                        StoreUnavailable.class,
                        error -> assertThat(error.reason()).isEqualTo(StoreUnavailable.Reason.NOT_THERE_YET));
    }

    @Test
    void anAddressWithASecretInItIsRefused() {
        assertThatThrownBy(() -> SnapshotTransfer.over(
                        HttpClient.newHttpClient(), URI.create("http://user:password@localhost:6333")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("password");
    }

    @Test
    void aClientThatCouldCarryTheKeyElsewhereIsRefused() {
        var following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();

        assertThatThrownBy(
                        () -> SnapshotTransfer.over(following, server.address()).withApiKey(KEY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
