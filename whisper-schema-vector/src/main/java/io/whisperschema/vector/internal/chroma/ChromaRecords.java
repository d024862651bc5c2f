package io.whisperschema.vector.internal.chroma;

import java.util.List;
import java.util.function.Consumer;

/**
 * All records of some collections, of a folder or of a server; nothing of it is written. What it throws is a
 * {@link io.whisperschema.error.StoreUnavailable}. For one thread at a time.
 */
public sealed interface ChromaRecords extends AutoCloseable permits ChromaFolder, ChromaServerRecords {
    /** The version of what is read, empty where nobody tells. */
    String version();

    /** Its collections, by tenant, database and name. */
    List<ChromaCollection> collections();

    /** How many records a collection has. */
    long count(ChromaCollection collection);

    /** Hands over all ids of a collection, each once. */
    void ids(ChromaCollection collection, Consumer<String> sink);

    /**
     * The parts of a collection: together all of it, also what comes later. A part stays what it is when this is opened anew.
     *
     * @param rows about how many records each should have
     */
    List<String> ranges(ChromaCollection collection, long rows);

    /** Reads a part of a collection, in the same order each time; to be closed before another is read. */
    ChromaPages read(ChromaCollection collection, String range);

    @Override
    void close();
}
