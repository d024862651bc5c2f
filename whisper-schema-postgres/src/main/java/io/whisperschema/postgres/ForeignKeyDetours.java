package io.whisperschema.postgres;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.postgres.TouchedColumns.Manner;
import io.whisperschema.postgres.TouchedColumns.Touch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Foreign keys that make way: for columns on either side, and for the key that they refer to. */
final class ForeignKeyDetours {
    private static final Set<Manner> WRITTEN_ANEW = Set.of(Manner.RETYPED, Manner.MADE_ANEW);

    private final Situation situation;
    private final List<KeyGone> keysGone;
    private final List<Task> tasks = new ArrayList<>();

    /**
     * @param others what makes way already
     */
    ForeignKeyDetours(Situation situation, List<Task> others) {
        this.situation = situation;
        this.keysGone = Stream.concat(situation.changes().stream().map(Task::of), others.stream())
                .flatMap(task -> keyGone(task).stream())
                .toList();
    }

    /** A key that goes, if only for a while. */
    private record KeyGone(String table, Set<String> columns, RelationalChange cause) {
        boolean holds(ForeignKey key) {
            return key.table().equals(table) && new HashSet<>(key.references()).equals(columns);
        }
    }

    private static Optional<KeyGone> keyGone(Task task) {
        if (task.change() instanceof RelationalChange.ChangePrimaryKey change) {
            return change.before().map(key -> new KeyGone(change.table(), Set.copyOf(key.columns()), task.cause()));
        }
        if (task.change() instanceof RelationalChange.DropUnique drop) {
            return Optional.of(
                    new KeyGone(drop.table(), Set.copyOf(drop.unique().columns()), task.cause()));
        }
        return task.change() instanceof RelationalChange.DropIndex drop
                ? drop.index()
                        .uniqueColumns()
                        .map(columns -> new KeyGone(drop.table(), Set.copyOf(columns), task.cause()))
                : Optional.empty();
    }

    List<Task> tasks() {
        for (CatalogTable table : situation.stayingTables()) {
            for (ForeignKey key : table.foreignKeys()) {
                if (!situation.changes(new RelationalChange.DropForeignKey(table.name(), key))) {
                    cause(table, key).ifPresent(cause -> makesWay(table, key, cause));
                }
            }
        }
        return tasks;
    }

    private Optional<RelationalChange> cause(CatalogTable table, ForeignKey key) {
        refuseIfNothingIsLeftToReferTo(table, key);
        TouchedColumns touched = situation.touched();
        return touched.first(table.name(), WRITTEN_ANEW, key.columns()::contains)
                .or(() -> touched.first(key.table(), WRITTEN_ANEW, key.references()::contains))
                .map(Touch::cause)
                .or(() -> keysGone.stream()
                        .filter(gone -> gone.holds(key))
                        .map(KeyGone::cause)
                        .findFirst());
    }

    /** A table that the difference does not speak of may refer to what goes. */
    private void refuseIfNothingIsLeftToReferTo(CatalogTable table, ForeignKey key) {
        Set<Manner> dropped = Set.of(Manner.DROPPED);
        situation
                .touched()
                .first(key.table(), dropped, key.references()::contains)
                .or(() -> situation.touched().first(table.name(), dropped, key.columns()::contains))
                .ifPresent(touch -> {
                    throw new UnsupportedChange(
                            situation.store(),
                            touch.cause().words(),
                            "foreign key " + key.name().orElse("(" + String.join(", ", key.columns()) + ")")
                                    + " of table " + table.name() + " stands on it",
                            "Drop the foreign key first, or keep the column.");
                });
    }

    private void makesWay(CatalogTable table, ForeignKey key, RelationalChange cause) {
        tasks.add(new Task(new RelationalChange.DropForeignKey(table.name(), key), cause));
        Optional<String> name = key.name().map(one -> situation.renamedConstraint(table.name(), one));
        var again = new ForeignKey(
                name, key.columns(), key.table(), key.references(), key.actions(), key.overrides(), key.deferral());
        tasks.add(new Task(new RelationalChange.AddForeignKey(table.name(), again), cause));
    }
}
