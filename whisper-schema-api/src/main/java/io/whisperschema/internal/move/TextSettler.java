package io.whisperschema.internal.move;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Rule;
import io.whisperschema.move.ValueKind.LimitedText;
import io.whisperschema.move.ValueKind.LimitedText.Padding;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Settles text, also such of limited length. */
final class TextSettler implements FieldSettler {
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final int longest;
    private final Padding padding;

    private TextSettler(int longest, Padding padding) {
        this.longest = longest;
        this.padding = padding;
    }

    static TextSettler unlimited() {
        return new TextSettler(UNLIMITED, Padding.COUNTS);
    }

    static TextSettler of(LimitedText kind) {
        return new TextSettler(kind.length(), kind.padding());
    }

    @Override
    public @Nullable Flaw settle(Item item, int field) {
        return switch (item.tag(field)) {
            case RAW_TEXT -> {
                Flaw flaw = flawOf(Values.scan(item, field));
                yield flaw == null ? fitted(item, field) : flaw;
            }
            case TEXT -> fitted(item, field);
            case RAW_BLOB -> Flaw.BLOB_IN_TEXT;
            default -> Flaw.NUMBER_IN_TEXT;
        };
    }

    static @Nullable Flaw flawOf(Utf8.Look look) {
        return switch (look) {
            case CLEAN -> null;
            case NUL -> Flaw.NUL_IN_TEXT;
            case INVALID -> Flaw.INVALID_UTF8;
        };
    }

    private @Nullable Flaw fitted(Item item, int field) {
        int length = padding == Padding.IGNORED ? withoutSpaces(item, field) : item.length(field);
        if (longest < length && longest < Utf8.characters(item.arena(), item.offset(field), length)) {
            return Flaw.TEXT_TOO_LONG;
        }
        item.retag(field, Tag.TEXT, item.offset(field), length);
        return null;
    }

    private static int withoutSpaces(Item item, int field) {
        int length = item.length(field);
        while (length > 0 && item.arena()[item.offset(field) + length - 1] == ' ') {
            length--;
        }
        return length;
    }

    @Override
    public boolean mend(Rule rule, Item item, int field) {
        if (rule == Rule.CUT) {
            return cut(item, field);
        }
        return mendText(rule, item, field);
    }

    private boolean cut(Item item, int field) {
        int length = Utf8.bytesOf(longest, item.arena(), item.offset(field), item.length(field));
        item.retag(field, item.tag(field), item.offset(field), length);
        return true;
    }

    /** Applies a rule that makes text of a value. */
    static boolean mendText(Rule rule, Item item, int field) {
        return switch (item.tag(field)) {
            case RAW_TEXT -> mendCharacters(rule, item, field);
            case RAW_BLOB -> mendBlob(rule, item, field);
            case RAW_INTEGER, RAW_REAL ->
                rule == Rule.NUMBER_AS_TEXT && Values.putText(item, field, Values.quoted(item, field));
            default -> false;
        };
    }

    private static boolean mendCharacters(Rule rule, Item item, int field) {
        if (rule == Rule.LATIN_1) {
            return Values.putText(item, field, new String(Values.copy(item, field), StandardCharsets.ISO_8859_1));
        }
        String text = item.text(field);
        return switch (rule) {
            case STRIP_NUL -> Values.putText(item, field, text.replace("\0", ""));
            case CUT_AT_NUL -> Values.putText(item, field, text.substring(0, text.indexOf('\0')));
            case NUL_TO_SYMBOL -> Values.putText(item, field, text.replace('\0', '\u2400'));
            case REPLACEMENT_CHARACTER -> Values.putText(item, field, text);
            default -> false;
        };
    }

    private static boolean mendBlob(Rule rule, Item item, int field) {
        if (rule == Rule.BYTES_AS_UTF8 && Values.scan(item, field) != Utf8.Look.INVALID) {
            item.retag(field, Tag.RAW_TEXT);
            return true;
        }
        return rule == Rule.HEX && Values.putText(item, field, Values.hex(item, field));
    }
}
