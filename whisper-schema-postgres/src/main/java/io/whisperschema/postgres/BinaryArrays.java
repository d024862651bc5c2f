package io.whisperschema.postgres;

import io.whisperschema.move.Item.Tag;
import java.sql.SQLException;

/**
 * Arrays of one dimension, written. An item holds the count and each element as a tag's code and a payload; PostgreSQL sends how many
 * dimensions there are, whether there are nulls, the element's type, the count and first place of each dimension, and each
 * element with its length.
 */
final class BinaryArrays {
    private static final int FIRST_PLACE = 1;

    /** The server looks for itself. */
    private static final int MAY_HAVE_NULLS = 1;

    private final BinaryEncoder elements;
    private final CopyBytes to;

    BinaryArrays(BinaryEncoder elements, CopyBytes to) {
        this.elements = elements;
        this.to = to;
    }

    /** Writes the length and the bytes of the array that begins there in an item's bytes. */
    void write(BinaryType type, byte[] from, int at) throws SQLException {
        BinaryType element = type.element()
                .orElseThrow(() -> new IllegalStateException("an array came for a column of " + type.form()));
        int count = BigEndian.int32(from, at);
        int length = to.beginLength();
        to.int32(count == 0 ? 0 : 1);
        to.int32(MAY_HAVE_NULLS);
        to.int32(element.oid());
        if (count > 0) {
            to.int32(count);
            to.int32(FIRST_PLACE);
        }
        var cursor = new ItemElements(from, at + Integer.BYTES);
        for (int i = 0; i < count; i++) {
            cursor.next();
            write(element, cursor);
        }
        to.endLength(length);
    }

    private void write(BinaryType element, ItemElements value) throws SQLException {
        Tag tag = value.tag();
        if (tag == Tag.NULL) {
            elements.addNull();
        } else if (tag == Tag.DECIMAL) {
            elements.addDecimal(element, value.scale(), value.bytes(), value.at(), value.length());
        } else if (tag.hasBytes()) {
            elements.addBytes(element, tag, value.bytes(), value.at(), value.length());
        } else {
            elements.addNumber(element, tag, value.number());
        }
    }
}
