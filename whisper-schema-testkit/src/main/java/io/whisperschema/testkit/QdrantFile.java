package io.whisperschema.testkit;

import io.qdrant.client.QdrantClient;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Path;

/**
 * A file for an {@link EmbeddedQdrant} in a folder of its own, which is deleted on close. It is open from the start, and
 * can be opened again as by a host that starts anew.
 *
 * <p>Thread-safe.
 */
public final class QdrantFile implements AutoCloseable {
    private final Path folder;
    private EmbeddedQdrant open;

    private QdrantFile(Path folder) {
        this.folder = folder;
        this.open = EmbeddedQdrant.open(path());
    }

    /** A new one, for tests that are not given one as a parameter. */
    public static QdrantFile inTemporaryFolder() {
        OptionalDependency.EMBEDDED_QDRANT.require();
        return new QdrantFile(TemporaryFolder.createInMemory("whisper-qdrant-"));
    }

    /** Where the file is. */
    public Path path() {
        return folder.resolve("test.qdrant");
    }

    /** What is open on the file now. */
    public synchronized EmbeddedQdrant qdrant() {
        return open;
    }

    /** A new client of {@link #qdrant()}. */
    public QdrantClient client() {
        return qdrant().client();
    }

    /** Closes the file, and with it all clients, and opens it again. */
    public synchronized EmbeddedQdrant reopened() {
        open.close();
        open = EmbeddedQdrant.open(path());
        return open;
    }

    /** Closes the file and deletes the folder. */
    @Override
    public synchronized void close() {
        try {
            open.close();
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    /** The path. */
    @Override
    public String toString() {
        return path().toString();
    }
}
