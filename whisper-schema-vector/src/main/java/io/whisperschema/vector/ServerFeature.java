package io.whisperschema.vector;

import java.util.Optional;

/** What only servers from a certain version on can do. */
enum ServerFeature {
    /** Metadata of collections. */
    METADATA(new QdrantVersion(1, 15, 4)),
    /** Named vectors that come to, and go from, a collection that is there. */
    VECTOR_NAMES(new QdrantVersion(1, 18, 0));

    private final QdrantVersion since;

    ServerFeature(QdrantVersion since) {
        this.since = since;
    }

    /** The first version that has it. */
    QdrantVersion since() {
        return since;
    }

    /** Whether a server has it; one that tells no version is taken for a new one. */
    boolean isIn(Optional<QdrantVersion> server) {
        return server.map(version -> version.compareTo(since) >= 0).orElse(true);
    }
}
