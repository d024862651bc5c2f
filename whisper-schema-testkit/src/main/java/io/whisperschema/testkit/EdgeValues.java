package io.whisperschema.testkit;

import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Values of each type that databases keep in different ways: three kinds, none of them that of a sample row. */
final class EdgeValues {
    private static final byte[] EVERY_BYTE = everyByte();

    private EdgeValues() {}

    /** That of a column, of the kind 1, 2 or 3. */
    static Object of(Column column, int kind) {
        if (column.identity() != Identity.NONE) {
            return column.type() == ScalarType.INTEGER ? (Object) (kind + 1) : (Object) (kind + 1L);
        }
        List<Object> values = column.type() instanceof DecimalType decimal
                ? decimals(decimal)
                : column.type() instanceof ArrayType ? ARRAYS : values((ScalarType) column.type());
        return values.get(kind - 1);
    }

    private static final List<Object> ARRAYS =
            List.of(List.of("x"), List.of(), List.of("", "NULL", "a,b", "{c}", "\"q\"", "back\\slash", "漢 😀", "\n"));

    private static List<Object> decimals(DecimalType type) {
        BigDecimal largest =
                new BigDecimal(BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE), type.scale());
        return List.of(BigDecimal.ZERO, largest.negate(), largest);
    }

    private static List<Object> values(ScalarType type) {
        return switch (type) {
            case TEXT ->
                List.of(
                        "plain",
                        "",
                        "one\ntwo\r\n\t'single' \"double\" \\ 100% naïve e\u0301 漢字 مرحبا 👩\u200d👩\u200d👧 ");
            case INTEGER -> List.of(0, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> List.of(0L, Long.MIN_VALUE, Long.MAX_VALUE);
            case REAL -> List.of(0.0, -Double.MAX_VALUE, Double.MIN_VALUE);
            case BOOLEAN -> List.of(false, true, false);
            case TIMESTAMP ->
                List.of(
                        Instant.EPOCH,
                        Instant.parse("0001-01-01T00:00:00Z"),
                        Instant.parse("9999-12-31T23:59:59.999999Z"));
            case DATE -> List.of(LocalDate.EPOCH, LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31));
            case JSON, JSONB ->
                List.of(
                        "null",
                        "[]",
                        "{\"a\": {\"b\": [[], {}, {\"c\": \"it's \\\"so\\\"\\n漢 😀\"}]}, \"n\": [-0.5, 9007199254740993]}");
            case BLOB -> List.of(new byte[] {0}, new byte[0], EVERY_BYTE);
            case UUID ->
                List.of(new UUID(0, 0), UUID.fromString("abcdefab-cdef-4bcd-8fab-cdefabcdefab"), new UUID(-1L, -1L));
        };
    }

    private static byte[] everyByte() {
        byte[] bytes = new byte[256];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) at;
        }
        return bytes;
    }
}
