package io.whisperschema.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What keeps points in a folder and finds the nearest, each with its payload. */
interface VectorContender extends AutoCloseable {
    /** How many points are sent at once, and are durable when they are acknowledged. */
    int BATCH = 100;

    /** How many points a search asks for. */
    int LIMIT = 10;

    /** Who. */
    enum Name {
        OURS,
        LUCENE;

        VectorContender open(Path folder) throws Exception {
            return this == OURS ? EmbeddedContender.open(folder) : LuceneContender.open(folder);
        }
    }

    /** Whether a batch waits for the one before it. */
    enum Pace {
        SEVERAL_IN_FLIGHT,
        ONE_BY_ONE,
        /** Only the whole is durable, which is the fastest way to an index that can be searched. */
        AT_ONCE
    }

    /** Returns when all points are durable. */
    void ingest(VectorPoints points, Pace pace) throws Exception;

    /** The ids of the nearest points. */
    List<Long> search(float[] query) throws Exception;

    /** The ids of the nearest points of one user. */
    List<Long> search(float[] query, String user) throws Exception;

    @Override
    void close() throws IOException;
}
