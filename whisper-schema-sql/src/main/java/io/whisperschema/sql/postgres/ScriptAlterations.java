package io.whisperschema.sql.postgres;

import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.sql.PostgresAlteration;
import io.whisperschema.sql.PostgresAlteration.ChangeDefault;
import io.whisperschema.sql.PostgresAlteration.ChangeIdentity;
import io.whisperschema.sql.PostgresAlteration.ChangeIdentityKind;
import io.whisperschema.sql.PostgresAlteration.ChangeNulls;
import io.whisperschema.sql.PostgresAlteration.ChangeType;
import io.whisperschema.sql.PostgresAlteration.DropExpression;
import io.whisperschema.sql.PostgresAlteration.Presence;
import io.whisperschema.sql.PostgresColumn.Nulls;
import io.whisperschema.sql.PostgresColumn.Numbered;
import io.whisperschema.sql.PostgresStatement.Reach;
import io.whisperschema.sql.PostgresStatement.Unread;
import io.whisperschema.sql.ScriptRefusal;
import java.util.List;
import java.util.Optional;

/** Changes one table while a script is read; each action gives what of it a catalog does not show. */
final class ScriptAlterations implements PostgresAlteration.Cases<Optional<Unread>> {
    private final ScriptSchema schema;
    private final ScriptColumns columns;
    private final ScriptTable table;
    private final Reach reach;

    ScriptAlterations(ScriptSchema schema, ScriptTable table, Reach reach) {
        this.schema = schema;
        this.columns = new ScriptColumns(schema);
        this.table = table;
        this.reach = reach;
    }

    /** The table, and its partitions if they are meant. */
    private List<ScriptTable> meant() {
        return reach == Reach.ONLY ? List.of(table) : schema.withPartitions(table);
    }

    @Override
    public Optional<Unread> addColumn(PostgresAlteration.AddColumn action) {
        if (action.presence() == Presence.LENIENT
                && table.find(action.column().name()).isPresent()) {
            throw ScriptRefusal.idle("the column is there already");
        }
        ScriptColumn added = columns.add(table, action.column());
        schema.withPartitions(table).stream()
                .filter(one -> one != table && one.find(added.name).isEmpty())
                .forEach(one -> one.columns.add(added.inherited()));
        ScriptConstraints.add(schema, table, action.constraints());
        return Optional.empty();
    }

    @Override
    public Optional<Unread> dropColumn(PostgresAlteration.DropColumn action) {
        table.column(action.column());
        meant().forEach(one -> columns.drop(one, action.column()));
        return Optional.empty();
    }

    @Override
    public Optional<Unread> changeColumn(PostgresAlteration.ChangeColumn action) {
        if (schema.views.containsKey(table.name)) {
            throw ScriptRefusal.misfit(table.name + " is a view");
        }
        meant().forEach(one -> change(one.column(action.column()), action.change()));
        return Optional.empty();
    }

    private void change(ScriptColumn column, PostgresAlteration.Change change) {
        if (change instanceof ChangeDefault newDefault) {
            column.defaultText = newDefault.text().map(columns::defaultText);
        } else if (change instanceof ChangeNulls nulls) {
            column.nullable = nulls.nulls() == Nulls.ALLOWED;
        } else if (change instanceof ChangeType type) {
            column.type = columns.type(type.type());
            column.collation = type.collation().flatMap(columns::collation);
        } else if (change instanceof ChangeIdentity identity) {
            column.identity = identity.identity();
        } else if (change instanceof ChangeIdentityKind kind) {
            column.identity = column.identity.map(numbered -> new Numbered(kind.kind(), numbered.counting()));
        } else if (change instanceof DropExpression) {
            column.generated = Optional.empty();
        }
    }

    @Override
    public Optional<Unread> addConstraint(PostgresAlteration.AddConstraint action) {
        ScriptConstraints.add(schema, table, List.of(action.constraint()));
        return Optional.empty();
    }

    @Override
    public Optional<Unread> dropConstraint(PostgresAlteration.DropConstraint action) {
        if (!table.hasConstraint(action.constraint())) {
            throw ScriptRefusal.misfit("table " + table.name + " has no constraint " + action.constraint());
        }
        meant().forEach(one -> one.dropConstraint(action.constraint()));
        schema.names.free(action.constraint());
        return Optional.empty();
    }

    @Override
    public Optional<Unread> validateConstraint(PostgresAlteration.ValidateConstraint action) {
        table.unproven.remove(action.constraint());
        return Optional.empty();
    }

    @Override
    public Optional<Unread> rename(PostgresAlteration.Rename action) {
        switch (action.what()) {
            case TABLE -> rename(action.after());
            case COLUMN -> meant().forEach(one -> columns.rename(one, action.before(), action.after()));
            case CONSTRAINT -> renameConstraint(action.before(), action.after());
        }
        return Optional.empty();
    }

    private void rename(String after) {
        String before = table.name;
        schema.tables.remove(before);
        table.name = after;
        schema.tables.put(after, table);
        schema.names.free(before);
        schema.names.relation(after);
        schema.sequences.renameTable(before, after);
        schema.tables.values().forEach(other -> {
            other.foreignKeys.replaceAll((name, key) -> key.table().equals(before)
                    ? ScriptConstraints.keyOf(key, key.columns(), after, key.references())
                    : key);
            other.partitionOf = other.partitionOf.map(
                    place -> place.table().equals(before) ? new TableForm.PartitionOf(after, place.bound()) : place);
        });
        schema.objects.replaceAll(object -> object.table().equals(Optional.of(before))
                ? new ForeignObject(object.type(), object.name(), Optional.of(after), object.definition())
                : object);
    }

    private void renameConstraint(String before, String after) {
        if (!table.hasConstraint(before)) {
            throw ScriptRefusal.misfit("table " + table.name + " has no constraint " + before);
        }
        table.renameConstraint(before, after);
        schema.names.free(before);
        schema.names.constraint(after);
    }

    @Override
    public Optional<Unread> attachPartition(PostgresAlteration.AttachPartition action) {
        ScriptTable partition = schema.table(action.partition());
        partition.partitionOf = Optional.of(new TableForm.PartitionOf(table.name, action.bounds()));
        List<ForeignKey> keys = List.copyOf(table.foreignKeys.values());
        partition.foreignKeys.values().removeIf(own -> keys.stream().anyMatch(key -> isSame(key, own)));
        return Optional.empty();
    }

    /** A foreign key that the whole table has is the partition's own no longer. */
    private static boolean isSame(ForeignKey left, ForeignKey right) {
        return left.columns().equals(right.columns())
                && left.table().equals(right.table())
                && left.references().equals(right.references())
                && left.actions().equals(right.actions());
    }

    @Override
    public Optional<Unread> detachPartition(PostgresAlteration.DetachPartition action) {
        throw ScriptRefusal.misfit("what a partition keeps of its table once it is detached is not known here");
    }

    @Override
    public Optional<Unread> changePersistence(PostgresAlteration.ChangePersistence action) {
        table.persistence = action.persistence();
        return Optional.empty();
    }

    @Override
    public Optional<Unread> ineffective(PostgresAlteration.Ineffective action) {
        return Optional.of(new Unread(action.reason(), action.why()));
    }
}
