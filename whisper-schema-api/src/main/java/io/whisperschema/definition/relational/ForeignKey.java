package io.whisperschema.definition.relational;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Checks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A reference from columns of one table to the key of another.
 *
 * @param name the constraint's name, where it matters
 * @param columns the referring columns
 * @param table the table referred to
 * @param references its columns, as many as {@code columns}
 * @param actions what happens on delete and update
 * @param overrides actions that differ in one dialect
 * @param deferral when it is checked
 */
public record ForeignKey(
        Optional<String> name,
        List<String> columns,
        String table,
        List<String> references,
        Actions actions,
        Map<DialectName, Actions> overrides,
        Deferral deferral)
        implements TablePart {
    public ForeignKey {
        requireNonNull(name);
        String place = "foreign key (" + String.join(", ", columns) + ")";
        columns = Checks.some(place, columns);
        requireNonNull(table);
        references = Checks.some(place, references);
        Checks.that(
                columns.size() == references.size(),
                place,
                columns.size() + " columns refer to " + references.size(),
                "Name as many columns of table " + table + " as refer to them.");
        overrides = Map.copyOf(overrides);
        requireNonNull(deferral);
    }

    /** A foreign key that is checked with each statement. */
    public ForeignKey(
            Optional<String> name,
            List<String> columns,
            String table,
            List<String> references,
            Actions actions,
            Map<DialectName, Actions> overrides) {
        this(name, columns, table, references, actions, overrides, Deferral.NOT_DEFERRABLE);
    }

    /**
     * The actions of a foreign key.
     *
     * @param onDelete when the row referred to is deleted
     * @param onUpdate when its key changes
     */
    public record Actions(ReferentialAction onDelete, ReferentialAction onUpdate) {
        /** Refuse both: SQL's default. */
        public static final Actions NONE = new Actions(ReferentialAction.NO_ACTION, ReferentialAction.NO_ACTION);
    }

    /** A foreign key of these columns; say next what they refer to. */
    public static Start from(String... columns) {
        return new Start(List.of(columns));
    }

    /**
     * A foreign key without its target yet.
     *
     * @param columns the referring columns
     */
    public record Start(List<String> columns) {
        public Start {
            columns = List.copyOf(columns);
        }

        /** The foreign key to these columns of that table. */
        public ForeignKey references(String table, String... references) {
            return new ForeignKey(Optional.empty(), columns, table, List.of(references), Actions.NONE, Map.of());
        }
    }

    /** The same foreign key under a name. */
    public ForeignKey named(String name) {
        return new ForeignKey(Optional.of(name), columns, table, references, actions, overrides, deferral);
    }

    /** With this action on delete, in every dialect. */
    public ForeignKey onDelete(ReferentialAction action) {
        return withActions(new Actions(action, actions.onUpdate));
    }

    /** With this action on update, in every dialect. */
    public ForeignKey onUpdate(ReferentialAction action) {
        return withActions(new Actions(actions.onDelete, action));
    }

    /** With this action on delete in one dialect. */
    public ForeignKey onDelete(DialectName dialect, ReferentialAction action) {
        var changed = new TreeMap<DialectName, Actions>(java.util.Comparator.comparing(DialectName::value));
        changed.putAll(overrides);
        changed.put(dialect, new Actions(action, actionsOn(dialect).onUpdate));
        return new ForeignKey(name, columns, table, references, actions, changed, deferral);
    }

    /** The same foreign key, checked so. */
    public ForeignKey checked(Deferral when) {
        return new ForeignKey(name, columns, table, references, actions, overrides, when);
    }

    /** The actions that hold in a dialect. */
    public Actions actionsOn(DialectName dialect) {
        return overrides.getOrDefault(dialect, actions);
    }

    /** The foreign key as one dialect has it: its actions decided, nothing left to override. */
    public ForeignKey resolved(DialectName dialect) {
        return new ForeignKey(name, columns, table, references, actionsOn(dialect), Map.of(), deferral);
    }

    private ForeignKey withActions(Actions changed) {
        return new ForeignKey(name, columns, table, references, changed, overrides, deferral);
    }
}
