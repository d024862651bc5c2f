package io.whisperschema.vector.internal.chroma;

import io.whisperschema.error.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A desktop's persistent folder of ChromaDB, read without ChromaDB, written by 0.4 to 1.5. Nothing is written to it or
 * beside it, also no journal. For one thread at a time.
 *
 * <p>End ChromaDB before. What it does meanwhile is noticed: a lock when this opens, a change of a file at each page and
 * once more when this is closed; while this is open, SQLite keeps others from committing to the database. Content that
 * changed on the disk by itself is noticed where a format or SQLite can tell, and not inside of a number or a text, as
 * ChromaDB keeps no checksums.
 */
public final class ChromaFolder implements ChromaRecords {
    /** SQLITE_BUSY. */
    private static final int LOCKED = 5;

    private final Path path;
    private final ChromaDatabase database;
    private final WatchedFiles watched;
    private final Map<String, ChromaSegments> collections;
    private Optional<OpenIndex> opened = Optional.empty();

    private ChromaFolder(Path path, ChromaDatabase database, WatchedFiles watched, List<ChromaSegments> collections) {
        this.path = path;
        this.database = database;
        this.watched = watched;
        this.collections = new LinkedHashMap<>();
        collections.forEach(each -> this.collections.put(each.collection().id(), each));
    }

    /**
     * The index that was read last.
     *
     * @param collection of which collection
     * @param index the index, if there is one
     */
    private record OpenIndex(String collection, Optional<ChromaIndex> index) {
        void close() throws IOException {
            if (index.isPresent()) {
                index.get().close();
            }
        }
    }

    /**
     * The folder at that path; the caller closes it.
     *
     * @throws StoreUnavailable if it is none, is damaged, is in use, or is of a version this release does not know
     */
    public static ChromaFolder open(Path path) {
        return reading(path, () -> {
            var watched = new WatchedFiles();
            watched.add(ChromaDatabase.watched(path));
            ChromaDatabase database = ChromaDatabase.open(path);
            try {
                List<ChromaSegments> collections = new ChromaCatalog(database).collections();
                for (ChromaSegments collection : collections) {
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

    @Override
    public String version() {
        return "";
    }

    @Override
    public List<ChromaCollection> collections() {
        return collections.values().stream().map(ChromaSegments::collection).toList();
    }

    @Override
    public long count(ChromaCollection collection) {
        try (ChromaReader reader = read(collection)) {
            return reader.count();
        }
    }

    @Override
    public void ids(ChromaCollection collection, Consumer<String> sink) {
        try (ChromaReader reader = read(collection)) {
            reader.ids(sink);
        }
    }

    @Override
    public List<String> ranges(ChromaCollection collection, long rows) {
        return reading(() -> ChromaReader.ranges(database, segments(collection), rows));
    }

    @Override
    public ChromaPages read(ChromaCollection collection, String range) {
        return reader(collection, reading(() -> ChromaRange.read(range)));
    }

    /**
     * Reads the records of one of its collections; the caller closes it, before another is read.
     *
     * @throws StoreUnavailable if a part of it is damaged
     */
    ChromaReader read(ChromaCollection collection) {
        return reader(collection, ChromaRange.ALL);
    }

    private ChromaReader reader(ChromaCollection collection, ChromaRange range) {
        return reading(() -> {
            ChromaSegments segments = segments(collection);
            return new ChromaReader(this, database, segments, index(segments), range);
        });
    }

    private ChromaSegments segments(ChromaCollection collection) throws ChromaFault {
        ChromaSegments segments = collections.get(collection.id());
        if (segments == null) {
            throw new ChromaFault("it has no collection " + collection.name());
        }
        return segments;
    }

    /** The index of a collection, kept for its next part. */
    private Optional<ChromaIndex> index(ChromaSegments segments) throws IOException {
        ChromaCollection collection = segments.collection();
        if (opened.isEmpty() || !opened.get().collection().equals(collection.id())) {
            letGo();
            IndexFolder files = IndexFolder.of(path, segments.vectors());
            Optional<ChromaIndex> index = files.holdsIndex()
                    ? Optional.of(ChromaIndex.open(files, collection.space().space(), collection.dimensions()))
                    : Optional.empty();
            opened = Optional.of(new OpenIndex(collection.id(), index));
        }
        return opened.get().index();
    }

    private void letGo() throws IOException {
        if (opened.isPresent()) {
            opened.get().close();
            opened = Optional.empty();
        }
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
            letGo();
            database.close();
            return path;
        });
    }
}
