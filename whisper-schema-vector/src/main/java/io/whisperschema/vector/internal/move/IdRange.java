package io.whisperschema.vector.internal.move;

import static io.qdrant.client.PointIdFactory.id;

import io.qdrant.client.grpc.Common.PointId;
import io.whisperschema.vector.internal.points.PointIds;
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
        return from.map(PointIds::text).orElse("")
                + BETWEEN
                + to.map(PointIds::text).orElse("");
    }

    /** Whether an id comes behind the range. */
    boolean isPassedBy(PointId id) {
        return to.isPresent() && PointIds.ORDER.compare(id, to.get()) >= 0;
    }
}
