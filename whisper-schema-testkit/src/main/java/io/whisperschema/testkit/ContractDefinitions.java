package io.whisperschema.testkit;

import static io.whisperschema.definition.relational.Expression.and;
import static io.whisperschema.definition.relational.Expression.literal;
import static io.whisperschema.definition.relational.Expression.not;
import static io.whisperschema.definition.relational.Expression.or;
import static io.whisperschema.definition.relational.Expression.raw;
import static io.whisperschema.definition.relational.Relational.*;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.ReferentialAction;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.TablePart;
import io.whisperschema.definition.relational.Unique;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Definitions in which one thing at a time is said in every way. */
final class ContractDefinitions {
    private ContractDefinitions() {}

    /** Every type, nullable and not null, with every kind of default: a table for each type. */
    static SchemaDefinition everyTypeAndDefault(DialectName dialect) {
        var tables = new ArrayList<Table>();
        defaults(dialect).forEach((type, defaults) -> tables.add(everyDefault(type, defaults)));
        return SchemaDefinition.named("types").tables(tables.toArray(Table[]::new));
    }

    private static Table everyDefault(ColumnType type, List<Expression> defaults) {
        var columns = new ArrayList<Column>();
        columns.add(column("plain", type, true, Optional.empty()));
        columns.add(column("needed", type, false, Optional.empty()));
        columns.add(column("nothing", type, true, Optional.of(new Expression.Null())));
        for (Expression value : defaults) {
            columns.add(column("d" + columns.size(), type, true, Optional.of(value)));
            columns.add(column("d" + columns.size() + "_needed", type, false, Optional.of(value)));
        }
        return new Table(
                "t_" + type.text().replaceAll("[^a-z0-9]+", "_"),
                columns,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    static Column column(String name, ColumnType type, boolean nullable, Optional<Expression> defaultValue) {
        return new Column(name, type, nullable, defaultValue, Identity.NONE, Optional.empty());
    }

    private static Map<ColumnType, List<Expression>> defaults(DialectName dialect) {
        Expression words = perDialect(raw(dialect, "lower('ABC')"));
        var defaults = new LinkedHashMap<ColumnType, List<Expression>>();
        var texts = new ArrayList<>(
                HostileWords.TEXTS.stream().map(Expression::literal).toList());
        texts.add(words);
        texts.add(raw(dialect, "upper('it''s')"));
        defaults.put(ScalarType.TEXT, texts);
        defaults.put(ScalarType.INTEGER, numbers("0", "1", "-1", "2147483647", "-2147483648"));
        defaults.put(
                ScalarType.BIGINT, numbers("0", "-1", "2147483648", "9223372036854775807", "-9223372036854775808"));
        defaults.put(
                ScalarType.REAL,
                numbers("0", "1", "-1", "0.1", "-1.5", "1e300", "-1e300", "1e-300", "123456789.123456789", "1e15"));
        defaults.put(new DecimalType(10, 2), numbers("0", "1.5", "-1.5", "1.50", "99999999.99", "-99999999.99"));
        defaults.put(
                new DecimalType(30, 10),
                numbers("0", "12345678901234567890.0123456789", "-12345678901234567890.0123456789", "0.0000000001"));
        defaults.put(new DecimalType(38, 0), numbers("99999999999999999999999999999999999999", "-1"));
        defaults.put(ScalarType.BOOLEAN, List.of(literal(true), literal(false)));
        defaults.put(
                ScalarType.TIMESTAMP,
                List.of(
                        Expression.now(),
                        literal("2024-01-31T12:00:00Z"),
                        literal("2024-01-31 12:00:00.5+00"),
                        literal("2024-01-31 12:00:00+05:30"),
                        literal("1969-12-31 23:59:59.999999Z")));
        defaults.put(ScalarType.DATE, List.of(Expression.now(), literal("2020-02-29"), literal("0001-01-01")));
        defaults.put(ScalarType.JSON, texts("{}", "[]", "{\"a\": 1.0,  \"b\":\"it's\"}", "null", "\"\\n\""));
        defaults.put(
                ScalarType.JSONB, texts("{}", "[]", "{\"b\": 1.0,  \"a\":[\"it's\", null, true]}", "null", "\"\\n\""));
        defaults.put(
                ScalarType.BLOB,
                List.of(literal(new byte[0]), literal(new byte[] {0, 39, 92, -1}), literal(new byte[300])));
        defaults.put(
                ScalarType.UUID, texts("00000000-0000-0000-0000-000000000001", "ABCDEFAB-CDEF-ABCD-EFAB-CDEFABCDEFAB"));
        defaults.put(
                new ArrayType(ScalarType.TEXT),
                List.of(
                        literal(List.of()),
                        literal(List.of("x")),
                        literal(List.of("a,b", "{c}", "\"q\"", "back\\slash", "NULL", "it's", "", " ", "ü 漢 😀", "\n")),
                        literal(HostileWords.INJECTIONS)));
        return defaults;
    }

    private static List<Expression> numbers(String... values) {
        return Arrays.stream(values)
                .map(BigDecimal::new)
                .map(Expression::literal)
                .toList();
    }

    private static List<Expression> texts(String... values) {
        return Arrays.stream(values).map(Expression::literal).toList();
    }

    /** Every kind of key. */
    static SchemaDefinition everyKey() {
        return SchemaDefinition.named("keys")
                .tables(
                        table("generated", bigint("id").identity(), text("more")),
                        table("generated_small", integer("id").identity()),
                        table("serial", bigint("id").identity(Identity.SERIAL)),
                        table("serial_small", integer("id").identity(Identity.SERIAL)),
                        table("natural", text("user_id").naturalKey("id"), text("more")),
                        table("natural_serial", text("user_id").naturalKey(serial("id"))),
                        table(
                                "natural_pair",
                                text("a").notNull(),
                                text("b").notNull(),
                                new PrimaryKey(
                                        Optional.of("natural_pair_key"),
                                        List.of("a", "b"),
                                        Optional.of(new PrimaryKey.Surrogate(
                                                "number", ScalarType.BIGINT, Identity.GENERATED)))),
                        table("text_key", text("id").primaryKey()),
                        table("integer_key", integer("id").primaryKey()),
                        table("bigint_key", bigint("id").primaryKey()),
                        table("uuid_key", uuid("id").primaryKey()),
                        table("nullable_key", text("id").primaryKey().nullable()),
                        table("default_key", text("id").primaryKey().defaultsTo("only")),
                        table("pair", text("a").notNull(), integer("b").notNull(), text("c"), PrimaryKey.of("b", "a")),
                        table("named", text("id").notNull(), PrimaryKey.of("id").named("The Key")),
                        table("keyless", text("a")),
                        table(
                                "uniques",
                                text("a").unique(),
                                text("b"),
                                text("c"),
                                unique("b", "c"),
                                unique("c", "a").named("Named Once")));
    }

    /** A check of each kind of expression. */
    static SchemaDefinition everyCheck(DialectName dialect) {
        Expression n = Expression.column("n");
        Expression r = Expression.column("r");
        Expression d = Expression.column("d");
        Expression t = Expression.column("t");
        Expression b = Expression.column("b");
        Expression big = Expression.column("big");
        List<Expression> conditions = List.of(
                n.is(literal(1)),
                n.isNot(literal(-1)),
                n.lessThan(literal(10)),
                n.atMost(big),
                n.greaterThan(literal(Long.MIN_VALUE)),
                big.atLeast(literal(Long.MAX_VALUE)),
                n.between(literal(1), literal(5)),
                n.between(-10, 10),
                r.between(0, 1),
                r.between(literal(0.1), literal(0.9)),
                r.lessThan(literal(1e300)),
                d.between(literal(new BigDecimal("-1.50")), literal(new BigDecimal("12345678.9"))),
                t.in("a"),
                t.in("it's", "two\nlines", "back\\slash", "ü", ""),
                new Expression.In(n, List.of(literal(1), literal(-2), literal(3))),
                not(t.in("a", "b")),
                t.isNull(),
                t.isNotNull(),
                not(n.between(1, 2)),
                not(and(n.is(literal(1)), t.isNull())),
                or(and(n.is(literal(1)), t.isNull()), and(n.is(literal(2)), t.isNotNull())),
                and(or(n.is(literal(1)), n.is(literal(2))), or(t.isNull(), r.isNull())),
                and(n.is(literal(1)), and(n.is(literal(2)), n.is(literal(3)))),
                or(n.between(1, 2), n.between(4, 5), n.isNull()),
                t.length().atMost(literal(80)),
                t.length().between(1, 10),
                t.lower().is(t),
                t.lower().in("a", "b"),
                t.lower().length().isNot(literal(0)),
                b,
                not(b),
                b.is(literal(true)),
                or(b, n.isNull()),
                t.is(literal("x'); DROP TABLE canary; --")),
                raw(dialect, "n + 1 > 0"),
                perDialect(raw(dialect, "coalesce(t, '') <> 'it''s'")));
        var parts = new ArrayList<TablePart>(
                List.of(integer("n"), real("r"), decimal("d", 12, 3), text("t"), bool("b"), bigint("big")));
        conditions.forEach(condition -> parts.add(check(condition)));
        for (int i = 0; i < conditions.size(); i++) {
            parts.add(check("named " + i, conditions.get(i)));
        }
        return SchemaDefinition.named("checks").tables(table("checked", parts.toArray(TablePart[]::new)));
    }

    /** Every kind of index. */
    static SchemaDefinition everyIndex(DialectName dialect) {
        return SchemaDefinition.named("indexes")
                .tables(table(
                        "indexed",
                        text("a"),
                        text("b"),
                        integer("n"),
                        timestamp("at"),
                        bool("seen"),
                        index("i_plain").on("a"),
                        index("i_pair").on("b", "a"),
                        index("i_descending").on("at").descending(),
                        index("i_mixed").on("a").thenDescending("n").then("b"),
                        index("i_unique").unique().on("a", "n"),
                        index("i_partial").on("a").where(Expression.column("n").atLeast(literal(18))),
                        index("i_partial_null")
                                .on("a")
                                .where(Expression.column("b").isNotNull()),
                        index("i_partial_text")
                                .on("n")
                                .where(Expression.column("a").in("it's", "b")),
                        index("i_partial_truth").on("n").where(Expression.column("seen")),
                        index("i_partial_unique")
                                .unique()
                                .on("b")
                                .where(and(
                                        Expression.column("a").isNull(),
                                        Expression.column("n").between(1, 2))),
                        index("i_lower").on(Expression.column("a").lower()),
                        index("i_length").unique().on(Expression.column("a").length(), Expression.column("b")),
                        index("i_lower_descending")
                                .on(Expression.column("a").lower())
                                .descending()
                                .then("n"),
                        index("i_raw").on(raw(dialect, "coalesce(a, b)")),
                        index("Mixed Case").on("a")));
    }

    /** Every action, on itself, in a circle, over several columns. */
    static SchemaDefinition everyForeignKey() {
        var keys = new ArrayList<TablePart>();
        keys.add(bigint("id").identity());
        for (ReferentialAction onDelete : ReferentialAction.values()) {
            for (ReferentialAction onUpdate : ReferentialAction.values()) {
                String name = onDelete.name().toLowerCase(java.util.Locale.ROOT) + "_then_"
                        + onUpdate.name().toLowerCase(java.util.Locale.ROOT);
                keys.add(bigint(name).defaultsTo(1));
                keys.add(ForeignKey.from(name)
                        .references("parent", "id")
                        .onDelete(onDelete)
                        .onUpdate(onUpdate));
            }
        }
        return SchemaDefinition.named("foreign keys")
                .tables(
                        table("child", keys.toArray(TablePart[]::new)),
                        table(
                                "parent",
                                bigint("id").identity(),
                                text("code").notNull().unique(),
                                text("a").notNull(),
                                integer("b").notNull(),
                                unique("a", "b")),
                        table(
                                "pairs",
                                text("x"),
                                integer("y"),
                                text("code").references("parent", "code"),
                                ForeignKey.from("x", "y").references("parent", "a", "b"),
                                ForeignKey.from("y", "x")
                                        .references("parent", "b", "a")
                                        .named("Turned Round")),
                        table(
                                "tree",
                                bigint("id").identity(),
                                bigint("parent").references("tree", "id").onDelete(ReferentialAction.CASCADE)),
                        table(
                                "natural_tree",
                                text("id").naturalKey("number"),
                                text("parent").references("natural_tree", "id")),
                        table("ring_a", text("id").primaryKey(), text("next").references("ring_b", "id")),
                        table("ring_b", text("id").primaryKey(), text("next").references("ring_c", "id")),
                        table(
                                "ring_c",
                                text("id").primaryKey(),
                                text("next"),
                                ForeignKey.from("next")
                                        .references("ring_a", "id")
                                        .named("closes the ring")
                                        .onDelete(ReferentialAction.SET_NULL)));
    }

    /** Comments of tables and columns. */
    static SchemaDefinition everyComment() {
        var columns = new ArrayList<TablePart>();
        columns.add(text("id").primaryKey().comment("The key"));
        for (String comment : HostileWords.TEXTS) {
            columns.add(text("c" + columns.size()).comment(comment));
        }
        var tables = new ArrayList<Table>();
        tables.add(table("commented", columns.toArray(TablePart[]::new)).comment("What it's for"));
        HostileWords.INJECTIONS.forEach(comment ->
                tables.add(table("commented_" + tables.size(), text("a")).comment(comment)));
        return SchemaDefinition.named("comments").tables(tables.toArray(Table[]::new));
    }

    /** Every awkward name as a table, column, constraint and index name, and as the name of what is referred to. */
    static SchemaDefinition everyName() {
        return SchemaDefinition.named("names")
                .tables(IntStream.range(0, HostileWords.NAMES.size())
                        .mapToObj(ContractDefinitions::named)
                        .toArray(Table[]::new));
    }

    private static Table named(int at) {
        String name = HostileWords.NAMES.get(at);
        String before = HostileWords.NAMES.get(Math.max(0, at - 1));
        String partner = name.equals("n") ? "m" : "n";
        return table(
                name,
                text(name).notNull(),
                text(shortened("of ", name)),
                integer(partner).defaultsTo(1),
                new PrimaryKey(Optional.empty(), List.of(name), Optional.empty()),
                new Unique(Optional.of(shortened("u ", name)), List.of(partner, name)),
                new Check(
                        Optional.of(shortened("c ", name)),
                        Expression.column(name).isNot(literal(name))),
                ForeignKey.from(name).references(before, before).named(shortened("f ", name)),
                index(shortened("i ", name)).on(name),
                index(shortened("e ", name))
                        .unique()
                        .on(Expression.column(name).lower())
                        .where(Expression.column(name).isNotNull()));
    }

    private static String shortened(String start, String name) {
        var text = new StringBuilder(start);
        name.codePoints().limit(12).forEach(text::appendCodePoint);
        return text.append(' ').append(HostileWords.NAMES.indexOf(name)).toString();
    }

    /** That many tables, each with a key, a check, an index and a reference to the one before. */
    static SchemaDefinition tables(int count) {
        return SchemaDefinition.named("many")
                .tables(IntStream.range(0, count)
                        .mapToObj(i -> table(
                                "t%03d".formatted(i),
                                bigint("id").identity(),
                                bigint("before").references("t%03d".formatted(Math.max(0, i - 1)), "id"),
                                text("name").notNull().defaultsTo("n" + i),
                                check(Expression.column("name").length().atMost(literal(i + 10))),
                                index("i%03d".formatted(i)).on("name")))
                        .toArray(Table[]::new));
    }

    /** A table with that many columns. */
    static SchemaDefinition columns(int count) {
        return SchemaDefinition.named("wide")
                .tables(table(
                        "wide",
                        IntStream.range(0, count)
                                .mapToObj(i -> i % 2 == 0
                                        ? text("c" + i).defaultsTo("v" + i)
                                        : integer("c" + i).notNull())
                                .toArray(TablePart[]::new)));
    }
}
