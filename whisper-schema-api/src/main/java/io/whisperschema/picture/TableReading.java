package io.whisperschema.picture;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.internal.Checks;
import io.whisperschema.internal.document.ExpressionWords;
import io.whisperschema.picture.TableSheet.ColumnSheet;
import io.whisperschema.picture.TableSheet.Mark;
import io.whisperschema.picture.TableSheet.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a table, of a definition or of a catalog, for a picture. */
final class TableReading {
    private final Optional<PrimaryKey> primaryKey;
    private final List<ForeignKey> foreignKeys;
    private final List<Unique> uniques;
    private final List<Check> checks;
    private final List<Index> indexes;

    private TableReading(
            Optional<PrimaryKey> primaryKey,
            List<ForeignKey> foreignKeys,
            List<Unique> uniques,
            List<Check> checks,
            List<Index> indexes) {
        this.primaryKey = primaryKey;
        this.foreignKeys = foreignKeys;
        this.uniques = uniques;
        this.checks = checks;
        this.indexes = indexes;
    }

    static TableSheet sheet(Table table) {
        var reading = new TableReading(
                table.primaryKey(), table.foreignKeys(), table.uniques(), table.checks(), table.indexes());
        List<ColumnSheet> columns =
                table.columns().stream().map(reading::column).toList();
        return new TableSheet(table.name(), table.comment(), columns, reading.references(columns), reading.rules());
    }

    static TableSheet sheet(CatalogTable table) {
        var reading = new TableReading(
                table.primaryKey(), table.foreignKeys(), table.uniques(), table.checks(), table.indexes());
        List<ColumnSheet> columns =
                table.columns().stream().map(reading::column).toList();
        var rules = new ArrayList<>(reading.rules());
        table.exclusions()
                .forEach(one -> rules.add(new Rule("exclusion constraint", Optional.of(one.name()), one.definition())));
        rules.addAll(CatalogSheet.form(table));
        return new TableSheet(table.name(), table.comment(), columns, reading.references(columns), rules);
    }

    private ColumnSheet column(Column column) {
        var facts = new ArrayList<>(facts(column.identity(), column.generated(), column.defaultValue()));
        if (!column.collations().isEmpty()) {
            facts.add(RuleWords.perDialect("sorted as ", column.collations()));
        }
        return new ColumnSheet(
                column.name(),
                column.type().text(),
                column.nullable() ? Need.OPTIONAL : Need.REQUIRED,
                marks(column.name()),
                facts,
                column.comment());
    }

    private ColumnSheet column(CatalogColumn column) {
        var facts = new ArrayList<>(facts(column.identity(), column.generated(), column.defaultValue()));
        column.collation().ifPresent(collation -> facts.add("sorted as " + collation));
        return new ColumnSheet(
                column.name(),
                column.type().text(),
                column.nullable() ? Need.OPTIONAL : Need.REQUIRED,
                marks(column.name()),
                facts,
                column.comment());
    }

    private static List<String> facts(
            Identity identity, Optional<Generated> generated, Optional<Expression> defaultValue) {
        var facts = new ArrayList<String>();
        if (identity != Identity.NONE) {
            facts.add("numbered: " + RuleWords.word(identity));
        }
        generated.map(RuleWords::generated).ifPresent(facts::add);
        defaultValue.map(value -> "default " + ExpressionWords.of(value)).ifPresent(facts::add);
        return facts;
    }

    private Set<Mark> marks(String column) {
        var marks = EnumSet.noneOf(Mark.class);
        if (primaryKey.filter(key -> holds(key.columns(), column)).isPresent()) {
            marks.add(Mark.PK);
        }
        if (foreignKeys.stream().anyMatch(key -> holds(key.columns(), column))) {
            marks.add(Mark.FK);
        }
        if (uniqueLists().anyMatch(key -> key.size() == 1 && holds(key, column))) {
            marks.add(Mark.UK);
        }
        return marks;
    }

    private List<Reference> references(List<ColumnSheet> columns) {
        return foreignKeys.stream()
                .map(key -> new Reference(key.columns(), key.table(), key.references(), need(key, columns), share(key)))
                .toList();
    }

    /** A row refers to nothing as soon as one of the columns is null. */
    private static Need need(ForeignKey key, List<ColumnSheet> columns) {
        return columns.stream()
                        .filter(column -> holds(key.columns(), column.name()))
                        .anyMatch(column -> column.need() == Need.OPTIONAL)
                ? Need.OPTIONAL
                : Need.REQUIRED;
    }

    private Reference.Share share(ForeignKey key) {
        Set<String> referring = folded(key.columns());
        boolean alone = Stream.concat(primaryKey.stream().map(PrimaryKey::columns), uniqueLists())
                .anyMatch(unique -> referring.containsAll(folded(unique)));
        return alone ? Reference.Share.ONE : Reference.Share.MANY;
    }

    /** The columns of each constraint or index in which no two rows agree. */
    private Stream<List<String>> uniqueLists() {
        return Stream.concat(
                uniques.stream().map(Unique::columns),
                indexes.stream()
                        .filter(index -> index.uniqueness() != Index.Uniqueness.REPEATING)
                        .filter(index -> index.where().isEmpty())
                        .map(TableReading::plainColumns)
                        .flatMap(Optional::stream));
    }

    private static Optional<List<String>> plainColumns(Index index) {
        List<String> columns = index.keys().stream()
                .map(Index.Key::expression)
                .filter(Expression.Column.class::isInstance)
                .map(key -> ((Expression.Column) key).name())
                .toList();
        return columns.size() == index.keys().size() ? Optional.of(columns) : Optional.empty();
    }

    private List<Rule> rules() {
        var rules = new ArrayList<Rule>();
        primaryKey.ifPresent(key -> rules.add(new Rule(
                key.surrogate().isPresent() ? "natural key" : "primary key", key.name(), RuleWords.primaryKey(key))));
        foreignKeys.forEach(key -> rules.add(new Rule("foreign key", key.name(), RuleWords.foreignKey(key))));
        uniques.forEach(unique -> rules.add(new Rule("unique", unique.name(), RuleWords.unique(unique))));
        checks.forEach(check -> rules.add(new Rule("check", check.name(), ExpressionWords.of(check.condition()))));
        indexes.forEach(index -> rules.add(new Rule(
                index.uniqueness() == Index.Uniqueness.REPEATING ? "index" : "unique index",
                Optional.of(index.name()),
                RuleWords.index(index))));
        return rules;
    }

    private static boolean holds(List<String> names, String name) {
        return Sheet.position(names, name).isPresent();
    }

    private static Set<String> folded(Collection<String> names) {
        return names.stream().map(Checks::folded).collect(Collectors.toSet());
    }
}
