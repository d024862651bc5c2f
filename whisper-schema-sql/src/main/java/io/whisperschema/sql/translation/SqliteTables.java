package io.whisperschema.sql.translation;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.NativeType;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.ScalarType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One table of SQLite's in words that PostgreSQL has too. */
final class SqliteTables {
    private final Notes notes;
    private final CatalogTable table;
    private final String place;
    private final TableColumns columns = new TableColumns();
    private final SqliteConditions conditions = new SqliteConditions(columns);

    private SqliteTables(Notes notes, CatalogTable table) {
        this.notes = notes;
        this.table = table;
        this.place = "table " + table.name();
    }

    static CatalogTable portable(Notes notes, CatalogTable table) {
        return new SqliteTables(notes, table).portable();
    }

    private CatalogTable portable() {
        var types = new SqliteColumnTypes(notes);
        table.columns()
                .forEach(column -> columns.add(column.name(), types.of(place(column), column.type()), letters(column)));
        sayOfForm();
        sayOfMoments();
        sayOfCapitals();
        table.primaryKey().ifPresent(this::sayOfNulls);
        return table.withColumns(table.columns().stream().map(this::column).toList())
                .withChecks(table.checks().stream()
                        .map(this::check)
                        .flatMap(Optional::stream)
                        .toList())
                .withIndexes(table.indexes().stream()
                        .map(this::index)
                        .flatMap(Optional::stream)
                        .toList())
                .withForm(TableForm.PLAIN);
    }

    private TableColumns.Letters letters(CatalogColumn column) {
        return SqliteCollations.ignoresCase(table, column.name())
                ? TableColumns.Letters.AGREE
                : TableColumns.Letters.DIFFER;
    }

    private String place(CatalogColumn column) {
        return place + ", column " + column.name();
    }

    private ColumnType type(CatalogColumn column) {
        return columns.find(column.name()).orElseThrow().type();
    }

    private void sayOfForm() {
        if (table.form().options().contains(TableForm.Option.WITHOUT_ROWID)) {
            notes.notice(
                    place,
                    "a table as PostgreSQL has them",
                    "WITHOUT ROWID",
                    "Nothing needs doing: every key of PostgreSQL is an index beside its rows.");
        }
        if (table.form().options().contains(TableForm.Option.STRICT)) {
            notes.notice(
                    place,
                    "a table as PostgreSQL has them",
                    "STRICT",
                    "Nothing needs doing: PostgreSQL enforces the types of all its tables.");
        }
    }

    private void sayOfMoments() {
        List<String> moments = table.columns().stream()
                .filter(column -> type(column) == ScalarType.TIMESTAMP)
                .map(CatalogColumn::name)
                .toList();
        if (!moments.isEmpty()) {
            notes.notice(
                    place,
                    "moments with a zone",
                    "times without one in " + String.join(", ", moments),
                    "They become TIMESTAMP WITH TIME ZONE; what SQLite holds is read as UTC.");
        }
    }

    private void sayOfCapitals() {
        List<String> names = Stream.concat(
                        Stream.of(table.name()), table.columns().stream().map(CatalogColumn::name))
                .filter(name -> name.chars().anyMatch(Character::isUpperCase))
                .toList();
        if (!names.isEmpty()) {
            notes.notice(
                    place,
                    "names in lower case",
                    String.join(", ", names),
                    "They stay as they are; statements for PostgreSQL must write them in double quotes.");
        }
    }

    private void sayOfNulls(PrimaryKey key) {
        List<String> nullable = key.columns().stream()
                .filter(name ->
                        table.column(name).filter(CatalogColumn::nullable).isPresent())
                .toList();
        if (!nullable.isEmpty()) {
            notes.notice(
                    place,
                    "a primary key without nulls",
                    String.join(", ", nullable) + " without NOT NULL",
                    "SQLite lets nulls into this key, PostgreSQL does not: see that no row has one before moving rows.");
        }
    }

    private CatalogColumn column(CatalogColumn column) {
        ColumnType type = type(column);
        column.collation().ifPresent(collation -> sayOfCollation(column, collation));
        return new CatalogColumn(
                column.name(),
                new NativeType(column.type().text(), Optional.of(type)),
                column.nullable(),
                column.defaultValue().flatMap(value -> defaultValue(column, value, type)),
                numbersItself(column) ? identity(column) : column.identity(),
                column.generated()
                        .flatMap(generated ->
                                new SqliteComputation(table, columns, conditions).computed(column, generated, notes)),
                column.collation(),
                column.comment());
    }

    private void sayOfCollation(CatalogColumn column, String collation) {
        if (collation.equalsIgnoreCase("nocase")) {
            String name = column.name();
            notes.warning(
                    place(column),
                    "a collation that PostgreSQL has",
                    "COLLATE NOCASE",
                    "PostgreSQL tells small letters from capital ones here. Indexes and unique constraints become those of"
                            + " lower(" + name + "), so doubles stay refused; queries must compare lower(" + name
                            + "). Or make it citext (an extension), which leaves queries as they are; or give it a"
                            + " nondeterministic collation (CREATE COLLATION nocase (provider = icu, locale ="
                            + " 'und-u-ks-level2', deterministic = false)), for which LIKE works from PostgreSQL 18 on.");
        } else if (!collation.equalsIgnoreCase("binary")) {
            notes.warning(
                    place(column),
                    "a collation that PostgreSQL has",
                    "COLLATE " + collation,
                    "PostgreSQL compares the whole text as it is; trim or change the values before moving rows.");
        }
    }

    private boolean numbersItself(CatalogColumn column) {
        return column.identity() == Identity.NONE
                && column.type().text().equals("INTEGER")
                && !column.nullable()
                && column.defaultValue().isEmpty()
                && !table.form().options().contains(TableForm.Option.WITHOUT_ROWID)
                && table.primaryKey()
                        .filter(key -> key.columns().equals(List.of(column.name())))
                        .isPresent();
    }

    private Identity identity(CatalogColumn column) {
        notes.notice(
                place(column),
                "an identity",
                "INTEGER PRIMARY KEY without AUTOINCREMENT",
                "It becomes one, for SQLite numbers its rows; but SQLite may give the number of a deleted last row again.");
        return Identity.GENERATED;
    }

    private Optional<Expression> defaultValue(CatalogColumn column, Expression value, ColumnType type) {
        Optional<Expression> translated =
                perhaps(place(column), "default " + Words.of(value), () -> SqliteDefaultValues.of(value, type));
        translated.ifPresent(one -> sayOfWords(place(column), "default", one));
        return translated;
    }

    private <T> Optional<T> perhaps(String where, String what, Supplier<T> translation) {
        try {
            return Optional.of(Untranslatable.unlessInvalid(translation));
        } catch (Untranslatable untranslatable) {
            notes.warning(
                    where,
                    "what PostgreSQL understands",
                    what + " (" + untranslatable.why() + ")",
                    "It is left out. " + untranslatable.remedy());
            return Optional.empty();
        }
    }

    private void sayOfWords(String where, String what, Expression translated) {
        Words.translated(translated)
                .ifPresent(words -> notes.notice(
                        where,
                        words.postgres(),
                        what + " " + words.sqlite(),
                        "It is translated so; look whether it means the same."));
    }

    private Optional<Check> check(Check check) {
        String where = place + check.name().map(name -> ", check " + name).orElse("");
        Optional<Expression> condition =
                perhaps(where, "check " + Words.of(check.condition()), () -> conditions.condition(check.condition()));
        condition.ifPresent(one -> sayOfWords(where, "check", one));
        return condition.map(one -> new Check(check.name(), one));
    }

    private Optional<Index> index(Index index) {
        String where = place + ", index " + index.name();
        return perhaps(
                where,
                "an index",
                () -> new Index(
                        index.name(),
                        index.keys().stream().map(key -> key(where, key)).toList(),
                        index.uniqueness(),
                        index.where().map(rows -> where(where, rows)),
                        index.methods()));
    }

    private Expression where(String where, Expression rows) {
        Expression condition = conditions.condition(rows);
        sayOfWords(where, "condition", condition);
        return condition;
    }

    private Index.Key key(String where, Index.Key key) {
        Typed value = conditions.value(key.expression());
        if (value.isLiteral()) {
            throw new Untranslatable("it sorts by a constant");
        }
        sayOfWords(where, "key", value.expression());
        return SqliteCollations.ignoresCase(table, key) && value.kind() == Kind.TEXT
                ? new Index.Key(lower(where, value.expression()), key.order())
                : key(where, key, value.expression());
    }

    private Index.Key key(String where, Index.Key key, Expression expression) {
        key.collations().values().stream()
                .filter(collation -> !collation.equalsIgnoreCase("binary") && !collation.equalsIgnoreCase("nocase"))
                .forEach(collation -> notes.warning(
                        where,
                        "a collation that PostgreSQL has",
                        "COLLATE " + collation,
                        "PostgreSQL sorts the whole text as it is."));
        return new Index.Key(expression, key.order());
    }

    private Expression lower(String where, Expression text) {
        notes.notice(
                where,
                "lower(" + Words.of(text) + ")",
                Words.of(text) + " without regard to case (NOCASE)",
                "It becomes that; PostgreSQL folds the letters of all alphabets, SQLite those of ASCII.");
        return text.lower();
    }
}
