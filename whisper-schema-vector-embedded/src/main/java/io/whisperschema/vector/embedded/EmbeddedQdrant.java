package io.whisperschema.vector.embedded;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.whisperschema.vector.embedded.internal.engine.Budget;
import io.whisperschema.vector.embedded.internal.engine.Engine;
import io.whisperschema.vector.embedded.internal.file.SnapshotFile;
import io.whisperschema.vector.embedded.internal.file.SnapshotFolder;
import io.whisperschema.vector.embedded.internal.file.SqliteStore;
import io.whisperschema.vector.embedded.internal.file.Store;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import io.whisperschema.vector.embedded.internal.service.Host;
import io.whisperschema.vector.embedded.internal.service.Services;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A Qdrant in this process: the official client works on it as on a server.
 *
 * <pre>{@code
 * try (EmbeddedQdrant qdrant = EmbeddedQdrant.open(Path.of("memory.qdrant"))) {
 *     QdrantClient client = qdrant.client();
 *     client.upsertAsync("memories", points).get();     // on the disk when this returns
 *     client.queryAsync(query).get();                   // compared with every vector that the filter lets through
 * }
 * }</pre>
 *
 * <p><b>Memory.</b> All points are in memory, up to {@link EmbeddedOptions#memoryLimit}; a write beyond it is refused and
 * changes nothing. Unless the store was made {@link #inMemory}, they are in one SQLite file as well, which is read once,
 * when it is opened.
 *
 * <p><b>Durability.</b> A write that was acknowledged is in the file and synced to the disk, whether its client waited or
 * not. It is seen and kept whole or not at all, also when the process is killed, and the next one opens the file as it
 * is. A file that is damaged, too new or of something else is refused, and nothing in it is changed.
 *
 * <p><b>Processes.</b> One process has the file open; others reach it through {@link #serve}. The lock goes with the
 * process that holds it.
 *
 * <p><b>Threads.</b> Thread-safe; many clients and threads may read and write at once. It runs daemon threads of its own:
 * one for timers, up to 32 for calls and as many as run callbacks, which end when they have nothing to do, and two once it
 * serves a port. All end with {@link #close}.
 *
 * <p><b>Errors.</b> Calls of a client fail as on a server, with a {@code StatusRuntimeException} as the cause. Opening
 * fails with an {@link EmbeddedStoreException}.
 */
public final class EmbeddedQdrant implements AutoCloseable {

    private final Store store;
    private final Host host;
    private final Snapshots snapshots;
    private final List<ServedPort> ports = new ArrayList<>();
    private boolean closed;

    private EmbeddedQdrant(Store store, EmbeddedOptions options, Optional<Path> snapshotsFolder) {
        this.store = store;
        Engine engine = Engine.over(store, new Budget(options.memoryLimit()));
        Optional<SnapshotFolder> folder = snapshotsFolder.map(path -> new SnapshotFolder(path, Clock.systemUTC()));
        folder.ifPresent(SnapshotFolder::sweep);
        this.snapshots = new Snapshots(engine, folder);
        this.host = Host.start(Services.over(engine, folder), options.apiKey());
    }

    /** Over a store that is closed if this fails, so that its file can be opened again. */
    private static EmbeddedQdrant over(Store store, EmbeddedOptions options, Optional<Path> snapshotsFolder) {
        try {
            return new EmbeddedQdrant(store, options, snapshotsFolder);
        } catch (RuntimeException e) {
            store.close();
            throw explained(e);
        } catch (Error e) {
            store.close();
            throw e;
        }
    }

    private static RuntimeException explained(RuntimeException e) {
        if (e instanceof Refused refused && refused.code() == Status.Code.RESOURCE_EXHAUSTED) {
            return new EmbeddedStoreException.TooLarge("What is in the file does not fit. " + e.getMessage());
        }
        return e instanceof Refused || e instanceof IllegalArgumentException ? damaged(e) : e;
    }

    private static EmbeddedStoreException damaged(RuntimeException cause) {
        return new EmbeddedStoreException.Damaged(
                "The file does not hold together: " + cause.getMessage() + ". Restore it. Nothing in it was changed.",
                cause);
    }

    /**
     * Opens the store in a file, or makes one where there is no file.
     *
     * @throws EmbeddedStoreException when the file is in use, damaged, too new, too large for the memory limit, or
     *     cannot be read
     */
    public static EmbeddedQdrant open(Path path) {
        return open(path, EmbeddedOptions.defaults());
    }

    /** Opens the store in a file with options; otherwise as {@link #open(Path)}. */
    public static EmbeddedQdrant open(Path path, EmbeddedOptions options) {
        Objects.requireNonNull(options, "options");
        Path beside = path.resolveSibling(path.getFileName() + "-snapshots");
        return over(
                SqliteStore.open(path),
                options,
                Optional.of(options.snapshotsFolder().orElse(beside)));
    }

    /**
     * Makes a store of a snapshot, full or of one collection, in a file that is not there yet, and opens it. Should this
     * fail, there is no such file.
     *
     * @throws EmbeddedStoreException when the file is there, the snapshot is damaged, of something else, too new or too
     *     large for the memory limit, or the one cannot be read or the other written
     */
    public static EmbeddedQdrant restore(Path snapshot, Path file) {
        return restore(snapshot, file, EmbeddedOptions.defaults());
    }

    /** Makes a store of a snapshot and opens it with options; otherwise as {@link #restore(Path, Path)}. */
    public static EmbeddedQdrant restore(Path snapshot, Path file, EmbeddedOptions options) {
        Objects.requireNonNull(file, "file");
        try (SnapshotFile source = SnapshotFile.open(Objects.requireNonNull(snapshot, "snapshot"))) {
            Engine.check(source, new Budget(options.memoryLimit()));
            SqliteStore.make(file, source);
        } catch (Refused e) {
            throw Snapshots.explain(snapshot, e);
        } catch (IllegalArgumentException e) {
            throw Snapshots.doesNotHoldTogether(snapshot, e);
        }
        return open(file, options);
    }

    /** A store that is gone when it is closed. */
    public static EmbeddedQdrant inMemory() {
        return inMemory(EmbeddedOptions.defaults());
    }

    /** A store that is gone when it is closed, with options. */
    public static EmbeddedQdrant inMemory(EmbeddedOptions options) {
        return over(Store.nowhere(), options, options.snapshotsFolder());
    }

    /**
     * A new client. It may be closed at any time, and is with this store at the latest.
     *
     * @throws IllegalStateException when this store is closed
     */
    public QdrantClient client() {
        ManagedChannel channel = whileOpen(host::newChannel);
        return new QdrantClient(
                QdrantGrpcClient.newBuilder(channel, true, false).build());
    }

    private <T> T whileOpen(Supplier<T> work) {
        synchronized (ports) {
            if (closed) {
                throw new IllegalStateException("This store is closed");
            }
            return work.get();
        }
    }

    /** Its snapshots. */
    public Snapshots snapshots() {
        return snapshots;
    }

    /**
     * Lets tools in other processes of this machine in: listens on the loopback address, without encryption.
     *
     * @param port the port, or 0 for any that is free
     * @throws java.io.UncheckedIOException when the port cannot be listened on
     * @throws IllegalStateException when this store is closed
     */
    public ServedPort serve(int port) {
        return whileOpen(() -> {
            ServedPort served = new ServedPort(host.serve(port));
            ports.add(served);
            return served;
        });
    }

    /** Ends all calls, clients and threads, and closes the file. A second call does nothing. */
    @Override
    public void close() {
        synchronized (ports) {
            closed = true;
            ports.forEach(ServedPort::close);
        }
        host.close();
        store.close();
    }
}
