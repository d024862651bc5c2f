package io.whisperschema.vector;

import java.util.Optional;

/** What only servers from a certain version on can do. */
enum ServerFeature {
    /** Sparse vectors. */
    SPARSE_VECTORS(7, 0),
    /** Vectors of several vectors. */
    MULTIVECTORS(10, 0),
    /** Vectors of numbers with less than 32 bits. */
    SMALL_NUMBERS(11, 0),
    /** Metadata of collections. */
    METADATA(15, 4),
    /** Writes that the server makes under a condition. */
    CONDITIONS(16, 0),
    /** Named vectors that come to, and go from, a collection that is there. */
    VECTOR_NAMES(18, 0);

    private static final int MAJOR = 1;

    private final int minor;
    private final int patch;

    ServerFeature(int minor, int patch) {
        this.minor = minor;
        this.patch = patch;
    }

    /** The first version that has it. */
    QdrantVersion since() {
        return new QdrantVersion(MAJOR, minor, patch);
    }

    /** Whether a server has it; one that tells no version is taken for a new one. */
    boolean isIn(Optional<QdrantVersion> server) {
        return server.map(version -> version.compareTo(since()) >= 0).orElse(true);
    }
}
