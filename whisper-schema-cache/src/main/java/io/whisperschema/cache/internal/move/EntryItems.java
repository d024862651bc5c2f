package io.whisperschema.cache.internal.move;

import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.EntryPart;
import io.whisperschema.cache.internal.entry.Portions;
import io.whisperschema.definition.cache.ValueType;
import io.whisperschema.internal.move.EntryPassage;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Puts parts of entries into the items of a move and takes them out again. Reused, not thread-safe. */
final class EntryItems {
    private static final byte[] NOTHING = new byte[0];
    private static final Map<ValueType, byte[]> TYPES = new EnumMap<>(ValueType.class);

    static {
        for (ValueType type : ValueType.values()) {
            TYPES.put(type, type.text().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private ByteBuffer content = ByteBuffer.allocate(4096);

    /** Puts a part into a cleared item. */
    void put(Item item, EntryPart part) {
        put(item, EntryPassage.KEY, part.key().bytes());
        put(item, EntryPassage.PART, part.place());
        put(item, EntryPassage.TYPE, TYPES.getOrDefault(part.type(), NOTHING));
        put(
                item,
                EntryPassage.EXPIRY,
                part.expiry().isPresent() ? Portions.place(part.expiry().getAsLong()) : NOTHING);
        encode(part.elements());
        item.putTyped(EntryPassage.CONTENT, Tag.BYTES, content.array(), 0, content.position());
    }

    private static void put(Item item, int field, byte[] bytes) {
        item.putTyped(field, Tag.BYTES, bytes, 0, bytes.length);
    }

    private void encode(List<byte[]> elements) {
        content.clear();
        for (byte[] element : elements) {
            int needed = Integer.BYTES + element.length;
            if (content.remaining() < needed) {
                int size = Math.max(2 * content.capacity(), content.position() + needed);
                content = ByteBuffer.allocate(size).put(content.flip());
            }
            content.putInt(element.length).put(element);
        }
    }

    /** The part of an item. */
    static EntryPart part(Item item) {
        byte[] expiry = bytes(item, EntryPassage.EXPIRY);
        return new EntryPart(
                EntryKey.of(bytes(item, EntryPassage.KEY)),
                type(bytes(item, EntryPassage.TYPE)),
                expiry.length == 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(ByteBuffer.wrap(expiry).getLong()),
                bytes(item, EntryPassage.PART),
                elements(item));
    }

    private static byte[] bytes(Item item, int field) {
        return Arrays.copyOfRange(item.arena(), item.offset(field), item.offset(field) + item.length(field));
    }

    private static ValueType type(byte[] word) {
        for (Map.Entry<ValueType, byte[]> each : TYPES.entrySet()) {
            if (Arrays.equals(each.getValue(), word)) {
                return each.getKey();
            }
        }
        throw new IllegalStateException("a part of an entry has no type");
    }

    private static List<byte[]> elements(Item item) {
        var from = ByteBuffer.wrap(item.arena(), item.offset(EntryPassage.CONTENT), item.length(EntryPassage.CONTENT));
        var elements = new ArrayList<byte[]>();
        while (from.hasRemaining()) {
            var element = new byte[from.getInt()];
            from.get(element);
            elements.add(element);
        }
        return elements;
    }
}
