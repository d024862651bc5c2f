package io.whisperschema.vector.internal.chroma;

import io.whisperschema.error.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A desktop's persistent folder of ChromaDB, read without ChromaDB, written by 0.4 to 1.5. Nothing is written to it or
 * beside it, also no journal. For one thread at a time.
 *
 * <p>End ChromaDB before. What it does meanwhile is noticed: a lock when this opens, a change of a file at each page and
 * once more when this is closed; while this is open, SQLite keeps others from committing to the database. Content that
 * changed on the disk by itself is noticed where a format or SQLite can tell, and not inside of a number or a text, as
 * ChromaDB keeps no checksums.
 */
final class ChromaFolder implements AutoCloseable {
    /** SQLITE_BUSY. */
    private static final int LOCKED = 5;

    private final Path path;
    private final ChromaDatabase database;
    private final WatchedFiles watched;
    private final List<ChromaCollection> collections;

    private ChromaFolder(Path path, ChromaDatabase database, WatchedFiles watched, List<ChromaCollection> collections) {
        this.path = path;
        this.database = database;
        this.watched = watched;
        this.collections = collections;
    }

    /**
     * The folder at that path; the caller closes it.
     *
     * @throws StoreUnavailable if it is none, is damaged, is in use, or is of a version this release does not know
     */
    static ChromaFolder open(Path path) {
        return reading(path, () -> {
            var watched = new WatchedFiles();
            watched.add(ChromaDatabase.watched(path));
            ChromaDatabase database = ChromaDatabase.open(path);
            try {
                List<ChromaCollection> collections = new ChromaCatalog(database).collections();
                for (ChromaCollection collection : collections) {
                    watched.add(IndexFolder.of(path, collection.vectors()).watched());
                }
                watched.requireUnchanged();
                return new ChromaFolder(path, database, watched, collections);
            } catch (IOException | SQLException | RuntimeException e) {
                database.close();
                throw e;
            }
        });
    }

    /** Its collections, by tenant, database and name. */
    List<ChromaCollection> collections() {
        return collections;
    }

    /**
     * Reads the records of one of its collections; the caller closes it.
     *
     * @throws StoreUnavailable if a part of it is damaged
     */
    ChromaReader read(ChromaCollection collection) {
        return reading(() -> {
            IndexFolder files = IndexFolder.of(path, collection.vectors());
            Optional<ChromaIndex> index = files.holdsIndex()
                    ? Optional.of(ChromaIndex.open(files, collection.space().space(), collection.dimensions()))
                    : Optional.empty();
            try {
                return new ChromaReader(this, database, collection, index);
            } catch (IOException | SQLException | RuntimeException e) {
                if (index.isPresent()) {
                    index.get().close();
                }
                throw e;
            }
        });
    }

    /** A part of the work, of which a result is only given away if the folder is still the one that was opened. */
    <T> T reading(Work<T> work) {
        return reading(path, () -> {
            T result = work.result();
            watched.requireUnchanged();
            return result;
        });
    }

    private static <T> T reading(Path path, Work<T> work) {
        try {
            return work.result();
        } catch (IOException | SQLException e) {
            throw unreadable(path, e);
        }
    }

    private static StoreUnavailable unreadable(Path path, Exception cause) {
        String what = cause instanceof SQLException failure && (failure.getErrorCode() & 0xff) == LOCKED
                ? "its database is locked, the folder is in use. End ChromaDB and read again"
                : String.valueOf(cause.getMessage());
        return new StoreUnavailable(
                "ChromaDB",
                "The ChromaDB folder " + path + " cannot be read: " + what + ". Nothing in it was changed.",
                cause);
    }

    /** A part of reading a folder. */
    interface Work<T> {
        T result() throws IOException, SQLException;
    }

    /**
     * Lets go of the folder.
     *
     * @throws StoreUnavailable if it has changed since it was opened
     */
    @Override
    public void close() {
        reading(() -> {
            database.close();
            return path;
        });
    }
}
