package io.whisperschema.jooq;

import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.internal.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON array, which is what an array is on SQLite. */
final class JsonArrays {
    private JsonArrays() {}

    static String written(ScalarType type, List<@Nullable String> texts) {
        var items = new ArrayList<Json>();
        texts.forEach(text -> items.add(item(type, text)));
        return new Json.Items(items).compact();
    }

    private static Json item(ScalarType type, @Nullable String text) {
        if (text == null) {
            return new Json.Nothing();
        }
        return switch (type) {
            case INTEGER, BIGINT, REAL -> Json.of(new BigDecimal(text));
            case BOOLEAN -> Json.of(text.equals("true"));
            default -> Json.of(text);
        };
    }

    static List<@Nullable String> read(String text) {
        if (!(parsed(text) instanceof Json.Items array)) {
            throw new IllegalArgumentException("no array");
        }
        var texts = new ArrayList<@Nullable String>();
        array.items().forEach(item -> texts.add(text(item)));
        return texts;
    }

    private static Json parsed(String text) {
        try {
            return Json.parse(text);
        } catch (UnreadableDocument unread) {
            throw new IllegalArgumentException("no JSON", unread);
        }
    }

    private static @Nullable String text(Json item) {
        if (item instanceof Json.Nothing) {
            return null;
        }
        if (item instanceof Json.Text text) {
            return text.value();
        }
        if (item instanceof Json.Numeric number) {
            return number.value().toString();
        }
        if (item instanceof Json.Truth truth) {
            return String.valueOf(truth.value());
        }
        throw new IllegalArgumentException("an array of arrays or objects");
    }
}
