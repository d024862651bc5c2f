package io.whisperschema.vector.internal.chroma;

import java.util.Optional;

/** How a collection measures the distance between vectors. */
public enum ChromaSpace {
    /** The square of the straight line between them. */
    L2,
    /** The angle between them. */
    COSINE,
    /** Their inner product. */
    IP;

    /**
     * Where a space is said.
     *
     * @param space which one
     * @param source who says so
     */
    public record Stated(ChromaSpace space, Source source) {}

    /** Who says which space a collection has. */
    public enum Source {
        /** The collection's configuration, of server 1.0 and later, which the metadata does not contradict. */
        CONFIGURATION,
        /** {@code hnsw:space} in the metadata, where the configuration is not there or is the server's own. */
        METADATA,
        /** Nobody: it is what every version of ChromaDB takes when nothing is said, which is L2. */
        SERVER_DEFAULT
    }

    /**
     * The space of a collection, as the server decides.
     *
     * @param configured what its configuration says
     * @param isUntouched whether that configuration is the server's own, which then yields to the metadata
     * @param stated what its metadata says
     */
    static Stated of(Optional<String> configured, boolean isUntouched, Optional<String> stated) throws ChromaFault {
        Optional<ChromaSpace> first = named(configured);
        Optional<ChromaSpace> second = named(stated);
        if (second.isPresent() && (first.isEmpty() || isUntouched)) {
            return new Stated(second.get(), Source.METADATA);
        }
        if (first.isEmpty()) {
            return new Stated(L2, Source.SERVER_DEFAULT);
        }
        ChromaFault.unless(
                second.isEmpty() || second.equals(first), "its configuration and its metadata name different spaces");
        return new Stated(first.get(), Source.CONFIGURATION);
    }

    private static Optional<ChromaSpace> named(Optional<String> word) throws ChromaFault {
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (word.get()) {
                    case "l2" -> L2;
                    case "cosine" -> COSINE;
                    case "ip" -> IP;
                    default -> throw new ChromaFault("its space is none of l2, cosine and ip");
                });
    }
}
