package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Common.PointId;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;

/** The id of a point: numbers before UUIDs. */
record Key(Kind kind, BigInteger number) implements Comparable<Key> {
    private static final Comparator<Key> ORDER = Comparator.comparing(Key::kind).thenComparing(Key::number);

    enum Kind {
        NUMBER,
        UUID
    }

    static Key of(PointId id) {
        return switch (id.getPointIdOptionsCase()) {
            case NUM -> new Key(Kind.NUMBER, new BigInteger(Long.toUnsignedString(id.getNum())));
            case UUID -> ofUuid(id.getUuid());
            case POINTIDOPTIONS_NOT_SET -> throw Refusal.invalid("No ID options provided");
        };
    }

    private static Key ofUuid(String text) {
        if (!isUuid(text)) {
            throw Refusal.invalid("Unable to parse UUID: " + text);
        }
        return new Key(Kind.UUID, uuid(text));
    }

    static boolean isUuid(String text) {
        String hex = "[0-9a-fA-F]";
        String grouped = hex + "{8}(-" + hex + "{4}){3}-" + hex + "{12}";
        return text.matches(hex + "{32}|" + grouped + "|urn:uuid:" + grouped + "|\\{" + grouped + "}");
    }

    static BigInteger uuid(String text) {
        return new BigInteger(text.replaceAll("urn:uuid:|[-{}]", "").toLowerCase(Locale.ROOT), 16);
    }

    PointId proto() {
        return kind == Kind.NUMBER
                ? PointId.newBuilder().setNum(number.longValue()).build()
                : PointId.newBuilder().setUuid(toString()).build();
    }

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind == Kind.NUMBER
                ? number.toString()
                : new UUID(number.shiftRight(64).longValue(), number.longValue()).toString();
    }
}
