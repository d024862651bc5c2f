package io.whisperschema.vector;

import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.vector.internal.export.ExportEntry;
import io.whisperschema.vector.internal.export.ExportFolder;
import io.whisperschema.vector.internal.export.PointReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An export of collections in a folder, which any Qdrant can take: {@code manifest.json}, and beside it a file for each
 * collection with its points as {@code qdrant.PointStruct} messages, in blocks compressed by themselves. Written by
 * {@link QdrantStore#export}, put back by {@link QdrantStore#restore}. {@code sha256sum -c SHA256SUMS} checks it without this
 * library. Immutable, thread-safe.
 */
public final class VectorExport {
    private final ExportFolder folder;

    VectorExport(ExportFolder folder) {
        this.folder = folder;
    }

    /**
     * The export in that folder. Looks at its manifest, and not at its points yet.
     *
     * @throws io.whisperschema.error.UnreadableDocument if there is none, or if it is damaged or of a format that this release
     *     does not read
     */
    public static VectorExport open(Path folder) {
        return new VectorExport(ExportFolder.open(folder));
    }

    /**
     * Reads all of it and compares it with what was written down: every byte, every point.
     *
     * @return this
     * @throws io.whisperschema.error.UnreadableDocument if anything differs
     */
    public VectorExport verify() {
        for (ExportEntry entry : folder.manifest().collections()) {
            try (PointReader points = folder.points(entry)) {
                Optional<PointStruct> point;
                do {
                    point = points.next();
                } while (point.isPresent());
            }
        }
        return this;
    }

    /** Where it is. */
    public Path folder() {
        return folder.folder();
    }

    /** The version of the server that it is of. */
    public String serverVersion() {
        return folder.manifest().server();
    }

    /** When it was begun. */
    public Instant began() {
        return folder.manifest().began();
    }

    /** When it was whole. */
    public Instant ended() {
        return folder.manifest().ended();
    }

    /** Its collections. */
    public List<Exported> collections() {
        return folder.manifest().collections().stream()
                .map(entry -> new Exported(
                        entry.name(),
                        entry.aliases(),
                        entry.definition(),
                        entry.file().points(),
                        entry.file().bytes(),
                        entry.file().digest()))
                .toList();
    }

    ExportFolder files() {
        return folder;
    }

    /**
     * A collection in an export.
     *
     * @param name its name
     * @param aliases its aliases
     * @param definition it as far as a definition can say it
     * @param points how many points it has
     * @param bytes how many bytes they take here
     * @param digest the digest of its points, in whatever order
     */
    public record Exported(
            String name,
            List<String> aliases,
            Optional<VectorCollection> definition,
            long points,
            long bytes,
            String digest) {
        public Exported {
            aliases = List.copyOf(aliases);
        }
    }

    @Override
    public String toString() {
        return "export of " + collections().size() + " collections in " + folder.folder();
    }
}
