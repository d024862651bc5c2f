package io.whisperschema.internal.move;

import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;

/** What an item held before it was settled; its bytes are still in the item's arena. Reused, not thread-safe. */
final class Originals {
    private final Item places;

    Originals(int fields) {
        places = new Item(fields);
    }

    void keep(Item item) {
        item.copyPlacesTo(places);
    }

    /** Puts a field back as it was. */
    void restore(Item item, int field) {
        Tag tag = places.tag(field);
        if (tag.hasBytes()) {
            item.retag(field, tag, places.offset(field), places.length(field));
        } else {
            item.putTyped(field, tag, places.number(field));
        }
    }

    Tag tag(int field) {
        return places.tag(field);
    }

    long number(int field) {
        return places.number(field);
    }

    int offset(int field) {
        return places.offset(field);
    }

    int length(int field) {
        return places.length(field);
    }
}
