package io.whisperschema.postgres;

import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.plan.PlanOptions.Building;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which tasks wait until the transaction is over, where indexes are built concurrently. */
final class Stages {
    private final Situation situation;
    private final List<Task> tasks;
    private final Building building;

    Stages(Situation situation, List<Task> tasks, Building building) {
        this.situation = situation;
        this.tasks = tasks;
        this.building = building;
    }

    Stage of(Task task) {
        if (building == Building.IN_TRANSACTION || task.makesWay()) {
            return Stage.TOGETHER;
        }
        if (task.change() instanceof RelationalChange.CreateIndex create) {
            return isBuiltAlone(create) ? Stage.INDEXES : Stage.TOGETHER;
        }
        if (task.change() instanceof RelationalChange.DropIndex drop) {
            return isDroppedAlone(drop) ? Stage.INDEXES : Stage.TOGETHER;
        }
        if (task.change() instanceof RelationalChange.AddForeignKey add) {
            return waitsForAnIndex(add.key()) ? Stage.KEYS : Stage.TOGETHER;
        }
        return task.change() instanceof RelationalChange.ValidateConstraint ? Stage.PROOFS : Stage.TOGETHER;
    }

    /** Whether a constraint is added first and proven later. PostgreSQL before 18 cannot for a partitioned table's foreign key. */
    boolean isProvenLater(RelationalChange.AddForeignKey add) {
        return building == Building.CONCURRENTLY
                && !situation.isNew(add.table())
                && !situation.isPartitioned(add.table());
    }

    boolean isProvenLater(RelationalChange.AddCheck add) {
        return building == Building.CONCURRENTLY && !situation.isNew(add.table());
    }

    private boolean isBuiltAlone(RelationalChange.CreateIndex create) {
        return !situation.isNew(create.table()) && !situation.isPartitioned(create.table());
    }

    private boolean waitsForAnIndex(ForeignKey key) {
        return situation.all(RelationalChange.CreateIndex.class).stream()
                .anyMatch(create -> isBuiltAlone(create)
                        && create.table().equals(key.table())
                        && create.index()
                                .uniqueColumns()
                                .filter(columns -> Set.copyOf(columns).equals(Set.copyOf(key.references())))
                                .isPresent());
    }

    private boolean isDroppedAlone(RelationalChange.DropIndex drop) {
        return !situation.isPartitioned(drop.table())
                && situation
                        .touched()
                        .first(
                                drop.table(),
                                Set.of(TouchedColumns.Manner.values()),
                                column -> Detours.names(drop.index(), column))
                        .isEmpty()
                && tasks.stream()
                        .noneMatch(task -> task.makesWay() && task.cause().equals(drop))
                && tasks.stream().noneMatch(task -> needsTheName(task, drop.index()));
    }

    private boolean needsTheName(Task task, Index index) {
        return namesGiven(task.change()).anyMatch(index.name()::equals);
    }

    /** The names of relations that a change in the transaction gives. */
    private Stream<String> namesGiven(RelationalChange change) {
        if (change instanceof RelationalChange.CreateIndex create) {
            return isBuiltAlone(create)
                    ? Stream.empty()
                    : Stream.of(create.index().name());
        }
        if (change instanceof RelationalChange.RenameIndex rename) {
            return Stream.of(rename.after().name());
        }
        if (change instanceof RelationalChange.RenameConstraint rename) {
            return Stream.of(rename.after());
        }
        if (change instanceof RelationalChange.AddUnique add) {
            return add.unique().name().stream();
        }
        if (change instanceof RelationalChange.AddExclusion add) {
            return Stream.of(add.exclusion().name());
        }
        if (change instanceof RelationalChange.ChangePrimaryKey key) {
            return key.after().flatMap(PrimaryKey::name).stream();
        }
        return change instanceof RelationalChange.CreateTable create
                ? Stream.concat(
                        Stream.of(create.table().name()),
                        Stream.concat(
                                create.table().indexes().stream().map(Index::name),
                                create.table().uniques().stream()
                                        .map(unique -> unique.name())
                                        .flatMap(Optional::stream)))
                : Stream.empty();
    }
}
