package io.whisperschema.postgres;

import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Items as rows of PostgreSQL's COPY in its text form. Reused from row to row, not thread-safe. */
final class TextCopy {
    private static final byte[] NULL = {'\\', 'N'};

    private final CopyBytes to;

    TextCopy(CopyBytes to) {
        this.to = to;
    }

    /** Adds a row. */
    void add(Item item) throws SQLException {
        for (int i = 0; i < item.fields(); i++) {
            if (i > 0) {
                to.int8('\t');
            }
            add(item, i);
        }
        to.int8('\n');
        to.endRow();
    }

    /** To be called behind the last row. */
    void end() throws SQLException {
        to.send();
    }

    private void add(Item item, int field) throws SQLException {
        Tag tag = item.tag(field);
        if (tag == Tag.NULL) {
            to.bytes(NULL, 0, NULL.length);
        } else if (isText(tag)) {
            escaped(item.arena(), item.offset(field), item.length(field));
        } else {
            byte[] text = ItemText.of(item, field).getBytes(StandardCharsets.UTF_8);
            escaped(text, 0, text.length);
        }
    }

    private static boolean isText(Tag tag) {
        return tag == Tag.TEXT || tag == Tag.JSONB || tag == Tag.OPAQUE;
    }

    /** No byte of a character of several bytes is one of those that are escaped. */
    private void escaped(byte[] bytes, int at, int length) throws SQLException {
        int begun = at;
        for (int i = at; i < at + length; i++) {
            int letter = letter(bytes[i]);
            if (letter != 0) {
                to.bytes(bytes, begun, i - begun);
                to.int8('\\');
                to.int8(letter);
                begun = i + 1;
            }
        }
        to.bytes(bytes, begun, at + length - begun);
    }

    /** What stands behind the backslash instead of that byte; 0 where it stands as it is. */
    private static int letter(byte one) {
        return switch (one) {
            case '\\' -> '\\';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 0;
        };
    }
}
