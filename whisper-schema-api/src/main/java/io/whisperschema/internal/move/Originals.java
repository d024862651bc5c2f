package io.whisperschema.internal.move;

import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import java.util.Arrays;

/** What an item held before it was settled; its bytes are still in the item's arena. Reused, not thread-safe. */
final class Originals {
    private final Tag[] tags;
    private final long[] numbers;
    private final int[] offsets;
    private final int[] lengths;

    Originals(int fields) {
        tags = new Tag[fields];
        numbers = new long[fields];
        offsets = new int[fields];
        lengths = new int[fields];
        Arrays.fill(tags, Tag.NULL);
    }

    void keep(Item item) {
        for (int i = 0; i < tags.length; i++) {
            keep(item, i);
        }
    }

    void keep(Item item, int field) {
        tags[field] = item.tag(field);
        numbers[field] = item.number(field);
        offsets[field] = item.offset(field);
        lengths[field] = item.length(field);
    }

    /** Puts a field back as it was. */
    void restore(Item item, int field) {
        if (tags[field].hasBytes()) {
            item.retag(field, tags[field], offsets[field], lengths[field]);
        } else {
            item.putTyped(field, tags[field], numbers[field]);
        }
    }

    Tag tag(int field) {
        return tags[field];
    }

    long number(int field) {
        return numbers[field];
    }

    int offset(int field) {
        return offsets[field];
    }

    int length(int field) {
        return lengths[field];
    }
}
