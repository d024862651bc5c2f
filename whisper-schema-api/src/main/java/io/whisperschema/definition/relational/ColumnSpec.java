package io.whisperschema.definition.relational;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A column as a host writes it, with the keys that can be written beside it. Immutable: each call gives a new one.
 */
public final class ColumnSpec implements TablePart {
    private final Column column;
    private final List<TablePart> keys;

    private ColumnSpec(Column column, List<TablePart> keys) {
        this.column = column;
        this.keys = List.copyOf(keys);
    }

    static ColumnSpec of(String name, ColumnType type) {
        return new ColumnSpec(
                new Column(name, type, true, Optional.empty(), Identity.NONE, Optional.empty()), List.of());
    }

    /** It may not be null. */
    public ColumnSpec notNull() {
        return with(column.withNullable(false));
    }

    /** It may be null, as columns may unless said otherwise; after a key it takes back the key's "not null" on SQLite. */
    public ColumnSpec nullable() {
        return with(column.withNullable(true));
    }

    /** A row that names no value gets this text. */
    public ColumnSpec defaultsTo(String text) {
        return defaultsTo(Expression.literal(text));
    }

    /** A row that names no value gets this number. */
    public ColumnSpec defaultsTo(long number) {
        return defaultsTo(Expression.literal(number));
    }

    /** A row that names no value gets this number. */
    public ColumnSpec defaultsTo(double number) {
        return defaultsTo(Expression.literal(number));
    }

    /** A row that names no value gets this truth value. */
    public ColumnSpec defaultsTo(boolean truth) {
        return defaultsTo(Expression.literal(truth));
    }

    /** A row that names no value gets the time of its transaction. */
    public ColumnSpec defaultsToNow() {
        return defaultsTo(Expression.now());
    }

    /** A row that names no value gets this. */
    public ColumnSpec defaultsTo(Expression value) {
        return with(column.withDefault(value));
    }

    /** The table's primary key, numbered by the store. */
    public ColumnSpec identity() {
        return identity(Identity.GENERATED);
    }

    /** The table's primary key, numbered by the store in the given spelling. */
    public ColumnSpec identity(Identity identity) {
        return with(column.withNullable(false).withIdentity(identity)).and(PrimaryKey.of(column.name()));
    }

    /** The table's primary key; not null. */
    public ColumnSpec primaryKey() {
        return notNull().and(PrimaryKey.of(column.name()));
    }

    /**
     * The table's natural key; not null. SQLite makes it the primary key; PostgreSQL keeps it unique beside a
     * numbered primary key of that name.
     */
    public ColumnSpec naturalKey(String surrogate) {
        return naturalKey(new PrimaryKey.Surrogate(surrogate, ScalarType.BIGINT, Identity.GENERATED));
    }

    /** The table's natural key, with a surrogate of the host's choice; not null. */
    public ColumnSpec naturalKey(PrimaryKey.Surrogate surrogate) {
        return notNull().and(new PrimaryKey(Optional.empty(), List.of(column.name()), Optional.of(surrogate)));
    }

    /** No two rows agree in it. */
    public ColumnSpec unique() {
        return and(Unique.of(column.name()));
    }

    /** It refers to that column of that table. */
    public ColumnSpec references(String table, String references) {
        return and(ForeignKey.from(column.name()).references(table, references));
    }

    /** What happens to this row when the row referred to is deleted. */
    public ColumnSpec onDelete(ReferentialAction action) {
        return withForeignKey(key -> key.onDelete(action));
    }

    /** What happens in one dialect to this row when the row referred to is deleted. */
    public ColumnSpec onDelete(DialectName dialect, ReferentialAction action) {
        return withForeignKey(key -> key.onDelete(dialect, action));
    }

    /** What happens to this row when the key referred to changes. */
    public ColumnSpec onUpdate(ReferentialAction action) {
        return withForeignKey(key -> key.onUpdate(action));
    }

    /** The store computes it when a row is written. */
    public ColumnSpec generatedAs(Expression expression) {
        return generatedAs(expression, Generated.Storage.STORED);
    }

    /** The store computes it. */
    public ColumnSpec generatedAs(Expression expression, Generated.Storage storage) {
        return with(column.withGenerated(new Generated(expression, storage)));
    }

    /** How one dialect sorts and compares its text, for example {@code NOCASE} on SQLite. */
    public ColumnSpec collate(DialectName dialect, String collation) {
        return with(column.withCollation(dialect, collation));
    }

    /** What it means. */
    public ColumnSpec comment(String text) {
        return with(column.withComment(text));
    }

    /** The column alone. */
    public Column column() {
        return column;
    }

    /** The keys that are written beside it. */
    public List<TablePart> keys() {
        return keys;
    }

    private ColumnSpec with(Column changed) {
        return new ColumnSpec(changed, keys);
    }

    private ColumnSpec and(TablePart key) {
        var more = new ArrayList<>(keys);
        more.add(key);
        return new ColumnSpec(column, more);
    }

    private ColumnSpec withForeignKey(java.util.function.UnaryOperator<ForeignKey> change) {
        var changed = new ArrayList<>(keys);
        for (int i = changed.size() - 1; i >= 0; i--) {
            if (changed.get(i) instanceof ForeignKey key) {
                changed.set(i, change.apply(key));
                return new ColumnSpec(column, changed);
            }
        }
        throw new io.whisperschema.error.InvalidDefinition(
                "column " + column.name(), "it has actions but refers to nothing", "Call references(…) first.");
    }
}
