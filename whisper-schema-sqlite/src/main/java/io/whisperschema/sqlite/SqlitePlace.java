package io.whisperschema.sqlite;

import io.whisperschema.move.Field;
import io.whisperschema.move.Item;
import io.whisperschema.move.ValueKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How values of a field come into a statement. */
enum SqlitePlace {
    /** As numbers or blobs. */
    PLAIN("?", 1),
    /** As text by its bytes, which spares to make strings of them; a database in UTF-16 would take them for its own. */
    TEXT("CAST(? AS TEXT)", 1),
    /** As strings. */
    STRING("?", 1),
    /** As whatever they are: whether it is text, its bytes if it is, else the value. */
    ANYTHING("CASE WHEN ? THEN CAST(? AS TEXT) ELSE ? END", 3);

    private final String sql;
    private final int places;

    SqlitePlace(String sql, int places) {
        this.sql = sql;
        this.places = places;
    }

    static SqlitePlace of(Field field, SqliteRows.Encoding encoding) {
        SqlitePlace text = encoding == SqliteRows.Encoding.UTF_8 ? TEXT : STRING;
        if (!(field.kind() instanceof ValueKind.Plain plain)) {
            return text;
        }
        return switch (plain) {
            case INTEGER_16, INTEGER_32, BIGINT, FLOAT, REAL, BOOLEAN, BYTES -> PLAIN;
            case VERBATIM -> encoding == SqliteRows.Encoding.UTF_8 ? ANYTHING : STRING;
            default -> text;
        };
    }

    String sql() {
        return sql;
    }

    /** How many values it takes. */
    int places() {
        return places;
    }

    /** Adds the values that stand for that field; how many bytes they have. */
    int add(Item item, int field, SqliteTexts texts, List<@Nullable Object> values) {
        Object value = value(item, field, texts);
        int bytes = value instanceof byte[] array ? array.length : Long.BYTES;
        switch (this) {
            case PLAIN, TEXT -> values.add(value);
            case STRING -> values.add(value instanceof byte[] text && isText(item.tag(field)) ? string(text) : value);
            case ANYTHING -> {
                boolean isText = item.tag(field) == Item.Tag.RAW_TEXT;
                values.add(isText ? 1L : 0L);
                values.add(isText ? value : null);
                values.add(isText ? null : value);
            }
        }
        return bytes;
    }

    private static boolean isText(Item.Tag tag) {
        return tag != Item.Tag.BYTES && tag != Item.Tag.RAW_BLOB;
    }

    private static String string(byte[] text) {
        return new String(text, StandardCharsets.UTF_8);
    }

    private static @Nullable Object value(Item item, int field, SqliteTexts texts) {
        byte[] arena = item.arena();
        int at = item.offset(field);
        int length = item.length(field);
        return switch (item.tag(field)) {
            case NULL -> null;
            case INTEGER, BOOLEAN, RAW_INTEGER -> item.number(field);
            case REAL, RAW_REAL -> item.real(field);
            case TEXT, JSONB, OPAQUE, BYTES, RAW_TEXT, RAW_BLOB -> SqliteTexts.bytes(item, field);
            case DECIMAL -> SqliteTexts.decimal(arena, at, length);
            case MOMENT -> texts.moment(item.number(field));
            case LOCAL_MOMENT -> SqliteTexts.localMoment(item.number(field));
            case DATE -> SqliteTexts.date(item.number(field));
            case UUID -> SqliteTexts.uuid(arena, at);
            case ARRAY -> texts.array(arena, at, length);
            case VECTOR -> SqliteTexts.vector(arena, at, length);
            case TOO_LARGE -> throw new IllegalStateException("a value that was not read cannot be written");
        };
    }
}
