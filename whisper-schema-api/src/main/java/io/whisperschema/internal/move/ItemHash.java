package io.whisperschema.internal.move;

import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Passage;

/**
 * The hashes of the items of a passage: of all fields, and of the key, whose lowest byte is the item's part. Where there is
 * no key, or a part of it has no value, all fields are the key. Reused, not thread-safe.
 */
final class ItemHash {
    private final int fields;
    private final int[] key;
    private final Encoding encoding = new Encoding();
    private final RowHash all = new RowHash();
    private final RowHash ofKey = new RowHash();
    private boolean keyed;

    ItemHash(Passage passage) {
        fields = passage.fields().size();
        key = passage.key().stream().mapToInt(Integer::intValue).toArray();
    }

    /** Hashes a settled item. */
    void hash(Item item) {
        encoding.clear();
        for (int i = 0; i < fields; i++) {
            encoding.add(item, i);
        }
        all.hash(encoding.bytes(), 0, encoding.length());
        hashKey(item);
    }

    /** Hashes the key of an item, whose other fields are not looked at unless they are the key. */
    void hashKey(Item item) {
        keyed = isKeyed(item);
        if (keyed) {
            encoding.clear();
            for (int place : key) {
                encoding.add(item, place);
            }
            ofKey.hash(encoding.bytes(), 0, encoding.length());
        }
    }

    private boolean isKeyed(Item item) {
        for (int place : key) {
            if (item.tag(place) == Tag.NULL) {
                return false;
            }
        }
        return key.length > 0;
    }

    long high() {
        return all.high();
    }

    long low() {
        return all.low();
    }

    long keyHigh() {
        return keyed ? ofKey.high() : all.high();
    }

    long keyLow() {
        return keyed ? ofKey.low() : all.low();
    }

    /** Which of the 256 parts the item belongs to. */
    int part() {
        return (int) keyLow() & 0xff;
    }
}
