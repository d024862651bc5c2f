package io.whisperschema.internal.move;

import io.whisperschema.move.Field;
import io.whisperschema.move.Nullness;
import io.whisperschema.move.Passage;
import io.whisperschema.move.ValueKind.Plain;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The passage of a collection: an item is a point, each of its three parts in the canonical bytes that stores agree on. */
public final class PointPassage {
    /** The place of the id, which is the key. */
    public static final int ID = 0;

    /** The place of all vectors. */
    public static final int VECTORS = 1;

    /** The place of the payload. */
    public static final int PAYLOAD = 2;

    private static final List<Field> FIELDS = List.of(field("id"), field("vectors"), field("payload"));

    private PointPassage() {}

    /** That of a collection by its names on both sides. */
    public static Passage of(String source, String target) {
        return new Passage(source, target, FIELDS, List.of(ID), Optional.empty());
    }

    /** A point's key as a difference names it, in the words of people: {@code id 7} instead of its canonical bytes. */
    public static String readable(String key) {
        String bytes = key.substring(key.indexOf('\'') + 1, key.length() - 1);
        long first = Long.parseUnsignedLong(bytes.substring(2, 18), 16);
        return bytes.length() == 18
                ? "id " + Long.toUnsignedString(first)
                : "id " + new UUID(first, Long.parseUnsignedLong(bytes.substring(18), 16));
    }

    private static Field field(String name) {
        return new Field(name, name, Plain.BYTES, Nullness.REQUIRED);
    }
}
