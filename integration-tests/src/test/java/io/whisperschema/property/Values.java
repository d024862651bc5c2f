package io.whisperschema.property;

import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.internal.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Values of each type at random, in one spelling each: numbers without trailing zeros, moments in UTC, bytes in
 * hexadecimal digits, arrays as JSON.
 */
final class Values {
    private final Chance chance;

    Values(Chance chance) {
        this.chance = chance;
    }

    String of(ColumnType type) {
        if (type instanceof DecimalType decimal) {
            return decimal(decimal);
        }
        if (type instanceof ArrayType) {
            return Json.texts(chance.some(0, 3, chance::text)).compact();
        }
        return switch ((ScalarType) type) {
            case TEXT -> text();
            case INTEGER -> String.valueOf(integer(Integer.MIN_VALUE, Integer.MAX_VALUE));
            case BIGINT -> String.valueOf(integer(Long.MIN_VALUE, Long.MAX_VALUE));
            case REAL -> number(BigDecimal.valueOf(real()));
            case BOOLEAN -> String.valueOf(chance.toss());
            case TIMESTAMP -> moment().toString();
            case DATE ->
                LocalDate.ofEpochDay(chance.between(-700_000, 2_900_000)).toString();
            case JSON -> chance.any(List.of("{}", "[1.0,  null]", "{\"b\": 1.0, \"a\": \"it's\"}", "\"\""));
            case JSONB -> json("{\"b\": [" + chance.below(99) + ", null], \"a\": \"it's ü漢😀\"}");
            case BLOB -> HexFormat.of().formatHex(chance.bytes(chance.any(List.of(0, 1, 20, 300))));
            case UUID -> new UUID(chance.number(), chance.number()).toString();
        };
    }

    /** Sometimes a number, which another type may hold. */
    private String text() {
        return switch (chance.below(6)) {
            case 0 -> "";
            case 1 -> String.valueOf(chance.below(100));
            case 2 -> chance.text(300);
            default -> chance.text();
        };
    }

    private long integer(long least, long most) {
        return switch (chance.below(6)) {
            case 0 -> least;
            case 1 -> most;
            case 2 -> least / 3 + chance.below(1000);
            default -> chance.between(-100, 100);
        };
    }

    private double real() {
        return switch (chance.below(6)) {
            case 0 -> chance.any(List.of(Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, Double.MIN_NORMAL));
            case 1 -> chance.any(List.of(0.1 + 0.2, 1e15, 1e-7, 123_456_789.123_456_78));
            case 2 -> chance.fraction() * 1e9;
            default -> chance.between(-1000, 1000) / 10.0;
        };
    }

    private String decimal(DecimalType type) {
        BigInteger all = BigInteger.TEN.pow(type.precision());
        BigInteger digits = chance.oneIn(3)
                ? all.subtract(BigInteger.ONE)
                : new BigInteger(1, chance.bytes(chance.oneIn(2) ? 1 : 17)).mod(all);
        return number(new BigDecimal(chance.toss() ? digits : digits.negate(), type.scale()));
    }

    private Instant moment() {
        return switch (chance.below(4)) {
            case 0 -> Instant.parse("0001-01-01T00:00:00Z");
            case 1 -> Instant.parse("9999-12-31T23:59:59.999999Z");
            default ->
                LocalDate.ofEpochDay(chance.between(-50_000, 50_000))
                        .atTime(LocalTime.NOON)
                        .toInstant(ZoneOffset.UTC)
                        .plus(chance.below(1_000_000_000), ChronoUnit.MICROS);
        };
    }

    static String number(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toString();
    }

    /** JSON without spaces of anybody's choice, its members in order. */
    static String json(String text) {
        return sorted(Json.parse(text)).compact();
    }

    private static Json sorted(Json json) {
        if (json instanceof Json.Members object) {
            var members = new java.util.TreeMap<String, Json>();
            object.members().forEach((key, value) -> members.put(key, sorted(value)));
            return new Json.Members(members);
        }
        return json instanceof Json.Items array
                ? new Json.Items(array.items().stream().map(Values::sorted).toList())
                : json;
    }
}
