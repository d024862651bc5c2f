package io.whisperschema.vector.embedded.internal.file;

import io.whisperschema.vector.embedded.EmbeddedStoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A store in one SQLite file. Writers that come while another one commits are committed together by the first of them
 * that finds the file free, so that many writers share one wait for the disk.
 */
public final class SqliteStore implements Store {

    private final Path path;
    private final Connection connection;
    private final Tables tables;

    /** Made before it is needed: then there may be no memory for it. */
    private final WriteFailed unexplained;

    private final Object monitor = new Object();
    private List<Change> waiting = new ArrayList<>();
    private long appended;
    private long durable;
    private boolean writing;
    private boolean closed;
    private @Nullable WriteFailed failure;

    private SqliteStore(Path path, Connection connection) {
        this.path = path;
        this.connection = connection;
        this.tables = new Tables(connection);
        this.unexplained = failed(new IllegalStateException("out of memory"));
    }

    /** Opens a file, or makes one where there is none. No other process can open it until this is closed. */
    public static SqliteStore open(Path path) {
        return new SqliteStore(path, StoreFile.open(path));
    }

    /** Makes a file of what is in a snapshot. There is none yet, and none if this fails. */
    public static void make(Path path, SnapshotFile snapshot) {
        try {
            StoreFile.make(path, (connection, tables) -> {
                Moving moving = Moving.everything(tables);
                snapshot.read(moving);
                moving.end();
            });
        } catch (FileAlreadyExistsException e) {
            throw new EmbeddedStoreException.AlreadyThere(
                    path + " is there already, and no file is written over. Nothing was changed.");
        } catch (IOException e) {
            throw new EmbeddedStoreException.Unavailable(path + " could not be written: " + e, e);
        }
    }

    @Override
    public void read(Reader reader) {
        try {
            tables.read(reader, damage -> {
                throw new EmbeddedStoreException.Damaged(StoreFile.damaged(path, damage));
            });
            if (tables.dropArriving()) {
                connection.commit();
            }
        } catch (SQLException e) {
            throw StoreFile.explain(path, e);
        }
    }

    @Override
    public long append(List<Change> changes) {
        synchronized (monitor) {
            check();
            waiting.addAll(changes);
            return ++appended;
        }
    }

    @Override
    public void await(long number) {
        List<Change> mine;
        long upTo;
        synchronized (monitor) {
            waitWhile(() -> writing && durable < number);
            if (durable >= number) {
                return;
            }
            check();
            List<Change> next = new ArrayList<>();
            writing = true;
            mine = waiting;
            upTo = appended;
            waiting = next;
        }
        WriteFailed failed = unexplained;
        try {
            failed = write(mine);
        } finally {
            end(upTo, failed);
        }
        check();
    }

    private void end(long upTo, @Nullable WriteFailed failed) {
        synchronized (monitor) {
            writing = false;
            if (failed == null) {
                durable = upTo;
            } else if (failure == null) {
                failure = failed;
            }
            monitor.notifyAll();
        }
    }

    /** What is half done cannot be taken back: a thread that is interrupted hears of it afterwards. */
    private void waitWhile(BooleanSupplier condition) {
        boolean interrupted = false;
        synchronized (monitor) {
            while (condition.getAsBoolean()) {
                try {
                    monitor.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable WriteFailed write(List<Change> changes) {
        try {
            for (Change change : changes) {
                tables.write(change);
            }
            connection.commit();
            return null;
        } catch (SQLException | RuntimeException | Error e) {
            rollback(e);
            return failed(e);
        }
    }

    private WriteFailed failed(Throwable cause) {
        return new WriteFailed(
                "Service internal error: " + path.getFileName() + " could not be written (" + cause.getMessage()
                        + "). What was acknowledged before is in the file; close this store and open it again.",
                cause);
    }

    private void rollback(Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void check() {
        synchronized (monitor) {
            if (failure != null) {
                throw failure;
            }
        }
    }

    @Override
    public void fail(Throwable cause) {
        synchronized (monitor) {
            if (failure == null) {
                failure = unexplained;
                failure = failed(cause);
            }
        }
    }

    @Override
    public void close() {
        boolean whole;
        synchronized (monitor) {
            waitWhile(() -> writing);
            if (closed) {
                return;
            }
            closed = true;
            whole = failure == null;
            failure = new WriteFailed("Service internal error: this store is closed", new IllegalStateException());
        }
        try (connection;
                Statement statement = connection.createStatement()) {
            tables.closeStatements();
            if (whole) { // Otherwise this would commit what could not be rolled back.
                connection.setAutoCommit(true);
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
        } catch (SQLException e) {
            throw StoreFile.explain(path, e);
        }
    }
}
