package io.whisperschema.postgres;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.plan.PlanOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.postgres.Renamings.Renaming;
import io.whisperschema.sql.CreationOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The steps that make a difference on PostgreSQL: the changes, what makes way for them, and the order in which all of it
 * works.
 */
final class PostgresPlanner {
    private final Situation situation;
    private final PostgresWords words;
    private final PlanOptions options;
    private final Map<String, List<ForeignKey>> late;

    PostgresPlanner(String store, String schema, Diff diff, PlanOptions options) {
        this.situation = Situation.of(store, diff);
        this.words = new PostgresWords(schema);
        this.options = options;
        this.late = LateKeys.of(situation);
    }

    List<Step> plan() {
        List<Task> tasks = tasks();
        var stages = new Stages(situation, tasks, options.building());
        var workshop = new Workshop(situation, words, options, stages, late);
        for (Stage stage : Stage.values()) {
            add(
                    TaskOrder.of(tasks.stream()
                            .filter(task -> stages.of(task) == stage)
                            .toList()),
                    stage,
                    workshop);
        }
        return workshop.toList();
    }

    private List<Task> tasks() {
        var tasks = new ArrayList<>(new Detours(situation).tasks());
        var views = new ViewDetours(situation);
        tasks.addAll(views.tasks());
        new ForeignDependents(situation, views, tasks).refuse();
        return new Partitions(situation, words)
                .withoutInherited(Stream.concat(tasks.stream().flatMap(PostgresPlanner::halves), keysInCircles())
                        .toList());
    }

    /** A key that changes goes before what it stands on changes, and comes after. */
    private static Stream<Task> halves(Task task) {
        if (task.change() instanceof RelationalChange.ChangePrimaryKey change
                && change.before().isPresent()
                && change.after().isPresent()) {
            return Stream.of(
                    new Task(
                            new RelationalChange.ChangePrimaryKey(change.table(), change.before(), Optional.empty()),
                            task.cause()),
                    new Task(
                            new RelationalChange.ChangePrimaryKey(change.table(), Optional.empty(), change.after()),
                            task.cause()));
        }
        return Stream.of(task);
    }

    /** Tables that go and refer to each other in a circle do so no longer; new ones do once all are there. */
    private Stream<Task> keysInCircles() {
        List<CatalogTable> dropped = situation.all(RelationalChange.DropTable.class).stream()
                .map(RelationalChange.DropTable::table)
                .toList();
        Stream<Task> going = CreationOrder.of(dropped).late().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(table -> table.getValue().stream()
                        .map(key -> new Task(
                                new RelationalChange.DropForeignKey(table.getKey(), key),
                                new RelationalChange.DropTable(dropped.stream()
                                        .filter(one -> one.name().equals(table.getKey()))
                                        .findFirst()
                                        .orElseThrow()))));
        Stream<Task> coming = CreationOrder.of(situation.all(RelationalChange.CreateTable.class).stream()
                        .map(RelationalChange.CreateTable::table)
                        .toList())
                .tables()
                .stream()
                .flatMap(table -> late.getOrDefault(table.name(), List.of()).stream()
                        .map(key -> Task.of(new RelationalChange.AddForeignKey(table.name(), key))));
        return Stream.concat(going, coming);
    }

    private static void add(List<Task> tasks, Stage stage, Workshop workshop) {
        List<Renaming> renamings = Renamings.inOrder(tasks.stream()
                .flatMap(task -> Renaming.of(task.change()).stream())
                .toList());
        Optional<Task> firstRenaming = tasks.stream()
                .filter(task -> Renaming.of(task.change()).isPresent())
                .findFirst();
        for (Task task : tasks) {
            if (firstRenaming.equals(Optional.of(task))) {
                renamings.forEach(one -> new PostgresStatements(workshop, Task.of(one.change()), stage).rename(one));
            } else if (Renaming.of(task.change()).isEmpty()) {
                new PostgresStatements(workshop, task, stage).add();
            }
        }
        if (stage == Stage.PROOFS) {
            workshop.unproven().forEach(one -> new PostgresStatements(workshop, Task.of(one), stage).add());
        }
    }
}
