package io.whisperschema;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.partitioningBy;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.move.MoveScope;
import io.whisperschema.move.ValueKind.Plain;
import io.whisperschema.spi.RelationQuestions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The rules between rows that a target keeps and its source may not have kept.
 *
 * @param tables the tables
 * @param source the source's dialect
 * @param scope what moves
 * @param sourceName what the source calls a table of the target
 * @param target what the target will hold
 */
record RowRules(
        PairedTables tables,
        DialectName source,
        MoveScope scope,
        UnaryOperator<String> sourceName,
        RelationalCatalog target) {
    /** What is to be asked of the source. */
    RelationQuestions questions() {
        Map<Boolean, List<ForeignKey>> references = tables.to().foreignKeys().stream()
                .filter(this::moves)
                .flatMap(key -> inSource(key).stream())
                .collect(partitioningBy(key -> isKept(key) && movesWhole(key.table())));
        return new RelationQuestions(
                requireNonNull(references.get(false)),
                requireNonNull(references.get(true)),
                outside(),
                unlike(),
                distinct(),
                checks());
    }

    /** Whether what it refers to moves too. */
    private boolean moves(ForeignKey key) {
        return scope.selection().takes(sourceName.apply(key.table()));
    }

    private List<ForeignKey> outside() {
        return tables.to().foreignKeys().stream()
                .filter(key -> !moves(key) && isComparedByBytes(key))
                .flatMap(key -> tables.sourceNames(key.columns()).stream().map(columns -> referring(key, columns)))
                .toList();
    }

    /** A collation of the target may find a row for a text that is another one. */
    private boolean isComparedByBytes(ForeignKey key) {
        return target.table(key.table()).stream()
                .flatMap(parent -> key.references().stream().flatMap(name -> parent.column(name).stream()))
                .allMatch(column -> column.collation().isEmpty());
    }

    /** The same of other columns. */
    static ForeignKey referring(ForeignKey key, List<String> columns) {
        return new ForeignKey(
                key.name(), columns, key.table(), key.references(), key.actions(), key.overrides(), key.deferral());
    }

    private boolean movesWhole(String table) {
        return !scope.filters().containsKey(table);
    }

    private Optional<ForeignKey> inSource(ForeignKey key) {
        String table = sourceName.apply(key.table());
        return tables.sourceNames(key.columns())
                .map(columns -> new ForeignKey(
                        key.name(),
                        columns,
                        table,
                        key.references().stream()
                                .map(column -> scope.sourceName(table, column))
                                .toList(),
                        key.actions(),
                        key.overrides(),
                        key.deferral()));
    }

    /** SQLite keeps references only for connections that ask for it, PostgreSQL all but those that are not proven. */
    private boolean isKept(ForeignKey wanted) {
        return source.equals(DialectName.POSTGRES)
                && tables.from().foreignKeys().stream()
                        .anyMatch(key -> key.columns().equals(wanted.columns())
                                && key.table().equals(wanted.table())
                                && key.references().equals(wanted.references())
                                && !isUnproven(key));
    }

    private boolean isUnproven(ForeignKey key) {
        return key.name()
                .filter(tables.from().unfinished().constraints()::contains)
                .isPresent();
    }

    private List<List<String>> unlike() {
        return unlikeInTarget().filter(columns -> !isUnlike(columns)).toList();
    }

    /** What a collation tells apart only queries know. */
    private List<List<String>> distinct() {
        return unlikeInTarget()
                .filter(columns -> columns.stream().noneMatch(this::isToldApartByCollation))
                .toList();
    }

    private Stream<List<String>> unlikeInTarget() {
        return unlike(tables.to())
                .flatMap(columns -> tables.sourceNames(columns).stream())
                .distinct();
    }

    private boolean isToldApartByCollation(String column) {
        return collation(column).isPresent()
                || tables.fields().stream()
                        .anyMatch(field -> field.source().equals(column) && field.kind() == Plain.OPAQUE);
    }

    private Optional<String> collation(String column) {
        return tables.to().column(tables.targetName(column)).flatMap(CatalogColumn::collation);
    }

    /** The columns in which no two rows of a table agree. */
    private static Stream<List<String>> unlike(CatalogTable table) {
        return Stream.of(
                        table.primaryKey().stream().map(PrimaryKey::columns),
                        table.uniques().stream().map(Unique::columns),
                        table.indexes().stream().flatMap(index -> columns(index).stream()))
                .flatMap(columns -> columns);
    }

    private static Optional<List<String>> columns(Index index) {
        return index.where().isEmpty() ? index.uniqueColumns() : Optional.empty();
    }

    private boolean isUnlike(List<String> columns) {
        Set<String> wanted = new HashSet<>(columns);
        return columns.stream().allMatch(this::isToldApartAlike)
                && unlike(tables.from()).anyMatch(own -> wanted.containsAll(own));
    }

    /** A collation of the target may take texts for the same that the source tells apart. */
    private boolean isToldApartAlike(String column) {
        Optional<String> collation = collation(column);
        return collation.isEmpty()
                || collation.equals(tables.from().column(column).flatMap(CatalogColumn::collation));
    }

    /** Conditions in the definition's words, where the columns have the same names on both sides. */
    private List<Check> checks() {
        return isRenamed()
                ? List.of()
                : tables.defined().stream()
                        .map(Table::checks)
                        .flatMap(List::stream)
                        .filter(check -> !isKept(check))
                        .toList();
    }

    private boolean isRenamed() {
        return tables.fields().stream().anyMatch(field -> !field.source().equals(field.target()));
    }

    private boolean isKept(Check wanted) {
        return tables.from().checks().stream()
                .anyMatch(check -> check.condition().equals(wanted.condition())
                        && check.name()
                                .filter(tables.from().unfinished().constraints()::contains)
                                .isEmpty());
    }
}
