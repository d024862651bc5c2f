package io.whisperschema;

import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.move.ColumnName;
import io.whisperschema.move.MoveScope;
import java.util.List;
import java.util.Optional;

/**
 * Tables and columns of a source that have other names than those of the definition.
 *
 * @param scope which names
 */
record RenamedParts(MoveScope scope) {
    /** Whether a source differs in no more than names by such a change. */
    boolean explain(Change change) {
        if (change instanceof RelationalChange.AddColumn add) {
            String name = add.column().name();
            return !scope.sourceName(add.table(), name).equals(name);
        }
        if (change instanceof RelationalChange.DropColumn drop) {
            return isRenamed(drop.table(), drop.column().name());
        }
        if (change instanceof RelationalChange.ChangePrimaryKey key) {
            return inTarget(key.table(), key.before()).equals(key.after().map(PrimaryKey::columns));
        }
        return explainsRule(change);
    }

    private boolean explainsRule(Change change) {
        if (change instanceof RelationalChange.DropForeignKey drop) {
            return hasRenamed(drop.table()) || refersToRenamed(drop.key());
        }
        if (change instanceof RelationalChange.DropUnique drop) {
            return hasRenamed(drop.table());
        }
        if (change instanceof RelationalChange.DropCheck drop) {
            return hasRenamed(drop.table());
        }
        return change instanceof RelationalChange.DropIndex drop && hasRenamed(drop.table());
    }

    private boolean isRenamed(String table, String column) {
        return scope.columnNames().containsKey(new ColumnName(table, column));
    }

    private boolean hasRenamed(String table) {
        return scope.columnNames().keySet().stream()
                .anyMatch(column -> column.table().equals(table));
    }

    private boolean refersToRenamed(ForeignKey key) {
        return scope.tableNames().containsKey(key.table()) || hasRenamed(key.table());
    }

    private Optional<List<String>> inTarget(String table, Optional<PrimaryKey> key) {
        return key.map(PrimaryKey::columns)
                .map(columns -> columns.stream()
                        .map(column -> scope.targetName(new ColumnName(table, column)))
                        .toList());
    }
}
