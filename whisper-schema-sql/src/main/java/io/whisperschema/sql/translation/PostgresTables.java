package io.whisperschema.sql.translation;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.NativeType;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.catalog.Unfinished;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.Deferral;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ExpressionParts;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.sql.ExpressionWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One table of PostgreSQL's in words that SQLite has too. */
final class PostgresTables {
    private static final Set<String> LIKE_BTREE = Set.of("btree", "hash", "brin");

    private final Notes notes;
    private final PostgresColumnTypes types;
    private final CatalogTable table;
    private final String place;
    private final TableColumns columns = new TableColumns();
    private final PostgresRaw raw = new PostgresRaw(columns);

    private PostgresTables(Notes notes, PostgresColumnTypes types, CatalogTable table) {
        this.notes = notes;
        this.types = types;
        this.table = table;
        this.place = "table " + table.name();
    }

    static CatalogTable portable(Notes notes, PostgresColumnTypes types, CatalogTable table) {
        return new PostgresTables(notes, types, table).portable();
    }

    private CatalogTable portable() {
        table.columns().forEach(column -> {
            ColumnType type = types.of(place(column), column.type());
            columns.add(column.name(), type, types.kind(column.type(), type));
        });
        sayOfComments();
        sayOfForm();
        return table.withColumns(table.columns().stream().map(this::column).toList())
                .withUniques(table.uniques().stream().map(this::unique).toList())
                .withChecks(checks())
                .withIndexes(table.indexes().stream()
                        .map(this::index)
                        .flatMap(Optional::stream)
                        .toList())
                .withExclusions(List.of())
                .withUnfinished(Unfinished.NOTHING)
                .withForm(TableForm.PLAIN);
    }

    private String place(CatalogColumn column) {
        return place + ", column " + column.name();
    }

    private void sayOfComments() {
        boolean commented = table.comment().isPresent()
                || table.columns().stream().anyMatch(column -> column.comment().isPresent());
        if (commented) {
            notes.notice(place, "no comments", "comments", "SQLite has no place for them; the definition keeps them.");
        }
    }

    private void sayOfForm() {
        table.form()
                .partitionedBy()
                .ifPresent(by -> notes.warning(
                        place,
                        "a table in one part",
                        "PARTITION BY " + by,
                        "Its partitions are left out: on SQLite it holds all their rows itself."));
        table.exclusions()
                .forEach(exclusion -> notes.warning(
                        place,
                        "constraints that SQLite has",
                        "exclusion constraint " + exclusion.name() + " " + exclusion.definition(),
                        "It is left out: refuse such rows with a trigger (SELECT RAISE(ABORT, …) WHERE EXISTS …)."));
        table.unfinished()
                .constraints()
                .forEach(name -> notes.warning(
                        place,
                        "a constraint that all rows meet",
                        name + ", which is NOT VALID",
                        "SQLite has no such state: see that the rows meet it before moving them."));
    }

    private CatalogColumn column(CatalogColumn column) {
        ColumnType type = columns.find(column.name()).orElseThrow().type();
        column.collation()
                .ifPresent(
                        collation -> notes.warning(
                                place(column),
                                "a collation that SQLite has",
                                "COLLATE \"" + collation + "\"",
                                "SQLite sorts by the bytes of UTF-8 there, as \"C\" does; it can sort without regard to case (NOCASE)."));
        return new CatalogColumn(
                column.name(),
                new NativeType(column.type().text(), Optional.of(type)),
                column.nullable(),
                column.defaultValue().flatMap(value -> defaultValue(column, value, type)),
                identity(column),
                column.generated().flatMap(generated -> computed(column, generated)),
                column.collation(),
                column.comment());
    }

    private Identity identity(CatalogColumn column) {
        boolean isKey = table.primaryKey()
                .filter(key -> key.columns().equals(List.of(column.name())))
                .isPresent();
        if (column.identity() != Identity.NONE && !isKey) {
            notes.warning(
                    place(column),
                    "an identity that is the primary key",
                    "one that is not",
                    "SQLite numbers an INTEGER PRIMARY KEY only: number it in your statements, or with a trigger.");
            return Identity.NONE;
        }
        if (column.identity() == Identity.ALWAYS) {
            notes.notice(
                    place(column),
                    "AUTOINCREMENT",
                    "GENERATED ALWAYS AS IDENTITY",
                    "It becomes that; SQLite also takes numbers that it is given.");
        }
        return column.identity();
    }

    private Optional<Expression> defaultValue(CatalogColumn column, Expression value, ColumnType type) {
        return perhaps(
                place(column),
                "default " + Words.of(value),
                "default",
                () -> new PostgresDefaultValues(raw).of(value, type));
    }

    private Optional<Generated> computed(CatalogColumn column, Generated generated) {
        return perhaps(
                        place(column),
                        "computed column " + Words.of(generated.expression()),
                        "computed column",
                        () -> outsideOfTheKey(column, generated.expression()))
                .map(expression -> new Generated(expression, generated.storage()));
    }

    private Expression outsideOfTheKey(CatalogColumn column, Expression expression) {
        if (table.primaryKey()
                .filter(key -> key.columns().contains(column.name()))
                .isPresent()) {
            throw new Untranslatable("SQLite computes no column of a primary key", "Fill it in your statements.");
        }
        return both(expression);
    }

    private Optional<Expression> perhaps(String where, String whole, String what, Supplier<Expression> translation) {
        try {
            Expression translated = Untranslatable.unlessInvalid(translation);
            Words.translated(translated)
                    .ifPresent(words -> notes.notice(
                            where,
                            words.sqlite(),
                            what + " " + words.postgres(),
                            "It is translated so; look whether it means the same."));
            return Optional.of(translated);
        } catch (Untranslatable untranslatable) {
            left(where, whole, untranslatable);
            return Optional.empty();
        }
    }

    private void left(String where, String what, Untranslatable untranslatable) {
        notes.warning(
                where,
                "what SQLite understands",
                what + " (" + untranslatable.why() + ")",
                "It is left out. " + untranslatable.remedy());
    }

    /** What both databases keep of an expression over rows; SQLite allows no clock in it. */
    private Expression both(Expression expression) {
        if (ExpressionParts.any(expression, Expression.Now.class::isInstance)) {
            throw new Untranslatable("SQLite allows no clock there");
        }
        String postgres = ExpressionWriter.write(expression, ExpressionWriter.Style.POSTGRES);
        String sqlite = raw.translate(postgres);
        boolean holds = !(expression instanceof Expression.Raw)
                && !ExpressionParts.any(
                        expression, part -> part instanceof Expression.Column column && isOfDigits(column));
        return holds
                ? expression
                : new Expression.PerDialect(List.of(
                        Expression.raw(DialectName.POSTGRES, postgres), Expression.raw(DialectName.SQLITE, sqlite)));
    }

    private boolean isOfDigits(Expression.Column column) {
        return columns.find(column.name())
                .filter(one -> one.kind() == Kind.DIGITS)
                .isPresent();
    }

    private Unique unique(Unique unique) {
        String what = "unique (" + String.join(", ", unique.columns()) + ")";
        if (unique.deferral() != Deferral.NOT_DEFERRABLE) {
            notes.warning(
                    place,
                    "a unique constraint that is checked with each statement",
                    what + " DEFERRABLE",
                    "SQLite checks it row by row: change values that are exchanged by way of a third.");
        }
        if (unique.nulls() == Unique.Nulls.AGREE) {
            notes.warning(
                    place,
                    "a unique constraint in which nulls differ",
                    what + " NULLS NOT DISTINCT",
                    "On SQLite many rows may be null there; add a unique index on coalesce(…) if that matters.");
        }
        return new Unique(unique.name(), unique.columns(), Unique.Nulls.DIFFER, unique.deferral());
    }

    private List<Check> checks() {
        var checks = new ArrayList<Check>();
        for (Check check : table.checks()) {
            String where = place + check.name().map(name -> ", check " + name).orElse("");
            perhaps(where, "check " + Words.of(check.condition()), "check", () -> both(check.condition()))
                    .ifPresent(condition -> checks.add(new Check(check.name(), condition)));
        }
        for (CatalogColumn column : table.columns()) {
            types.condition(place(column), column.name(), column.type())
                    .ifPresent(condition -> checks.add(new Check(Optional.of(name(checks, column)), condition)));
        }
        return checks;
    }

    /** A name that no other check has. */
    private String name(List<Check> checks, CatalogColumn column) {
        String plain = table.name() + "_" + column.name() + "_values";
        return Stream.concat(
                        Stream.of(plain),
                        IntStream.iterate(1, number -> number + 1).mapToObj(number -> plain + number))
                .filter(name -> checks.stream().noneMatch(check -> check.name().equals(Optional.of(name))))
                .findFirst()
                .orElse(plain);
    }

    private Optional<Index> index(Index index) {
        String where = place + ", index " + index.name();
        String method = index.methods().getOrDefault(DialectName.POSTGRES, "btree");
        if (!LIKE_BTREE.contains(method)) {
            left(where, "an index USING " + method, new Untranslatable("SQLite has B-trees only", instead(method)));
            return Optional.empty();
        }
        try {
            Index both = Untranslatable.unlessInvalid(() -> both(where, index));
            sayOfDetails(where, index, method);
            return Optional.of(both);
        } catch (Untranslatable untranslatable) {
            left(where, "an index", untranslatable);
            return Optional.empty();
        }
    }

    private static String instead(String method) {
        return method.equals("gin")
                ? "For full text use a virtual table (fts5); for JSON an index on json_extract(…)."
                : "For boxes and points use a virtual table (rtree).";
    }

    private Index both(String where, Index index) {
        return new Index(
                index.name(),
                index.keys().stream().map(key -> key(where, key)).toList(),
                index.included(),
                index.uniqueness() == Index.Uniqueness.REPEATING ? index.uniqueness() : Index.Uniqueness.UNIQUE,
                index.where().map(rows -> said(where, "condition", both(rows))),
                index.methods());
    }

    private Index.Key key(String where, Index.Key key) {
        return new Index.Key(
                said(where, "key", both(key.expression())),
                key.order(),
                key.nulls(),
                key.collations(),
                key.operatorClasses());
    }

    private Expression said(String where, String what, Expression translated) {
        return perhaps(where, "", what, () -> translated).orElseThrow();
    }

    private void sayOfDetails(String where, Index index, String method) {
        if (!method.equals("btree")) {
            notes.notice(where, "a B-tree", "USING " + method, "It becomes one, which finds the same rows.");
        }
        if (!index.included().isEmpty()) {
            notes.notice(
                    where,
                    "an index of its keys",
                    "INCLUDE (" + String.join(", ", index.included()) + ")",
                    "SQLite has no place for these columns; it finds the same rows.");
        }
        if (index.uniqueness() == Index.Uniqueness.UNIQUE_NULLS_AGREE) {
            notes.warning(
                    where,
                    "a unique index in which nulls differ",
                    "NULLS NOT DISTINCT",
                    "On SQLite many rows may be null there; add a unique index on coalesce(…) if that matters.");
        }
        index.keys().forEach(key -> {
            own(key.operatorClasses()).ifPresent(name -> detail(where, "operator class " + name));
            own(key.collations()).ifPresent(name -> detail(where, "COLLATE \"" + name + "\""));
        });
    }

    private static Optional<String> own(Map<DialectName, String> words) {
        return Optional.ofNullable(words.get(DialectName.POSTGRES));
    }

    private void detail(String where, String what) {
        notes.notice(where, "SQLite's order of texts", what, "SQLite has one order of texts, by their bytes.");
    }
}
