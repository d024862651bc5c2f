package io.whisperschema.jooq;

import io.whisperschema.definition.relational.ScalarType;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.JSON;
import org.jooq.JSONB;

/** The text of values where a database keeps them as text, or in arrays. */
final class TextForms {
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private TextForms() {}

    /** As SQLite keeps them, whose times have years of four digits. */
    static TextForm<?> onSqlite(ScalarType type) {
        return switch (type) {
            case TIMESTAMP -> new TextForm<>(OffsetDateTime.class, Times::moment, Times::sortable);
            case DATE -> new TextForm<>(LocalDate.class, Times::date, Times::sortable);
            case BLOB -> new TextForm<>(byte[].class, HexFormat.of()::parseHex, HexFormat.of()::formatHex);
            default -> onBoth(type);
        };
    }

    /** As PostgreSQL has them in arrays. */
    static TextForm<?> onPostgres(ScalarType type) {
        return switch (type) {
            case TIMESTAMP -> new TextForm<>(OffsetDateTime.class, Times::moment, Times::withEra);
            case DATE -> new TextForm<>(LocalDate.class, Times::date, Times::withEra);
            case BOOLEAN -> new TextForm<>(Boolean.class, TextForms::truth, String::valueOf);
            case BLOB -> new TextForm<>(byte[].class, TextForms::bytes, TextForms::hex);
            default -> onBoth(type);
        };
    }

    private static TextForm<?> onBoth(ScalarType type) {
        return switch (type) {
            case TEXT -> new TextForm<>(String.class, text -> text, text -> text);
            case INTEGER -> new TextForm<>(Integer.class, Integer::valueOf, String::valueOf);
            case BIGINT -> new TextForm<>(Long.class, Long::valueOf, String::valueOf);
            case REAL -> new TextForm<>(Double.class, Double::valueOf, String::valueOf);
            case BOOLEAN -> new TextForm<>(Boolean.class, TextForms::truth, String::valueOf);
            case JSON -> new TextForm<>(JSON.class, JSON::json, JSON::data);
            case JSONB -> new TextForm<>(JSONB.class, JSONB::jsonb, JSONB::data);
            case UUID -> new TextForm<>(UUID.class, TextForms::uuid, UUID::toString);
            case TIMESTAMP, DATE, BLOB -> throw new IllegalStateException("spelled by each: " + type);
        };
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "t", "true" -> true;
            case "f", "false" -> false;
            default -> throw new IllegalArgumentException("no boolean");
        };
    }

    private static UUID uuid(String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("no UUID");
        }
        return UUID.fromString(text);
    }

    private static byte[] bytes(String text) {
        if (!text.startsWith("\\x")) {
            throw new IllegalArgumentException("no hexadecimal bytes");
        }
        return HexFormat.of().parseHex(text.substring(2));
    }

    private static String hex(byte[] bytes) {
        return "\\x" + HexFormat.of().formatHex(bytes);
    }
}
