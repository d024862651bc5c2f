package io.whisperschema.picture;

import io.whisperschema.picture.Diagram.Row;
import java.util.Set;

/** What of a row there is room for in a box; the part of the page that the box leads to has all of it. */
record Fitting(String name, String detail) {
    private static final int TITLE_ROOM = 26;
    private static final int ROW_ROOM = 26;
    private static final int DETAIL_ROOM = 12;
    private static final int FIRST_SYMBOL = 0x1F000;
    private static final Set<Character.UnicodeScript> WIDE = Set.of(
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.KATAKANA,
            Character.UnicodeScript.HANGUL);

    static String title(String title) {
        return cut(title, TITLE_ROOM);
    }

    /** A short name leaves its room to the detail. */
    static Fitting of(Row row) {
        int gap = row.detail().isEmpty() ? 0 : 1;
        String detail = cut(row.detail(), Math.max(DETAIL_ROOM, ROW_ROOM - gap - room(row.name())));
        return new Fitting(cut(row.name(), ROW_ROOM - gap - room(detail)), detail);
    }

    private static String cut(String text, int room) {
        if (room(text) <= room) {
            return text;
        }
        var some = new StringBuilder();
        int used = 1;
        for (int point : text.codePoints().toArray()) {
            used += room(point);
            if (used > room) {
                break;
            }
            some.appendCodePoint(point);
        }
        return some.append('\u2026').toString();
    }

    private static int room(String text) {
        return text.codePoints().map(Fitting::room).sum();
    }

    private static int room(int point) {
        return point >= FIRST_SYMBOL || WIDE.contains(Character.UnicodeScript.of(point)) ? 2 : 1;
    }
}
