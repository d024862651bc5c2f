package io.whisperschema.definition.relational;

import static io.whisperschema.internal.Checks.folded;
import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of a definition.
 *
 * @param name its name
 * @param columns its columns, in order
 * @param primaryKey its primary or natural key
 * @param foreignKeys its references to other tables
 * @param uniques its unique constraints
 * @param checks its conditions
 * @param indexes its indexes
 * @param comment what it holds; PostgreSQL keeps it, SQLite has no place for it
 */
public record Table(
        String name,
        List<Column> columns,
        Optional<PrimaryKey> primaryKey,
        List<ForeignKey> foreignKeys,
        List<Unique> uniques,
        List<Check> checks,
        List<Index> indexes,
        Optional<String> comment) {
    public Table {
        String place = "table " + Checks.name("table", name);
        columns = List.copyOf(columns);
        requireNonNull(primaryKey);
        foreignKeys = List.copyOf(foreignKeys);
        uniques = List.copyOf(uniques);
        checks = List.copyOf(checks);
        indexes = List.copyOf(indexes);
        comment.ifPresent(text -> Checks.text(place, text));
        new TableRules(place, columns, primaryKey, foreignKeys, uniques, checks, indexes).hold();
    }

    /** A table of these columns, keys, checks and indexes. */
    public static Table of(String name, TablePart... parts) {
        var collected = new Parts("table " + name);
        for (TablePart part : parts) {
            collected.add(part);
        }
        return new Table(
                name,
                collected.columns,
                Optional.ofNullable(collected.primaryKey),
                collected.foreignKeys,
                collected.uniques,
                collected.checks,
                collected.indexes,
                Optional.empty());
    }

    /** The same table with a comment. */
    public Table comment(String text) {
        return new Table(name, columns, primaryKey, foreignKeys, uniques, checks, indexes, Optional.of(text));
    }

    /** The column of that name. */
    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** The name of every constraint and index that has one. */
    public Stream<String> constraintNames() {
        return Stream.of(
                        primaryKey.stream().map(PrimaryKey::name),
                        foreignKeys.stream().map(ForeignKey::name),
                        uniques.stream().map(Unique::name),
                        checks.stream().map(Check::name))
                .flatMap(names -> names)
                .flatMap(Optional::stream);
    }

    /** Whether these columns, in any order, are its key or unique. */
    public boolean hasKey(List<String> wanted) {
        var sorted = wanted.stream().sorted().toList();
        return Stream.concat(
                        primaryKey.stream().map(PrimaryKey::columns),
                        uniques.stream().map(Unique::columns))
                .anyMatch(key -> key.stream().sorted().toList().equals(sorted));
    }

    @Override
    public String toString() {
        return "table " + name;
    }

    private static final class Parts {
        private final String place;
        private final List<Column> columns = new ArrayList<>();
        private @org.jspecify.annotations.Nullable PrimaryKey primaryKey;
        private final List<ForeignKey> foreignKeys = new ArrayList<>();
        private final List<Unique> uniques = new ArrayList<>();
        private final List<Check> checks = new ArrayList<>();
        private final List<Index> indexes = new ArrayList<>();

        Parts(String place) {
            this.place = place;
        }

        void add(TablePart part) {
            if (part instanceof ColumnSpec spec) {
                columns.add(spec.column());
                spec.keys().forEach(this::add);
            } else if (part instanceof PrimaryKey key) {
                Checks.that(
                        primaryKey == null, place, "it has two primary keys", "Keep one; make the other unique(…).");
                primaryKey = key;
            } else if (part instanceof ForeignKey key) {
                foreignKeys.add(key);
            } else if (part instanceof Unique unique) {
                uniques.add(unique);
            } else if (part instanceof Check check) {
                checks.add(check);
            } else {
                indexes.add((Index) part);
            }
        }
    }

    /** What must hold among the parts of one table. */
    private record TableRules(
            String place,
            List<Column> columns,
            Optional<PrimaryKey> primaryKey,
            List<ForeignKey> foreignKeys,
            List<Unique> uniques,
            List<Check> checks,
            List<Index> indexes) {
        void hold() {
            Checks.that(!columns.isEmpty(), place, "it has no columns", "Give it one.");
            Checks.distinct(place, "column", allColumnNames());
            names();
            primaryKey.ifPresent(key -> known("primary key", key.columns()));
            foreignKeys.forEach(key -> known("foreign key", key.columns()));
            uniques.forEach(unique -> known("unique", unique.columns()));
            checks.forEach(check -> known("check", check.condition()));
            for (Index index : indexes) {
                index.keys().forEach(key -> known("index " + index.name(), key.expression()));
                known("index " + index.name(), index.included());
                index.where().ifPresent(where -> known("index " + index.name(), where));
            }
            comparedTextsFit();
            uniques.forEach(this::isNoKeyYet);
            columns.forEach(this::identityIsTheKey);
            columns.forEach(this::defaultFits);
            columns.forEach(this::isComputedFromOthers);
            Checks.distinct(place, "index", indexes.stream().map(Index::name).toList());
        }

        /** A catalog may hold any name that a database does; a definition only those that all databases do. */
        private void names() {
            primaryKey.ifPresent(key -> names("primary key", key.name(), key.columns()));
            for (ForeignKey key : foreignKeys) {
                names("foreign key", key.name(), key.columns());
                names("foreign key", Optional.of(key.table()), key.references());
            }
            uniques.forEach(unique -> names("unique", unique.name(), unique.columns()));
            checks.forEach(check -> names("check", check.name(), List.of()));
            indexes.forEach(index -> names("index", Optional.of(index.name()), index.included()));
        }

        private static void names(String kind, Optional<String> name, List<String> columns) {
            name.ifPresent(text -> Checks.name(kind, text));
            Checks.distinctNames(kind, columns);
        }

        private List<String> allColumnNames() {
            return Stream.concat(
                            columns.stream().map(Column::name),
                            primaryKey.flatMap(PrimaryKey::surrogate).stream().map(PrimaryKey.Surrogate::column))
                    .toList();
        }

        private void known(String what, List<String> names) {
            names.forEach(name -> known(what, name));
        }

        private void known(String what, Expression expression) {
            isReadable(what, expression);
            ExpressionColumns.in(expression).forEach(name -> known(what, name));
        }

        private void isReadable(String what, Expression expression) {
            Checks.that(
                    !ExpressionParts.nestTooDeep(expression),
                    place + ", " + what,
                    "an expression nests deeper than " + ExpressionParts.DEEPEST + " levels",
                    "Give and(…) and or(…) all that stands side by side at once; older SQLite reads no more levels.");
        }

        private void known(String what, String name) {
            boolean exact = columns.stream().anyMatch(column -> column.name().equals(name));
            Optional<Column> near = columns.stream()
                    .filter(column -> folded(column.name()).equals(folded(name)))
                    .findFirst();
            Checks.that(
                    exact,
                    place + ", " + what,
                    "there is no column " + name,
                    near.map(column -> "Did you mean " + column.name() + "?")
                            .orElse("It has "
                                    + String.join(
                                            ", ",
                                            columns.stream().map(Column::name).toList()) + "."));
        }

        private void comparedTextsFit() {
            Map<String, ColumnType> types = columns.stream().collect(Collectors.toMap(Column::name, Column::type));
            checks.forEach(check -> ComparedTexts.refuseUnfit(place + ", check", types, check.condition()));
            for (Index index : indexes) {
                String where = place + ", index " + index.name();
                index.keys().forEach(key -> ComparedTexts.refuseUnfit(where, types, key.expression()));
                index.where().ifPresent(rows -> ComparedTexts.refuseUnfit(where, types, rows));
            }
            for (Column column : columns) {
                String where = place + ", column " + column.name();
                column.generated().ifPresent(one -> ComparedTexts.refuseUnfit(where, types, one.expression()));
            }
        }

        /** Of two constraints over the same columns PostgreSQL keeps one. */
        private void isNoKeyYet(Unique unique) {
            boolean isKey = primaryKey
                    .filter(key -> key.columns().equals(unique.columns()))
                    .isPresent();
            long same = uniques.stream()
                    .filter(one -> one.columns().equals(unique.columns()))
                    .count();
            Checks.that(
                    !isKey && same == 1,
                    place + ", unique (" + String.join(", ", unique.columns()) + ")",
                    isKey ? "its columns are the primary key already" : "it is there twice",
                    "Remove one.");
        }

        private void identityIsTheKey(Column column) {
            Checks.that(
                    column.identity() == Identity.NONE || isWholeKey(column),
                    place + ", column " + column.name(),
                    "an identity must be the whole primary key",
                    "SQLite numbers nothing else; use a natural key beside it or leave the identity out.");
        }

        private boolean isWholeKey(Column column) {
            return primaryKey
                    .filter(key -> key.surrogate().isEmpty() && key.columns().equals(List.of(column.name())))
                    .isPresent();
        }

        private void isComputedFromOthers(Column column) {
            String where = place + ", column " + column.name();
            column.generated().ifPresent(generated -> {
                known("column " + column.name(), generated.expression());
                Checks.that(
                        !ExpressionColumns.in(generated.expression()).contains(column.name()),
                        where,
                        "it is computed from itself",
                        "Name other columns.");
            });
        }

        private void defaultFits(Column column) {
            String where = place + ", column " + column.name();
            column.defaultValue().ifPresent(value -> {
                isReadable("column " + column.name(), value);
                Checks.that(
                        ExpressionColumns.in(value).isEmpty(),
                        where,
                        "its default names a column",
                        "A default cannot look at the row.");
                Checks.that(
                        column.type().takes(value),
                        where,
                        "its default is no " + column.type().text(),
                        Defaults.remedy(column.type(), value));
                Checks.that(
                        column.nullable() || !Objects.equals(value, new Expression.Null()),
                        where,
                        "it is not null but defaults to null",
                        "Leave the default out.");
            });
        }
    }
}
