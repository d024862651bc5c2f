package io.whisperschema.property;

import static io.whisperschema.definition.relational.Expression.literal;
import static io.whisperschema.definition.relational.Expression.raw;
import static io.whisperschema.definition.relational.Relational.perDialect;

import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Columns at random. */
final class RandomColumns {
    private final Chance chance;

    RandomColumns(Chance chance) {
        this.chance = chance;
    }

    Column column() {
        ColumnType type = type();
        return new Column(
                chance.name(),
                type,
                chance.toss(),
                chance.oneIn(2, () -> defaultValue(type)),
                Identity.NONE,
                Optional.empty(),
                collations(type),
                chance.oneIn(3, chance::text));
    }

    /** A column that has nothing but a type. */
    Column plain(ColumnType type) {
        return new Column(chance.name(), type, false, Optional.empty(), Identity.NONE, Optional.empty());
    }

    /** One that may be empty too. */
    Column nullable(ColumnType type) {
        return new Column(chance.name(), type, true, Optional.empty(), Identity.NONE, Optional.empty());
    }

    Column numbered(Identity identity) {
        ColumnType type = chance.toss() ? ScalarType.BIGINT : ScalarType.INTEGER;
        return new Column(chance.name(), type, false, Optional.empty(), identity, Optional.empty());
    }

    Identity numbers() {
        return chance.any(List.of(Identity.GENERATED, Identity.ALWAYS, Identity.SERIAL));
    }

    /** A column computed from one of these, if one can be computed from. */
    Optional<Column> generated(List<Column> columns) {
        List<Column> sources = columns.stream()
                .filter(one -> one.generated().isEmpty())
                .filter(one -> one.type() == ScalarType.TEXT || Draft.isNumber(one))
                .toList();
        return chance.perhaps(sources).map(this::computedFrom);
    }

    private Column computedFrom(Column source) {
        Expression value = Expression.column(source.name());
        if (source.type() != ScalarType.TEXT) {
            return computed(ScalarType.BOOLEAN, value.greaterThan(literal(chance.below(10))));
        }
        return switch (chance.below(3)) {
            case 0 -> computed(ScalarType.INTEGER, value.length());
            case 1 -> computed(ScalarType.TEXT, value.lower());
            default -> computed(ScalarType.TEXT, inWords("upper(" + quoted(source.name()) + ")"));
        };
    }

    private Column computed(ColumnType type, Expression expression) {
        Generated.Storage storage = chance.any(List.of(Generated.Storage.values()));
        return new Column(
                chance.name(),
                type,
                true,
                Optional.empty(),
                Identity.NONE,
                Optional.of(new Generated(expression, storage)),
                Map.of(),
                Optional.empty());
    }

    static Expression inWords(String sql) {
        return perDialect(raw(DialectName.SQLITE, sql), raw(DialectName.POSTGRES, sql));
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    Map<DialectName, String> collations(ColumnType type) {
        return type == ScalarType.TEXT && chance.oneIn(4)
                ? Map.of(
                        DialectName.SQLITE, chance.any(List.of("NOCASE", "RTRIM")),
                        DialectName.POSTGRES, chance.any(List.of("C", "POSIX")))
                : Map.of();
    }

    ColumnType type() {
        int at = chance.below(ScalarType.values().length + 2);
        if (at < ScalarType.values().length) {
            return ScalarType.values()[at];
        }
        return at > ScalarType.values().length ? new ArrayType(ScalarType.TEXT) : decimal();
    }

    private DecimalType decimal() {
        int precision = chance.between(1, 40);
        return new DecimalType(precision, chance.below(precision + 1));
    }

    /** Another type for a column: often one that holds more, or less, of the same. */
    ColumnType instead(ColumnType type) {
        if (type instanceof DecimalType decimal && chance.toss()) {
            int precision = decimal.precision() + chance.between(0, 5);
            return new DecimalType(precision, Math.min(precision, decimal.scale() + chance.below(3)));
        }
        if (type == ScalarType.INTEGER && chance.toss()) {
            return ScalarType.BIGINT;
        }
        if (type == ScalarType.BIGINT && chance.toss()) {
            return chance.any(List.of(ScalarType.INTEGER, ScalarType.TEXT, new DecimalType(19, 0), ScalarType.REAL));
        }
        return chance.oneIn(3) ? ScalarType.TEXT : type();
    }

    Expression defaultValue(ColumnType type) {
        if (type instanceof DecimalType decimal) {
            return literal(new BigDecimal(
                    new BigInteger(1, chance.bytes(16)).mod(BigInteger.TEN.pow(decimal.precision())), decimal.scale()));
        }
        if (type instanceof ArrayType) {
            return literal(chance.some(0, 3, chance::text));
        }
        return switch ((ScalarType) type) {
            case TEXT -> chance.oneIn(4) ? inWords("lower('ABC')") : literal(chance.text());
            case INTEGER -> chance.oneIn(4) ? inWords("abs(-3)") : literal((int) chance.number());
            case BIGINT -> literal(chance.number());
            case REAL -> literal((chance.fraction() - 0.5) * Math.pow(10, chance.between(-20, 20)));
            case BOOLEAN -> literal(chance.toss());
            case TIMESTAMP ->
                chance.toss()
                        ? Expression.now()
                        : literal(Instant.ofEpochMilli(chance.below(Integer.MAX_VALUE))
                                .toString());
            case DATE ->
                chance.toss()
                        ? Expression.now()
                        : literal(LocalDate.ofEpochDay(chance.between(-50_000, 50_000))
                                .toString());
            case JSON, JSONB -> literal("{\"k\": [" + chance.below(99) + ", null, \"it's\"]}");
            case BLOB -> literal(chance.bytes(chance.below(20)));
            case UUID -> literal(new UUID(chance.number(), chance.number()).toString());
        };
    }
}
