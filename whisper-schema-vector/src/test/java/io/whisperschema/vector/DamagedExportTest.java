package io.whisperschema.vector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.internal.Sha256;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedExportTest {
    private static final int FLIPS = 500 * Integer.getInteger("whisper.cases.percent", 100) / 100;

    @TempDir
    private Path temporary;

    private final EmbeddedQdrant to = EmbeddedQdrant.inMemory();
    private Path folder;

    @BeforeEach
    void export() throws Exception {
        folder = temporary.resolve("export");
        try (EmbeddedQdrant from = EmbeddedQdrant.inMemory()) {
            ExportSample.make(from.client(), 40);
            QdrantStore.over(from.client()).export(folder, ExportOptions.all());
        }
    }

    @AfterEach
    void close() {
        to.close();
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> QdrantStore.over(to.client()).restore(folder, RestoreOptions.all()))
                .isInstanceOf(UnreadableDocument.class)
                .hasMessageContaining(message)
                .hasMessageEndingWith("Nothing was applied.");
        assertThat(QdrantStore.over(to.client()).inspect().collections()).isEmpty();
    }

    private void assertNoticed(String what) {
        assertThatThrownBy(() -> VectorExport.open(folder).verify()).as(what).isInstanceOf(UnreadableDocument.class);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void anyFlippedByteIsNoticed() throws IOException {
        var random = new Random(4);
        List<Path> files = files();
        for (int flip = 0; flip < FLIPS; flip++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] whole = Files.readAllBytes(file);
            byte[] flipped = whole.clone();
            int place = random.nextInt(flipped.length);
            flipped[place] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, flipped);
            assertNoticed("byte " + place + " of " + file.getFileName());
            Files.write(file, whole);
        }
        VectorExport.open(folder).verify();
    }

    @Test
    void aFileThatEndsTooEarlyIsNoticed() throws IOException {
        var random = new Random(5);
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            for (int i = 0; i < 20; i++) {
                Files.write(file, Arrays.copyOf(whole, random.nextInt(whole.length)));
                assertNoticed(file.getFileName() + " cut off");
            }
            Files.write(file, Arrays.copyOf(whole, whole.length + 1));
            assertNoticed(file.getFileName() + " continued");
            Files.delete(file);
            assertNoticed(file.getFileName() + " gone");
            Files.write(file, whole);
        }
    }

    @Test
    void aFolderOfSomethingElseIsNone() throws IOException {
        folder = Files.createDirectory(temporary.resolve("pictures"));

        assertRefused("manifest.json: there is no such file");
    }

    /** With sums that fit, as somebody who makes up an export would write them. */
    private void rewriteManifest(UnaryOperator<String> change) throws IOException {
        Path manifest = folder.resolve("manifest.json");
        Path sums = folder.resolve("SHA256SUMS");
        String before = Files.readString(manifest);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(manifest, after);
        Files.writeString(sums, Files.readString(sums).replace(Sha256.hex(before), Sha256.hex(after)));
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        rewriteManifest(text -> text.replace("\"version\": 1,\n  \"server\"", "\"version\": 2,\n  \"server\""));

        assertRefused("this release reads whisper-schema/vector-export of version 1");
    }

    @Test
    void aKeyThatAnotherReleaseAddedIsPassedOver() throws IOException {
        rewriteManifest(text -> text.replaceFirst("\"server\"", "\"comment\": \"kept\",\n  \"server\""));

        QdrantStore.over(to.client()).restore(folder, RestoreOptions.all());

        assertThat(Files.readString(folder.resolve("manifest.json"))).contains("\"comment\": \"kept\"");
    }

    @Test
    void aManifestLeadsNowhereElse() throws IOException {
        for (String elsewhere :
                List.of("../0001.points", "/etc/passwd", "..", "sub/0001.points", "C:\\\\x.points", "")) {
            byte[] whole = Files.readAllBytes(folder.resolve("manifest.json"));
            byte[] sums = Files.readAllBytes(folder.resolve("SHA256SUMS"));
            rewriteManifest(text -> text.replace("\"0001.points\"", "\"" + elsewhere + "\""));
            assertRefused("no file of points is called so");
            Files.write(folder.resolve("manifest.json"), whole);
            Files.write(folder.resolve("SHA256SUMS"), sums);
        }
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        for (String name : List.of("0001.points", "manifest.json", "SHA256SUMS")) {
            Path away = temporary.resolve("away-" + name);
            Files.move(folder.resolve(name), away);
            Files.createSymbolicLink(folder.resolve(name), away);
            assertRefused(name + ": there is no such file");
            Files.delete(folder.resolve(name));
            Files.move(away, folder.resolve(name));
        }
    }

    /** A file of one block that says it is so long, with sums that fit. */
    private void replacePoints(int length, byte[] content) throws IOException {
        var deflater = new Deflater();
        deflater.setInput(content);
        deflater.finish();
        byte[] packed = new byte[content.length + 1000];
        int size = deflater.deflate(packed);
        var crc = new CRC32C();
        crc.update(packed, 0, size);
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(Files.readAllBytes(folder.resolve("0001.points")), 0, 8);
        out.writeInt(length);
        out.writeInt(size);
        out.writeInt(1);
        out.writeInt((int) crc.getValue());
        out.write(packed, 0, size);
        out.write(new byte[16]);
        replaceFirstFile(bytes.toByteArray());
    }

    private void replaceFirstFile(byte[] bytes) throws IOException {
        Path file = folder.resolve("0001.points");
        byte[] before = Files.readAllBytes(file);
        Files.write(file, bytes);
        String sum = Sha256.hex(bytes);
        rewriteManifest(text -> text.replace(Sha256.hex(before), sum)
                .replace("\"bytes\": " + before.length + ",", "\"bytes\": " + bytes.length + ","));
        Path sums = folder.resolve("SHA256SUMS");
        Files.writeString(sums, Files.readString(sums).replace(Sha256.hex(before), sum));
    }

    @Test
    void aBlockThatSaysItIsHugeIsRefused() throws IOException {
        replacePoints(65 << 20, new byte[10]);

        assertRefused("a block in it is of no possible size");
    }

    @Test
    void aBlockThatIsLongerThanItSaysIsRefused() throws IOException {
        replacePoints(1000, new byte[50_000_000]);

        assertRefused("a block in it is");
    }

    @Test
    void aPointThatSaysItIsTwoGigabytesLongIsRefused() throws IOException {
        replacePoints(6, new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 1});

        assertRefused("a point in it cannot be read");
    }

    @Test
    void whatIsNoPointIsRefused() throws IOException {
        byte[] content = "\u0008nonsense".getBytes(UTF_8);
        replacePoints(content.length, content);

        assertRefused("a point in it");
    }

    @Test
    void aConfigurationOfANewerServerIsRefused() throws IOException {
        rewriteManifest(text -> text.replaceFirst("(\"configuration\": \"[^\"=]*)=*\"", "\"configuration\": \"wD4B\""));

        assertThatThrownBy(() -> QdrantStore.over(to.client()).restore(folder, RestoreOptions.all()))
                .hasMessageContaining("its configuration says what this release does not know")
                .hasMessageEndingWith("Nothing was applied.");
    }
}
