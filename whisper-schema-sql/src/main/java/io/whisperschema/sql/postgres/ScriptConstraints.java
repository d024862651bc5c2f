package io.whisperschema.sql.postgres;

import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.sql.PostgresConstraint;
import io.whisperschema.sql.PostgresConstraint.Proof;
import io.whisperschema.sql.PostgresConstraint.Rank;
import io.whisperschema.sql.PostgresConstraint.Traits;
import io.whisperschema.sql.ScriptRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds constraints to a table while a script is read. */
final class ScriptConstraints implements PostgresConstraint.Cases<String> {
    private final ScriptSchema schema;
    private final ScriptTable table;

    private ScriptConstraints(ScriptSchema schema, ScriptTable table) {
        this.schema = schema;
        this.table = table;
    }

    /** Adds them, keys first: what is named after none of them may refer to one. */
    static void add(ScriptSchema schema, ScriptTable table, List<PostgresConstraint> constraints) {
        var cases = new ScriptConstraints(schema, table);
        constraints.stream().filter(PostgresConstraint.Key.class::isInstance).forEach(cases::add);
        constraints.stream()
                .filter(constraint -> !(constraint instanceof PostgresConstraint.Key))
                .forEach(cases::add);
    }

    private void add(PostgresConstraint constraint) {
        constraint.traits().name().filter(table::hasConstraint).ifPresent(name -> {
            throw ScriptRefusal.misfit("table " + table.name + " has a constraint " + name + " already");
        });
        String name = constraint.match(this);
        if (name.isEmpty()) {
            return;
        }
        schema.names.constraint(name);
        Traits traits = constraint.traits();
        if (traits.proof() == Proof.NOT_VALID) {
            table.unproven.add(name);
        }
        if (!traits.beyond().isEmpty()) {
            table.beyond.put(name, traits.beyond());
        }
    }

    @Override
    public String key(PostgresConstraint.Key constraint) {
        constraint.columns().forEach(table::column);
        constraint.included().forEach(table::column);
        boolean primary = constraint.rank() == Rank.PRIMARY;
        String name = constraint.traits().name().orElseGet(() -> name(constraint));
        schema.names.relation(name);
        var key = new ScriptTable.Key(
                name,
                constraint.columns(),
                constraint.included(),
                constraint.rank() == Rank.UNIQUE_NULLS ? Unique.Nulls.AGREE : Unique.Nulls.DIFFER,
                constraint.traits().deferral());
        if (primary) {
            setPrimary(key);
        } else {
            table.uniques.put(name, key);
        }
        return name;
    }

    private String name(PostgresConstraint.Key key) {
        if (key.rank() == Rank.PRIMARY) {
            return schema.names.newRelation(table.name, List.of(), "pkey");
        }
        var columns = new ArrayList<>(key.columns());
        columns.addAll(key.included());
        return schema.names.newRelation(table.name, columns, "key");
    }

    private void setPrimary(ScriptTable.Key key) {
        if (table.key().isPresent()) {
            throw ScriptRefusal.misfit("table " + table.name + " has a primary key already");
        }
        table.primaryKey = key;
        schema.withPartitions(table)
                .forEach(one -> key.columns().forEach(column -> one.column(column).nullable = false));
    }

    @Override
    public String check(PostgresConstraint.Check constraint) {
        List<String> columns = ScriptExpressions.columnsIn(constraint.expression(), table.columnNames());
        String name = constraint
                .traits()
                .name()
                .orElseGet(() ->
                        schema.names.newConstraint(table.name, columns.size() == 1 ? columns : List.of(), "check"));
        schema.withPartitions(table).forEach(one -> one.checks.putIfAbsent(name, constraint.expression()));
        return name;
    }

    @Override
    public String foreignKey(PostgresConstraint.ForeignKey constraint) {
        constraint.columns().forEach(table::column);
        String name = constraint
                .traits()
                .name()
                .orElseGet(() -> schema.names.newConstraint(table.name, constraint.columns(), "fkey"));
        if (!schema.holds(constraint.table())) {
            table.keysToOtherSchemas.add(name);
            return name;
        }
        String referred = schema.found(constraint.table());
        table.foreignKeys.put(
                name,
                new ForeignKey(
                        Optional.of(name),
                        constraint.columns(),
                        referred,
                        constraint.references().isEmpty()
                                ? schema.table(referred).keyColumns()
                                : constraint.references(),
                        new ForeignKey.Actions(constraint.onDelete(), constraint.onUpdate()),
                        Map.of(),
                        constraint.traits().deferral()));
        return name;
    }

    /** The same foreign key of other columns to others. */
    static ForeignKey keyOf(ForeignKey key, List<String> columns, String table, List<String> references) {
        return new ForeignKey(key.name(), columns, table, references, key.actions(), key.overrides(), key.deferral());
    }

    @Override
    public String exclusion(PostgresConstraint.Exclusion constraint) {
        String name = constraint
                .traits()
                .name()
                .orElseGet(() -> schema.names.newRelation(table.name, constraint.columns(), "excl"));
        schema.names.relation(name);
        table.exclusions.put(name, constraint.definition());
        return name;
    }

    /** A catalog says it of the column, and has no name for it. */
    @Override
    public String notNull(PostgresConstraint.NotNull constraint) {
        schema.withPartitions(table).forEach(one -> one.column(constraint.column()).nullable = false);
        return "";
    }
}
