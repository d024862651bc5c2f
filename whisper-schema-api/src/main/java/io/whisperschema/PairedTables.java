package io.whisperschema;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.finding.Finding;
import io.whisperschema.move.ColumnName;
import io.whisperschema.move.Field;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Nullness;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Treatment;
import io.whisperschema.move.ValueKind;
import io.whisperschema.move.ValueKind.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two tables of which one becomes the other.
 *
 * @param from the source's
 * @param to the target's
 * @param defined what both are meant to be, where the definition speaks of it
 * @param kinds what values are on their way
 * @param options how is moved
 */
record PairedTables(
        CatalogTable from, CatalogTable to, Optional<Table> defined, FieldKinds kinds, MoveOptions options) {
    /** The table on its way. */
    Passage passage() {
        List<Field> fields = fields();
        List<String> targets = fields.stream().map(Field::target).toList();
        List<Integer> places = key().stream().map(targets::indexOf).toList();
        return new Passage(
                from.name(),
                to.name(),
                fields,
                places,
                Optional.ofNullable(options.scope().filters().get(from.name())));
    }

    /** Its columns that both have and that nothing computes or numbers beside them. */
    List<Field> fields() {
        return from.columns().stream()
                .filter(column -> !isOurs(column))
                .flatMap(column -> counterpart(column).map(other -> field(column, other)).stream())
                .toList();
    }

    private Field field(CatalogColumn column, CatalogColumn other) {
        return new Field(column.name(), other.name(), kind(column, other), nullness(other));
    }

    private ValueKind kind(CatalogColumn column, CatalogColumn other) {
        return isVerbatim() ? Plain.VERBATIM : kinds.of(defined(other), column, other);
    }

    /** Whether SQLite holds both in the same words, so that each value fits as it is. */
    private boolean isVerbatim() {
        return kinds.areBothSqlite()
                && from.columns().stream()
                        .allMatch(column -> target(column)
                                .filter(other -> !other.type().equals(column.type()))
                                .isEmpty());
    }

    private Optional<Column> defined(CatalogColumn column) {
        return defined.flatMap(table -> table.column(column.name()));
    }

    /** A key of PostgreSQL has values in all of its parts, whatever its columns say. */
    private Nullness nullness(CatalogColumn column) {
        boolean inKey = key(to).contains(column.name()) && kinds.target().equals(DialectName.POSTGRES);
        return column.nullable() && !inKey ? Nullness.NULLABLE : Nullness.REQUIRED;
    }

    /** What the target calls a column of the source. */
    String targetName(String column) {
        return options.scope().targetName(new ColumnName(from.name(), column));
    }

    private Optional<CatalogColumn> target(CatalogColumn column) {
        return to.column(targetName(column.name()));
    }

    private Optional<CatalogColumn> counterpart(CatalogColumn column) {
        return target(column).filter(other -> other.generated().isEmpty() && !isSurrogate(other));
    }

    /** What the source's own database computes or numbers. */
    private boolean isOurs(CatalogColumn column) {
        return column.generated().isPresent() || isSurrogate(column);
    }

    /** The number beside a natural key, of which nothing but its own database knows. */
    private boolean isSurrogate(CatalogColumn column) {
        return defined.flatMap(Table::primaryKey)
                .flatMap(PrimaryKey::surrogate)
                .filter(surrogate -> surrogate.column().equals(column.name()))
                .isPresent();
    }

    /** The columns of the target that tell rows apart, all of which move. */
    List<String> key() {
        List<String> moving = fieldNames();
        return Stream.concat(
                        Stream.of(definedKey(), key(to)),
                        to.uniques().stream().map(Unique::columns).filter(this::haveValues))
                .filter(columns -> !columns.isEmpty() && moving.containsAll(columns))
                .findFirst()
                .orElse(List.of());
    }

    private List<String> definedKey() {
        return defined.flatMap(Table::primaryKey).map(PrimaryKey::columns).orElse(List.of());
    }

    private static List<String> key(CatalogTable table) {
        return table.primaryKey().map(PrimaryKey::columns).orElse(List.of());
    }

    private boolean haveValues(List<String> columns) {
        return columns.stream()
                .allMatch(name ->
                        to.column(name).filter(column -> !column.nullable()).isPresent());
    }

    /** The target's names of the fields; needs no kinds, which need the key. */
    private List<String> fieldNames() {
        return from.columns().stream()
                .filter(column -> !isOurs(column))
                .flatMap(column -> counterpart(column).stream())
                .map(CatalogColumn::name)
                .toList();
    }

    /** What the source calls those columns of the target; empty unless all of them move. */
    Optional<List<String>> sourceNames(List<String> targets) {
        List<Field> fields = fields();
        List<String> names = targets.stream()
                .flatMap(name -> IntStream.range(0, fields.size())
                        .filter(i -> fields.get(i).target().equals(name))
                        .mapToObj(i -> fields.get(i).source()))
                .toList();
        return names.size() == targets.size() ? Optional.of(names) : Optional.empty();
    }

    /** What of the tables does not move, and what the target fills by itself. */
    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        from.columns().forEach(column -> left(column).ifPresent(findings::add));
        List<String> moving = fieldNames();
        to.columns().stream()
                .filter(column -> !moving.contains(column.name()))
                .forEach(column -> findings.add(filled(column)));
        return findings;
    }

    private Optional<Finding> left(CatalogColumn column) {
        String place = "column " + from.name() + "." + column.name();
        if (column.generated().isPresent()
                || target(column).filter(other -> other.generated().isPresent()).isPresent()) {
            return Optional.of(stays(place, "it is computed"));
        }
        if (isSurrogate(column)) {
            return Optional.of(stays(place, "its rows are numbered anew"));
        }
        if (target(column).isPresent()) {
            return Optional.empty();
        }
        var name = new ColumnName(from.name(), column.name());
        return Optional.of(
                options.handling().treatments().of(Flaw.COLUMN_LEFT_BEHIND, name) instanceof Treatment.AsNull
                        ? stays(place, "the target has none")
                        : Finding.error(
                                place,
                                "a column of the target",
                                Flaw.COLUMN_LEFT_BEHIND.toString(),
                                "Say what it is called there, MoveOptions.renamingColumn(…), or leave its values:"
                                        + " treating(Flaw.COLUMN_LEFT_BEHIND, \"" + from.name() + "\", \""
                                        + column.name() + "\", Treatment.asNull())."));
    }

    private static Finding stays(String place, String reason) {
        return Finding.notice(place, "to move", reason, "It stays where it is.");
    }

    private Finding filled(CatalogColumn column) {
        String place = "column " + to.name() + "." + column.name();
        boolean canBe = column.nullable()
                || column.defaultValue().isPresent()
                || column.identity() != Identity.NONE
                || column.generated().isPresent();
        return canBe
                ? Finding.notice(place, "a column of the source", "none", "The target fills it by itself.")
                : Finding.error(
                        place,
                        "a column of the source",
                        "none, nor a default",
                        "Say which column of the source it is: MoveOptions.renamingColumn(…).");
    }
}
