package io.whisperschema.postgres;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.Exclusion;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.postgres.TouchedColumns.Manner;
import io.whisperschema.postgres.TouchedColumns.Touch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What stands on columns, keys and tables that change, and so goes before the change and comes again after it: computed
 * columns, constraints, indexes, foreign keys. PostgreSQL rebuilds plain indexes and keys of a retyped column itself; it
 * drops without a word what stands on a column that goes.
 */
final class Detours {
    private static final Set<Manner> ANEW = Set.of(Manner.MADE_ANEW);
    private static final Set<Manner> GONE = Set.of(Manner.DROPPED);
    private static final Set<Manner> GONE_OR_ANEW = Set.of(Manner.DROPPED, Manner.MADE_ANEW);
    private static final Set<ColumnType> NUMBERS = Set.of(ScalarType.INTEGER, ScalarType.BIGINT, ScalarType.REAL);
    private static final Set<Manner> ALL_BUT_RELABELLED = Set.of(Manner.DROPPED, Manner.MADE_ANEW, Manner.RETYPED);

    private final Situation situation;
    private final TouchedColumns touched;
    private final List<Task> tasks = new ArrayList<>();

    Detours(Situation situation) {
        this.situation = situation;
        this.touched = situation.touched();
    }

    /** The changes with all that makes way for them, in no particular order. */
    List<Task> tasks() {
        for (CatalogTable table : situation.stayingTables()) {
            columns(table);
            checks(table);
            indexes(table);
            uniques(table);
            primaryKey(table);
            exclusions(table);
        }
        tasks.addAll(new ForeignKeyDetours(situation, tasks).tasks());
        var all = new ArrayList<>(tasks);
        situation.changes().stream().filter(this::isStillToDo).map(Task::of).forEach(all::add);
        return all;
    }

    private void columns(CatalogTable table) {
        touched.in(table.name()).forEach((name, touch) -> {
            if (touch.is(ANEW)) {
                Optional<CatalogColumn> wanted = situation.wanted(table.name()).flatMap(one -> one.column(name));
                table.column(name)
                        .ifPresent(before -> wanted.ifPresent(after -> anew(table.name(), before, after, touch)));
            }
        });
    }

    /** What was computed when read is kept by computing it once when written; so its values stay. */
    private void anew(String table, CatalogColumn before, CatalogColumn after, Touch touch) {
        add(new RelationalChange.DropColumn(table, before), touch);
        if (after.generated().isPresent()) {
            add(new RelationalChange.AddColumn(table, after), touch);
        } else {
            CatalogColumn stored = before.computed(
                    before.generated().map(one -> new Generated(one.expression(), Generated.Storage.STORED)));
            add(new RelationalChange.AddColumn(table, stored), touch);
            add(new RelationalChange.AlterColumn(table, stored, after), touch);
        }
    }

    private void checks(CatalogTable table) {
        for (Check check : table.checks()) {
            if (!situation.changes(new RelationalChange.DropCheck(table.name(), check))) {
                Predicate<String> named = column -> NamesIn.in(check.condition(), column);
                touched.first(table.name(), ALL_BUT_RELABELLED, named).ifPresent(touch -> {
                    add(new RelationalChange.DropCheck(table.name(), check), touch);
                    again(table, check, named)
                            .ifPresent(one -> add(new RelationalChange.AddCheck(table.name(), one), touch));
                });
            }
        }
    }

    private Optional<Check> again(CatalogTable table, Check check, Predicate<String> named) {
        Optional<String> name = check.name().map(one -> situation.renamedConstraint(table.name(), one));
        List<Check> wanted =
                situation.wanted(table.name()).map(CatalogTable::checks).orElse(List.of());
        return wanted.stream()
                .filter(one -> one.name().isPresent() && one.name().equals(name))
                .findFirst()
                .or(() -> wanted.stream()
                        .filter(one -> one.name().isEmpty()
                                && one.condition()
                                        .canonical()
                                        .equals(check.condition().canonical()))
                        .findFirst())
                .map(Check::condition)
                .or(() -> loses(table, named) ? Optional.empty() : Optional.of(check.condition()))
                .map(condition -> new Check(name, condition));
    }

    private boolean loses(CatalogTable table, Predicate<String> named) {
        return touched.first(table.name(), GONE, named).isPresent();
    }

    private void indexes(CatalogTable table) {
        for (Index index : table.indexes()) {
            if (!situation.changes(new RelationalChange.DropIndex(table.name(), index))) {
                Predicate<String> named = column -> names(index, column);
                touched.first(table.name(), GONE_OR_ANEW, named)
                        .or(() ->
                                touched.first(table.name(), ALL_BUT_RELABELLED, column -> computesWith(index, column)))
                        .ifPresent(touch -> {
                            refuseAnotherKind(table, index);
                            add(new RelationalChange.DropIndex(table.name(), index), touch);
                            again(table, index, named)
                                    .ifPresent(one -> add(new RelationalChange.CreateIndex(table.name(), one), touch));
                        });
            }
        }
    }

    static boolean names(Index index, String column) {
        return index.included().contains(column)
                || index.keys().stream().anyMatch(key -> NamesIn.in(key.expression(), column))
                || index.where().filter(where -> NamesIn.in(where, column)).isPresent();
    }

    private static boolean computesWith(Index index, String column) {
        return index.where().filter(where -> NamesIn.in(where, column)).isPresent()
                || index.keys().stream()
                        .map(Index.Key::expression)
                        .filter(key -> !(key instanceof io.whisperschema.definition.relational.Expression.Column))
                        .anyMatch(key -> NamesIn.in(key, column));
    }

    /** An index that nobody wishes for stays as it is, but what it computes of a number it cannot compute of a text. */
    private void refuseAnotherKind(CatalogTable table, Index index) {
        if (situation
                .wanted(table.name())
                .filter(wanted -> wanted.indexes().stream()
                        .anyMatch(one -> one.name().equals(situation.renamedIndex(table.name(), index.name()))))
                .isPresent()) {
            return;
        }
        situation.all(RelationalChange.AlterColumn.class).stream()
                .filter(change -> change.table().equals(table.name()))
                .filter(change -> areOfOtherKinds(change.before(), change.after()))
                .filter(change -> computesWith(index, change.before().name()))
                .findFirst()
                .ifPresent(change -> {
                    throw new UnsupportedChange(
                            situation.store(),
                            change.words(),
                            "index " + index.name() + ", which the definition does not speak of, computes with it",
                            "Drop the index first, or add it to the definition.");
                });
    }

    /** Of a type that no definition has, we do not know. */
    private static boolean areOfOtherKinds(CatalogColumn before, CatalogColumn after) {
        Optional<String> kind = before.type().portable().map(Detours::kind);
        return kind.isPresent()
                && after.type()
                        .portable()
                        .map(Detours::kind)
                        .filter(other -> !kind.get().equals(other))
                        .isPresent();
    }

    /** Types of one kind compute alike. */
    private static String kind(ColumnType type) {
        if (type instanceof DecimalType || NUMBERS.contains(type)) {
            return "number";
        }
        return type == ScalarType.JSON || type == ScalarType.JSONB ? "json" : type.text();
    }

    private Optional<Index> again(CatalogTable table, Index index, Predicate<String> named) {
        String name = situation.renamedIndex(table.name(), index.name());
        return situation
                .wanted(table.name())
                .flatMap(wanted -> wanted.indexes().stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst())
                .or(() -> loses(table, named) ? Optional.empty() : Optional.of(index));
    }

    private void uniques(CatalogTable table) {
        for (Unique unique : table.uniques()) {
            if (!situation.changes(new RelationalChange.DropUnique(table.name(), unique))) {
                touched.first(table.name(), ANEW, unique.columns()::contains).ifPresent(touch -> {
                    add(new RelationalChange.DropUnique(table.name(), unique), touch);
                    add(
                            new RelationalChange.AddUnique(
                                    table.name(),
                                    new Unique(
                                            renamed(table, unique.name()),
                                            unique.columns(),
                                            unique.nulls(),
                                            unique.deferral())),
                            touch);
                });
            }
        }
    }

    private void primaryKey(CatalogTable table) {
        boolean changes = situation.all(RelationalChange.ChangePrimaryKey.class).stream()
                .anyMatch(change -> change.table().equals(table.name()));
        Optional<PrimaryKey> key = changes ? Optional.empty() : table.primaryKey();
        key.flatMap(one -> touched.first(table.name(), ANEW, one.columns()::contains))
                .ifPresent(touch -> {
                    var again =
                            key.map(one -> new PrimaryKey(renamed(table, one.name()), one.columns(), one.surrogate()));
                    add(new RelationalChange.ChangePrimaryKey(table.name(), key, Optional.empty()), touch);
                    add(new RelationalChange.ChangePrimaryKey(table.name(), Optional.empty(), again), touch);
                });
    }

    private Optional<String> renamed(CatalogTable table, Optional<String> name) {
        return name.map(one -> situation.renamedConstraint(table.name(), one));
    }

    private void exclusions(CatalogTable table) {
        for (Exclusion exclusion : table.exclusions()) {
            if (!situation.changes(new RelationalChange.DropExclusion(table.name(), exclusion))) {
                Predicate<String> named = NamesIn.of(exclusion.definition())::mayName;
                touched.first(table.name(), GONE_OR_ANEW, named).ifPresent(touch -> {
                    add(new RelationalChange.DropExclusion(table.name(), exclusion), touch);
                    add(new RelationalChange.AddExclusion(table.name(), again(table, exclusion, named, touch)), touch);
                });
            }
        }
    }

    private Exclusion again(CatalogTable table, Exclusion exclusion, Predicate<String> named, Touch touch) {
        Optional<Exclusion> wanted = situation
                .wanted(table.name())
                .flatMap(one -> one.exclusions().stream()
                        .filter(other -> other.name().equals(exclusion.name()))
                        .findFirst());
        if (wanted.isEmpty() && loses(table, named)) {
            throw new UnsupportedChange(
                    situation.store(),
                    touch.cause().words(),
                    "exclusion constraint " + exclusion.name() + " of table " + table.name() + " stands on it",
                    "Drop the constraint first, or keep the column.");
        }
        return wanted.orElse(exclusion);
    }

    private void add(RelationalChange change, Touch touch) {
        tasks.add(new Task(change, touch.cause()));
    }

    /** What is dropped and made again gets its new name, and is proven, on the way. */
    private boolean isStillToDo(RelationalChange change) {
        if (change instanceof RelationalChange.AlterColumn alter) {
            return touched.touch(alter.table(), alter.after().name())
                    .filter(touch -> touch.is(ANEW))
                    .isEmpty();
        }
        if (change instanceof RelationalChange.RenameIndex rename) {
            return !tasksContain(new RelationalChange.DropIndex(rename.table(), rename.before()));
        }
        if (change instanceof RelationalChange.RenameConstraint rename) {
            return tasks.stream().noneMatch(task -> dropsConstraint(task, rename.table(), rename.before()));
        }
        return !(change instanceof RelationalChange.ValidateConstraint validate)
                || tasks.stream().noneMatch(task -> dropsConstraint(task, validate.table(), validate.name()));
    }

    private boolean tasksContain(RelationalChange change) {
        return tasks.stream().anyMatch(task -> task.change().equals(change));
    }

    private static boolean dropsConstraint(Task task, String table, String name) {
        if (task.change() instanceof RelationalChange.DropCheck drop) {
            return drop.table().equals(table) && drop.check().name().equals(Optional.of(name));
        }
        if (task.change() instanceof RelationalChange.DropUnique drop) {
            return drop.table().equals(table) && drop.unique().name().equals(Optional.of(name));
        }
        if (task.change() instanceof RelationalChange.DropForeignKey drop) {
            return drop.table().equals(table) && drop.key().name().equals(Optional.of(name));
        }
        return task.change() instanceof RelationalChange.ChangePrimaryKey change
                && change.table().equals(table)
                && change.before().flatMap(PrimaryKey::name).equals(Optional.of(name));
    }
}
