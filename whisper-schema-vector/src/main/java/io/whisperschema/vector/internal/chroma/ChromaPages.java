package io.whisperschema.vector.internal.chroma;

import java.util.List;

/** The records of a part of a collection, page by page. For one thread at a time. */
public interface ChromaPages extends AutoCloseable {
    /** The next records; none when all were read. */
    List<ChromaRecord> next();

    @Override
    void close();
}
