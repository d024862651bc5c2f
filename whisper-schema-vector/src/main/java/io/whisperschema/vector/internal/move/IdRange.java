package io.whisperschema.vector.internal.move;

import static io.qdrant.client.PointIdFactory.id;

import io.qdrant.client.grpc.Common.PointId;
import java.util.Optional;
import java.util.UUID;

/**
 * The ids of a chunk, in the order of servers: numbers before UUIDs.
 *
 * @param from the first; from the very first on when absent
 * @param to the first that does not belong to it; to the very last when absent
 */
record IdRange(Optional<PointId> from, Optional<PointId> to) {
    private static final String BETWEEN = "..";

    /** The range of which a chunk tells. */
    static IdRange of(String text) {
        int between = text.indexOf(BETWEEN);
        return new IdRange(bound(text.substring(0, between)), bound(text.substring(between + BETWEEN.length())));
    }

    private static Optional<PointId> bound(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(text.indexOf('-') > 0 ? id(UUID.fromString(text)) : id(Long.parseUnsignedLong(text)));
    }

    /** As a chunk tells of it. */
    String text() {
        return from.map(IdRange::text).orElse("")
                + BETWEEN
                + to.map(IdRange::text).orElse("");
    }

    /** An id as people write it. */
    static String text(PointId id) {
        return id.hasUuid() ? id.getUuid() : Long.toUnsignedString(id.getNum());
    }

    /** Whether an id comes behind the range. */
    boolean isPassedBy(PointId id) {
        return to.isPresent() && !isBefore(id, to.get());
    }

    private static boolean isBefore(PointId one, PointId other) {
        if (one.hasUuid() != other.hasUuid()) {
            return other.hasUuid();
        }
        return one.hasUuid()
                ? one.getUuid().compareTo(other.getUuid()) < 0
                : Long.compareUnsigned(one.getNum(), other.getNum()) < 0;
    }
}
