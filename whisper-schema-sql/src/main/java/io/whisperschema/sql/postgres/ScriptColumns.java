package io.whisperschema.sql.postgres;

import io.whisperschema.sql.Identifiers;
import io.whisperschema.sql.PostgresColumn;
import io.whisperschema.sql.PostgresColumn.Counting;
import io.whisperschema.sql.PostgresColumn.Nulls;
import io.whisperschema.sql.PostgresName;
import io.whisperschema.sql.PostgresTypeName;
import io.whisperschema.sql.PostgresTypeName.Origin;
import io.whisperschema.sql.ScriptRefusal;
import java.util.List;
import java.util.Optional;

/** Adds columns to a table while a script is read. */
final class ScriptColumns {
    private final ScriptSchema schema;

    ScriptColumns(ScriptSchema schema) {
        this.schema = schema;
    }

    ScriptColumn add(ScriptTable table, PostgresColumn column) {
        if (table.find(column.name()).isPresent()) {
            throw ScriptRefusal.misfit("table " + table.name + " has a column " + column.name() + " already");
        }
        var added = new ScriptColumn(column.name(), type(column.type()));
        added.nullable = column.nulls() == Nulls.ALLOWED;
        added.defaultText = column.defaultText().map(this::defaultText);
        added.generated = column.generated();
        added.identity = column.identity();
        added.collation = column.collation().flatMap(this::collation);
        table.columns.add(added);
        number(table, added, column.type());
        return added;
    }

    String type(PostgresTypeName type) {
        return type.text(schema.schemaOfTypes());
    }

    Optional<String> collation(PostgresName name) {
        return ScriptIndex.word(name, schema.name);
    }

    /** As the server prints it: a sequence with its schema. */
    String defaultText(String text) {
        return ScriptExpressions.sequenceOf(text)
                .map(sequence -> nextNumber(sequence.schema().orElse(schema.schemaOfTypes()), sequence.name()))
                .orElse(text);
    }

    static String nextNumber(String schema, String sequence) {
        String name = Identifiers.quotedForPostgres(schema) + "." + Identifiers.quotedForPostgres(sequence);
        return "nextval('" + name.replace("'", "''") + "'::regclass)";
    }

    /** A serial or identity column brings a sequence along, which takes a name. */
    private void number(ScriptTable table, ScriptColumn column, PostgresTypeName type) {
        if (type.origin() != Origin.SERIAL && column.identity.isEmpty()) {
            return;
        }
        String sequence = schema.names.newRelation(table.name, List.of(column.name), "seq");
        schema.names.relation(sequence);
        if (type.origin() == Origin.SERIAL) {
            column.nullable = false;
            column.defaultText = Optional.of(nextNumber(schema.name, sequence));
            schema.sequences.add(
                    sequence, Counting.USUAL, Optional.of(new ScriptSequences.Owner(table.name, column.name)));
        }
    }

    /** What a table is made of that has all of its parent's columns and checks. */
    void inherit(ScriptTable child, ScriptTable parent) {
        parent.columns.forEach(column -> {
            if (child.find(column.name).isEmpty()) {
                child.columns.add(column.inherited());
            }
        });
        parent.checks.forEach((name, condition) -> {
            child.checks.putIfAbsent(name, condition);
            Optional.ofNullable(parent.beyond.get(name)).ifPresent(what -> child.beyond.put(name, what));
        });
    }

    /** With a column go the keys, conditions and indexes that name it. */
    void drop(ScriptTable table, String column) {
        ScriptColumn gone = table.column(column);
        List<String> constraints = List.copyOf(table.constraintsNaming(column));
        constraints.forEach(name -> {
            table.dropConstraint(name);
            schema.names.free(name);
        });
        table.indexes.values().removeIf(index -> index.names(column));
        table.columns.remove(gone);
        schema.sequences.dropOwned(table.name, Optional.of(column));
        schema.tables
                .values()
                .forEach(other -> other.foreignKeys
                        .values()
                        .removeIf(key -> key.table().equals(table.name)
                                && key.references().contains(column)));
    }

    void rename(ScriptTable table, String before, String after) {
        if (table.find(after).isPresent()) {
            throw ScriptRefusal.misfit("table " + table.name + " has a column " + after + " already");
        }
        table.renameColumn(before, after);
        schema.sequences.renameColumn(table.name, before, after);
        schema.tables.values().forEach(other -> other.renameReferences(table.name, before, after));
    }
}
