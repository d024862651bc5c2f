package io.whisperschema.vector.internal.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.whisperschema.error.SchemaException;
import io.whisperschema.internal.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The folder of a whole export: the manifest, a file of points for each collection, and {@link #SUMS}, which {@code sha256sum -c}
 * reads.
 *
 * @param folder where
 * @param manifest what it holds
 * @param id the SHA-256 of the manifest: what tells this export from others
 */
public record ExportFolder(Path folder, ExportManifest manifest, String id) {
    static final String MANIFEST = "manifest.json";
    static final String SUMS = "SHA256SUMS";

    private static final long MOST = 256L << 20;

    /**
     * The export in that folder. Its points are not looked at yet.
     *
     * @throws io.whisperschema.error.UnreadableDocument if there is none, or it is damaged or of another format or version
     */
    public static ExportFolder open(Path folder) {
        Path file = folder.resolve(MANIFEST);
        byte[] bytes = bytes(file);
        ExportManifest manifest = manifest(file, bytes);
        var opened = new ExportFolder(folder, manifest, Sha256.hex(bytes));
        byte[] sums = bytes(folder.resolve(SUMS));
        if (!java.util.Arrays.equals(sums, sums(manifest, opened.id).getBytes(UTF_8))) {
            throw ExportFault.damaged(
                    folder.resolve(SUMS), "its sums are not those of " + MANIFEST + " and its files.");
        }
        return opened;
    }

    private static ExportManifest manifest(Path file, byte[] bytes) {
        try {
            return ExportManifest.read(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException failure) {
            throw ExportFault.damaged(file, "it is no UTF-8.");
        } catch (SchemaException | IllegalArgumentException unlikeOurs) {
            throw ExportFault.damaged(file, String.valueOf(unlikeOurs.getMessage()));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw ExportFault.damaged(file, "there is no such file in " + file.getParent() + ".");
            }
            if (Files.size(file) > MOST) {
                throw ExportFault.damaged(file, "it is larger than any that was written.");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException gone) {
            throw ExportFault.damaged(file, "it is gone.");
        } catch (IOException failure) {
            throw ExportFault.unreadable(file, failure);
        }
    }

    static String sums(ExportManifest manifest, String id) {
        var sums = new StringBuilder();
        manifest.collections()
                .forEach(entry -> sums.append(entry.file().sha256())
                        .append("  ")
                        .append(entry.file().name())
                        .append('\n'));
        return sums.append(id).append("  ").append(MANIFEST).append('\n').toString();
    }

    /** Reads the points of a collection. */
    public PointReader points(ExportEntry entry) {
        Path file = folder.resolve(entry.file().name());
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw ExportFault.damaged(file, "there is no such file in " + folder + ".");
        }
        return PointReader.open(file, entry.file());
    }
}
