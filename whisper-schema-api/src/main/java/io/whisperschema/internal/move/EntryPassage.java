package io.whisperschema.internal.move;

import io.whisperschema.move.Field;
import io.whisperschema.move.Nullness;
import io.whisperschema.move.Passage;
import io.whisperschema.move.ValueKind.Plain;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The passage of a key family: an item is an entry of a cache, or a part of a large one, in the bytes that caches agree on. */
public final class EntryPassage {
    /** The place of the key. */
    public static final int KEY = 0;

    /** The place of where in the entry the part stands; key and this tell parts apart. */
    public static final int PART = 1;

    /** The place of what is under the key. */
    public static final int TYPE = 2;

    /** The place of the moment at which the entry is over: eight bytes of milliseconds since 1970, none where it stays. */
    public static final int EXPIRY = 3;

    /** The place of what the part holds: each element behind four bytes of its length. */
    public static final int CONTENT = 4;

    private static final List<Field> FIELDS =
            List.of(field("key"), field("part"), field("type"), field("expiry"), field("content"));

    private EntryPassage() {}

    /** That of a family by its names on both sides. */
    public static Passage of(String source, String target) {
        return new Passage(source, target, FIELDS, List.of(KEY, PART), Optional.empty());
    }

    /** Where a finding about a passage says that it is. */
    public static String place(Passage passage) {
        return "entries of " + passage.source();
    }

    /** A key of a difference, in the words of people: the entry's key instead of its bytes, which may be a part of it. */
    public static String readable(String key) {
        return "key " + new String(bytes(key), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String key) {
        int from = key.indexOf('\'') + 1;
        return HexFormat.of().parseHex(key.substring(from, key.indexOf('\'', from)));
    }

    private static Field field(String name) {
        return new Field(name, name, Plain.BYTES, Nullness.REQUIRED);
    }
}
