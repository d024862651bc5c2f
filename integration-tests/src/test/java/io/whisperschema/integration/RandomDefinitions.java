package io.whisperschema.integration;

import static io.whisperschema.definition.relational.Expression.literal;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.ReferentialAction;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.Unique;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Valid definitions at random. */
final class RandomDefinitions {
    private static final String ALPHABET = "abAB01_ .\"'\\`[](){};:,?%$-/*\n\tüİ漢😀";

    private final Random random;
    private int names;

    RandomDefinitions(Random random) {
        this.random = random;
    }

    SchemaDefinition next() {
        var bare = new ArrayList<Table>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            bare.add(table());
        }
        Table[] tables = bare.stream().map(table -> referring(table, bare)).toArray(Table[]::new);
        return SchemaDefinition.named("random").tables(tables);
    }

    private Table table() {
        var columns = new ArrayList<Column>();
        Optional<PrimaryKey> key = key(columns);
        int more = 1 + random.nextInt(6);
        for (int i = 0; i < more; i++) {
            columns.add(column());
        }
        return new Table(
                name(),
                columns,
                key,
                List.of(),
                some(1, () -> new Unique(perhaps(this::name), besideTheKey(columns, key))),
                some(3, () -> new Check(perhaps(this::name), condition(columns, 2))),
                some(3, () -> index(columns)),
                perhaps(this::text));
    }

    private Optional<PrimaryKey> key(List<Column> columns) {
        switch (random.nextInt(4)) {
            case 0 -> {
                return Optional.empty();
            }
            case 1 -> {
                Identity identity = random.nextBoolean() ? Identity.GENERATED : Identity.SERIAL;
                columns.add(new Column(
                        name(),
                        random.nextBoolean() ? ScalarType.BIGINT : ScalarType.INTEGER,
                        false,
                        Optional.empty(),
                        identity,
                        Optional.empty()));
                return Optional.of(PrimaryKey.of(columns.get(0).name()));
            }
            case 2 -> {
                columns.add(plain(ScalarType.TEXT));
                columns.add(plain(ScalarType.INTEGER));
                return Optional.of(new PrimaryKey(
                        perhaps(this::name),
                        List.of(columns.get(1).name(), columns.get(0).name()),
                        Optional.empty()));
            }
            default -> {
                columns.add(plain(ScalarType.TEXT));
                return Optional.of(new PrimaryKey(
                        Optional.empty(),
                        List.of(columns.get(0).name()),
                        perhaps(() -> new PrimaryKey.Surrogate(name(), ScalarType.BIGINT, Identity.GENERATED))));
            }
        }
    }

    private Column plain(ColumnType type) {
        return new Column(name(), type, false, Optional.empty(), Identity.NONE, Optional.empty());
    }

    private Column column() {
        ColumnType type = type();
        return new Column(
                name(),
                type,
                random.nextBoolean(),
                perhaps(() -> defaultValue(type)),
                Identity.NONE,
                perhaps(this::text));
    }

    private ColumnType type() {
        int at = random.nextInt(ScalarType.values().length + 2);
        if (at == ScalarType.values().length) {
            int precision = 1 + random.nextInt(40);
            return new DecimalType(precision, random.nextInt(precision + 1));
        }
        return at < ScalarType.values().length ? ScalarType.values()[at] : new ArrayType(ScalarType.TEXT);
    }

    private Expression defaultValue(ColumnType type) {
        if (type instanceof DecimalType decimal) {
            return literal(new BigDecimal(new BigInteger(decimal.precision() * 3, random), decimal.scale()));
        }
        if (type instanceof ArrayType) {
            return literal(some(4, this::text));
        }
        return switch ((ScalarType) type) {
            case TEXT -> literal(text());
            case INTEGER -> literal(random.nextInt());
            case BIGINT -> literal(random.nextLong());
            case REAL -> literal(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20.0));
            case BOOLEAN -> literal(random.nextBoolean());
            case TIMESTAMP ->
                random.nextBoolean()
                        ? Expression.now()
                        : literal(
                                java.time.Instant.ofEpochMilli(random.nextInt()).toString());
            case DATE ->
                random.nextBoolean()
                        ? Expression.now()
                        : literal(java.time.LocalDate.ofEpochDay(random.nextInt(100_000) - 50_000L)
                                .toString());
            case JSON, JSONB ->
                literal("{\"k\": [" + random.nextInt() + ", null, \"" + Integer.toHexString(random.nextInt()) + "\"]}");
            case BLOB -> {
                byte[] bytes = new byte[random.nextInt(20)];
                random.nextBytes(bytes);
                yield literal(bytes);
            }
            case UUID -> literal(new java.util.UUID(random.nextLong(), random.nextLong()).toString());
        };
    }

    private Expression condition(List<Column> columns, int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            List<Expression> parts = IntStream.range(0, 2 + random.nextInt(2))
                    .mapToObj(i -> condition(columns, depth - 1))
                    .toList();
            return switch (random.nextInt(3)) {
                case 0 -> new Expression.And(parts);
                case 1 -> new Expression.Or(parts);
                default -> new Expression.Not(parts.get(0));
            };
        }
        Column column = any(columns);
        Expression value = Expression.column(column.name());
        if (random.nextInt(5) == 0) {
            return random.nextBoolean() ? value.isNull() : value.isNotNull();
        }
        if (column.type() == ScalarType.TEXT) {
            return switch (random.nextInt(4)) {
                case 0 -> new Expression.In(value, some(1, 3, () -> literal(text())));
                case 1 -> value.length().between(literal(random.nextInt(5)), literal(9));
                case 2 -> value.lower().isNot(literal(text()));
                default -> value.atLeast(literal(text()));
            };
        }
        if (column.type() == ScalarType.INTEGER
                || column.type() == ScalarType.BIGINT
                || column.type() == ScalarType.REAL
                || column.type() instanceof DecimalType) {
            Supplier<Expression> number = () -> random.nextBoolean()
                    ? literal(random.nextInt(200) - 100L)
                    : literal(new BigDecimal(random.nextInt(2000) - 1000).movePointLeft(1));
            return switch (random.nextInt(3)) {
                case 0 -> value.between(number.get(), number.get());
                case 1 -> new Expression.In(value, some(1, 3, () -> literal(random.nextInt())));
                default -> new Expression.Compare(any(List.of(Expression.Comparison.values())), value, number.get());
            };
        }
        return column.type() == ScalarType.BOOLEAN ? value : value.isNotNull();
    }

    private Index index(List<Column> columns) {
        List<Index.Key> keys = oneOrTwo(columns).stream()
                .map(name -> new Index.Key(
                        expression(columns, name),
                        random.nextBoolean() ? Index.Order.ASCENDING : Index.Order.DESCENDING))
                .toList();
        return new Index(
                name(),
                keys,
                random.nextBoolean() ? Index.Uniqueness.UNIQUE : Index.Uniqueness.REPEATING,
                perhaps(() -> condition(columns, 1)),
                Map.of());
    }

    private Expression expression(List<Column> columns, String name) {
        Expression column = Expression.column(name);
        boolean isText = columns.stream().anyMatch(one -> one.name().equals(name) && one.type() == ScalarType.TEXT);
        return !isText || random.nextBoolean() ? column : random.nextBoolean() ? column.lower() : column.length();
    }

    private Table referring(Table table, List<Table> all) {
        var keys = new ArrayList<ForeignKey>();
        var columns = new ArrayList<>(table.columns());
        for (Table target : all) {
            if (random.nextInt(3) == 0 && target.primaryKey().isPresent()) {
                var own = new ArrayList<String>();
                for (String name : target.primaryKey().get().columns()) {
                    Column column = new Column(
                            name(),
                            target.column(name).orElseThrow().type(),
                            true,
                            Optional.empty(),
                            Identity.NONE,
                            Optional.empty());
                    columns.add(column);
                    own.add(column.name());
                }
                keys.add(new ForeignKey(
                        perhaps(this::name),
                        own,
                        target.name(),
                        target.primaryKey().get().columns(),
                        new ForeignKey.Actions(
                                any(List.of(ReferentialAction.values())), any(List.of(ReferentialAction.values()))),
                        Map.of()));
            }
        }
        return new Table(
                table.name(),
                columns,
                table.primaryKey(),
                keys,
                table.uniques(),
                table.checks(),
                table.indexes(),
                table.comment());
    }

    /** PostgreSQL makes one of a key and a unique constraint over the same columns. */
    private List<String> besideTheKey(List<Column> columns, Optional<PrimaryKey> key) {
        List<String> others = columns.stream()
                .map(Column::name)
                .filter(name -> key.stream().noneMatch(one -> one.columns().contains(name)))
                .toList();
        return List.of(any(others));
    }

    private List<String> oneOrTwo(List<Column> columns) {
        Column first = any(columns);
        Column second = any(columns);
        return first.equals(second) ? List.of(first.name()) : List.of(first.name(), second.name());
    }

    /** Different ones, by the number in it. */
    private String name() {
        return text() + names++;
    }

    private String text() {
        int[] points = ALPHABET.codePoints().toArray();
        var text = new StringBuilder();
        int length = random.nextInt(10);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private <T> Optional<T> perhaps(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> some(int most, Supplier<T> value) {
        return some(0, most, value);
    }

    private <T> List<T> some(int least, int most, Supplier<T> value) {
        return IntStream.range(0, least + random.nextInt(most - least + 1))
                .mapToObj(i -> value.get())
                .toList();
    }
}
