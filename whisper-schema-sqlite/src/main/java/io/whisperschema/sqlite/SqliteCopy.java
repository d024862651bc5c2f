package io.whisperschema.sqlite;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.TableSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the rows of a table come into the one that takes its place. */
final class SqliteCopy {
    private static final TableSql SQL = new TableSql(SqliteWords.WORDS);

    private final CatalogTable source;
    private final CatalogTable target;
    private final SqliteRowid before;
    private final SqliteRowid after;

    /** From the table as it is into the table as it shall be, columns of one name being the same. */
    SqliteCopy(CatalogTable source, CatalogTable target, SqliteDetails details) {
        this.source = source;
        this.target = target;
        this.before = new SqliteRowid(source, details);
        this.after = new SqliteRowid(target, details);
    }

    /**
     * What goes into a column.
     *
     * @param column its name, quoted
     * @param sql the value, in terms of the source
     */
    private record Value(String column, String sql) {}

    /** The statement that copies all rows into the table of that name. */
    String into(String temporary) {
        List<Value> values = values();
        return "INSERT INTO " + Identifiers.quoted(temporary) + " ("
                + values.stream().map(Value::column).collect(Collectors.joining(", "))
                + ")\nSELECT "
                + values.stream().map(Value::sql).collect(Collectors.joining(", "))
                + "\nFROM " + Identifiers.quoted(source.name());
    }

    private List<Value> values() {
        var values = new ArrayList<Value>();
        number().ifPresent(values::add);
        for (CatalogColumn column : written()) {
            source.column(column.name())
                    .ifPresent(
                            from -> values.add(new Value(Identifiers.quoted(column.name()), converted(from, column))));
        }
        return values.isEmpty() ? List.of(anything()) : values;
    }

    /** What a generated column holds is for SQLite to compute. */
    private List<CatalogColumn> written() {
        return target.columns().stream()
                .filter(column -> column.generated().isEmpty())
                .toList();
    }

    /** The row's number, where no column that is copied anyhow is one. */
    private Optional<Value> number() {
        boolean copied = after.alias()
                .filter(alias -> source.column(alias.name()).isPresent())
                .isPresent();
        return copied
                ? Optional.empty()
                : before.name()
                        .flatMap(from ->
                                after.name().map(to -> new Value(Identifiers.quoted(to), Identifiers.quoted(from))));
    }

    /** An INSERT must name a column; the rows must come over though no column of them stays. */
    private Value anything() {
        CatalogColumn first = written().get(0);
        String value =
                SqliteWords.WORDS.defaultValue(first).map(SQL::defaultValue).orElse("NULL");
        return new Value(Identifiers.quoted(first.name()), value);
    }

    /** SQLite itself would write a number into a column of text with some of its digits only. */
    private String converted(CatalogColumn from, CatalogColumn to) {
        String name = Identifiers.quoted(from.name());
        return SqliteAffinity.of(target, to) == SqliteAffinity.TEXT
                        && SqliteAffinity.of(source, from) != SqliteAffinity.TEXT
                ? "CASE typeof(" + name + ") WHEN 'real' THEN quote(" + name + ") ELSE " + name + " END"
                : name;
    }

    /** Per column whose type may not hold every value: the rows whose value it would change, as a condition. */
    List<String> changedValues() {
        var conditions = new ArrayList<String>();
        for (CatalogColumn column : written()) {
            source.column(column.name()).ifPresent(from -> changed(from, column).ifPresent(conditions::add));
        }
        return conditions;
    }

    private Optional<String> changed(CatalogColumn from, CatalogColumn to) {
        String name = Identifiers.quoted(from.name());
        SqliteAffinity before = SqliteAffinity.of(source, from);
        SqliteAffinity after = SqliteAffinity.of(target, to);
        var conditions = new ArrayList<String>();
        if (after.makesNumbers() && before.keepsDigitsAsText()) {
            conditions.add(losesDigits(name, after == SqliteAffinity.REAL ? "REAL" : "NUMERIC"));
        }
        if (after == SqliteAffinity.REAL && before != SqliteAffinity.REAL) {
            conditions.add("typeof(" + name + ") = 'integer' AND CAST(" + name + " AS REAL) <> " + name);
        }
        if (after == SqliteAffinity.TEXT && before != SqliteAffinity.TEXT) {
            conditions.add("typeof(" + name + ") = 'real' AND CAST(quote(" + name + ") AS REAL) <> " + name);
        }
        return conditions.isEmpty() ? Optional.empty() : Optional.of(String.join("\n   OR ", conditions));
    }

    /** Text of up to 15 characters that reads as a number, and has no exponent, is that number to the last digit. */
    private static String losesDigits(String name, String type) {
        return "typeof(" + name + ") = 'text' AND " + name + " = CAST(" + name + " AS NUMERIC) AND (length(" + name
                + ") > 15 OR " + name + " GLOB '*[eE]*') AND quote(CAST(" + name + " AS " + type + ")) <> " + name;
    }

    /** The column whose nulls SQLite would replace by numbers of its own, if there is one. */
    Optional<CatalogColumn> numberedWhereNull() {
        Optional<String> numbered = before.alias().map(CatalogColumn::name);
        return after.alias()
                .filter(alias -> source.column(alias.name()).isPresent())
                .filter(alias -> !numbered.equals(Optional.of(alias.name())));
    }

    /** Whether values go, or are told from others no more, as {@code '007'} and {@code 7}. */
    boolean losesData() {
        return source.columns().stream()
                .anyMatch(from -> target.column(from.name())
                        .map(to -> losesData(from, to))
                        .orElse(true));
    }

    private boolean losesData(CatalogColumn from, CatalogColumn to) {
        boolean nowComputed = from.generated().isEmpty() && to.generated().isPresent();
        boolean nowNumber = from.generated().isEmpty()
                && SqliteAffinity.of(source, from).keepsDigitsAsText()
                && SqliteAffinity.of(target, to).makesNumbers();
        return nowComputed || nowNumber;
    }

    /** Whether a row that is there may be refused. */
    boolean mayFail() {
        return !source.primaryKey().equals(target.primaryKey())
                || !source.form().equals(target.form())
                || !source.uniques().containsAll(target.uniques())
                || !source.checks().containsAll(target.checks())
                || target.columns().stream().anyMatch(this::mayFail);
    }

    private boolean mayFail(CatalogColumn to) {
        Optional<CatalogColumn> from = source.column(to.name());
        if (from.isEmpty()) {
            return !to.nullable() && to.defaultValue().isEmpty();
        }
        boolean refusesNull = from.get().nullable() && !to.nullable();
        return refusesNull
                || !from.get().type().equals(to.type())
                || !from.get().collation().equals(to.collation())
                || !from.get().generated().equals(to.generated());
    }
}
