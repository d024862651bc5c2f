package io.whisperschema.internal.move;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Limits;
import io.whisperschema.move.Limits.Special;
import io.whisperschema.move.Rule;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settles JSON, kept as text or made canonical. */
final class JsonSettler implements FieldSettler {
    private final Form form;
    private final Limits limits;
    private final JsonLook look = new JsonLook();

    /** In what form JSON is kept. */
    enum Form {
        TEXT,
        CANONICAL
    }

    JsonSettler(Form form, Limits limits) {
        this.form = form;
        this.limits = limits;
    }

    @Override
    public @Nullable Flaw settle(Item item, int field) {
        return switch (item.tag(field)) {
            case RAW_TEXT -> {
                Flaw flaw = TextSettler.flawOf(Values.scan(item, field));
                yield flaw == null ? settleText(item, field) : flaw;
            }
            case TEXT -> null;
            case JSONB -> settleText(item, field);
            case RAW_BLOB -> Flaw.BLOB_IN_TEXT;
            default -> Flaw.NUMBER_IN_TEXT;
        };
    }

    private @Nullable Flaw settleText(Item item, int field) {
        JsonLook.Look found = look.of(item.arena(), item.offset(field), item.length(field));
        if (found == JsonLook.Look.INVALID) {
            return Flaw.INVALID_JSON;
        }
        if (form == Form.TEXT) {
            item.retag(field, Tag.TEXT);
            return null;
        }
        Optional<String> canonical =
                found == JsonLook.Look.NOT_FOR_JSONB ? Optional.empty() : JsonTree.canonical(item.text(field));
        if (canonical.isEmpty()) {
            return Flaw.JSON_NOT_FOR_JSONB;
        }
        byte[] bytes = canonical.get().getBytes(StandardCharsets.UTF_8);
        item.putTyped(field, Tag.JSONB, bytes, 0, bytes.length);
        return null;
    }

    @Override
    public boolean mend(Rule rule, Item item, int field) {
        return switch (rule) {
            case KEEP_AS_TEXT -> form == Form.TEXT && limits.holds(Special.JSON_UNCHECKED) && keep(item, field);
            case JSON_STRING -> Values.isText(item, field) && wrap(item, field);
            case EMPTY_AS_NULL -> Values.emptyAsNull(item, field);
            case STRIP_NUL -> Values.isText(item, field) && stripNul(item, field);
            default -> TextSettler.mendText(rule, item, field);
        };
    }

    private static boolean keep(Item item, int field) {
        item.retag(field, Tag.TEXT);
        return true;
    }

    private static boolean wrap(Item item, int field) {
        var string = new StringBuilder();
        JsonTree.quote(item.text(field), string);
        return Values.putText(item, field, string.toString());
    }

    /** Takes NUL characters away, and in JSON their escapes, but not what looks like one behind another backslash. */
    private static boolean stripNul(Item item, int field) {
        String text = item.text(field).replace("\0", "");
        var stripped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\u0000", i)) {
                i += "u0000".length();
            } else if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                stripped.append('\\').append(text.charAt(++i));
            } else {
                stripped.append(text.charAt(i));
            }
        }
        return !stripped.toString().equals(item.text(field)) && Values.putText(item, field, stripped.toString());
    }
}
