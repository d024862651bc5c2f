package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Common.PointId;
import java.util.Optional;
import java.util.UUID;

/**
 * The id of a point: an unsigned 64-bit number or a UUID. Numbers come before UUIDs, each unsigned.
 *
 * @param high the high half of a UUID, 0 for a number
 * @param low the number, or the low half of a UUID
 */
public record Id(Kind kind, long high, long low) implements Comparable<Id> {

    /** What an id is. */
    public enum Kind {
        NUMBER,
        UUID
    }

    public static Id of(long number) {
        return new Id(Kind.NUMBER, 0, number);
    }

    public static Id of(UUID uuid) {
        return new Id(Kind.UUID, uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** Throws {@link Refused} as the server does for an id that is none. */
    public static Id of(PointId id) {
        return switch (id.getPointIdOptionsCase()) {
            case NUM -> of(id.getNum());
            case UUID ->
                parsed(id.getUuid()).orElseThrow(() -> Refused.invalid("Unable to parse UUID: " + id.getUuid()));
            case POINTIDOPTIONS_NOT_SET -> throw Refused.invalid("No ID options provided");
        };
    }

    /** In any of the spellings of a UUID that the server reads. */
    public static Optional<Id> parsed(String uuid) {
        return Uuids.parse(uuid).map(Id::of);
    }

    public PointId toProto() {
        return switch (kind) {
            case NUMBER -> PointId.newBuilder().setNum(low).build();
            case UUID -> PointId.newBuilder().setUuid(toString()).build();
        };
    }

    @Override
    public int compareTo(Id other) {
        if (kind != other.kind) {
            return kind.compareTo(other.kind);
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** As the server writes it in messages. */
    @Override
    public String toString() {
        return kind == Kind.NUMBER ? Long.toUnsignedString(low) : new UUID(high, low).toString();
    }
}
