package io.whisperschema.cache.internal.memory;

import static java.util.Objects.requireNonNull;

import io.whisperschema.cache.internal.memory.SnapshotFormat.Damage;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.error.UnreadableDocument;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The file that keeps a cache in memory while its host is off. One process at a time has it. */
public final class MemoryFile implements AutoCloseable {
    private static final String STORE = "memory cache";

    private final Path path;
    private final FileChannel lock;

    private MemoryFile(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * The file of that name, which need not be there yet; its folder is made.
     *
     * @throws StoreUnavailable if another has it or it cannot be opened
     */
    public static MemoryFile at(Path file) {
        Path path = file.toAbsolutePath().normalize();
        try {
            path = real(path);
            FileChannel lock =
                    FileChannel.open(beside(path, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isAlone(lock)) {
                lock.close();
                throw new StoreUnavailable(
                        STORE,
                        "The memory cache cannot keep itself in " + path + ": another cache does. Name another file. "
                                + "The file is as it was.",
                        new OverlappingFileLockException());
            }
            return new MemoryFile(path, lock);
        } catch (IOException e) {
            throw unavailable("cannot keep itself in " + path + ": " + e + ". The file is as it was.", e);
        }
    }

    // By one name, whichever links lead there: else two caches would have it, and the file would replace a link.
    private static Path real(Path path) throws IOException {
        Path folder = requireNonNull(path.getParent(), "a file is in a folder");
        // Of a link to a folder some JDKs say that it is in the way.
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        return Files.exists(path) ? path.toRealPath() : folder.toRealPath().resolve(path.getFileName());
    }

    private static boolean isAlone(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException elsewhereHere) {
            return false;
        }
    }

    private static Path beside(Path path, String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    /**
     * What it keeps; absent if it is not there.
     *
     * @throws UnreadableDocument if it was damaged or is of another version
     */
    public Optional<Snapshot> read() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (InputStream file = new BufferedInputStream(Files.newInputStream(path))) {
            return Optional.of(SnapshotFormat.read(file, Files.size(path)));
        } catch (Damage e) {
            throw new UnreadableDocument(
                    path.toString(),
                    "this is no cache that can be read: " + e.getMessage()
                            + ". Move it away, or open the cache so that it is set aside. The file is as it was.",
                    e);
        } catch (IOException e) {
            throw unavailable("cannot read " + path + ": " + e + ". The file is as it was.", e);
        }
    }

    /** Renames it, since it cannot be read; its new name. */
    public Path setAside() {
        try {
            for (int number = 1; ; number++) {
                Path aside = beside(path, ".damaged-" + number);
                if (!Files.exists(aside)) {
                    return Files.move(path, aside);
                }
            }
        } catch (IOException e) {
            throw unavailable("cannot rename " + path + ": " + e + ". The file is as it was.", e);
        }
    }

    /** Keeps that from now on: all of it, or what it kept before. */
    public synchronized void write(Snapshot snapshot) {
        Path fresh = beside(path, ".new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, ownerOnly());
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE);
                    var out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
                SnapshotFormat.write(snapshot, out);
                out.flush();
                channel.force(true);
            }
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            forceNames();
        } catch (IOException e) {
            throw unavailable("cannot write " + path + ": " + e + ". The file keeps what was written before.", e);
        }
    }

    /** It holds what people wrote. */
    private FileAttribute<?>[] ownerOnly() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Not every system can open a folder; those that cannot need not. */
    private void forceNames() {
        try (FileChannel names = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException notHere) {
            // As good as it gets.
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw unavailable("cannot give back " + path + ": " + e + ". It is written.", e);
        }
    }

    private static StoreUnavailable unavailable(String what, IOException e) {
        return new StoreUnavailable(STORE, "The memory cache " + what, e);
    }
}
