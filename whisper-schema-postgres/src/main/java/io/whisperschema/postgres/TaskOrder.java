package io.whisperschema.postgres;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.sql.CreationOrder;
import io.whisperschema.sql.ViewOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * An order in which tasks work: old names are given up first, what stands on others goes before them and comes after
 * them, and plain columns go last, when all else has succeeded.
 */
final class TaskOrder implements RelationalChange.Cases<Integer> {
    private static final TaskOrder PHASE = new TaskOrder();
    private static final int EARLY_COLUMN = 8;
    private static final int AFTER_COMPUTED_COLUMNS = 13;

    private TaskOrder() {}

    /** The tasks of each kind in an order of their own, and the kinds one after another. */
    static List<Task> of(List<Task> tasks) {
        var ordered = new ArrayList<Task>();
        ordered.addAll(viewsToDrop(tasks));
        ordered.addAll(tablesToDrop(tasks));
        ordered.addAll(tablesToCreate(tasks));
        tasks.stream().filter(task -> !isInAnOrderOfItsOwn(task.change())).forEach(ordered::add);
        ordered.addAll(viewsToCreate(tasks));
        ordered.sort(Comparator.comparing(task -> phase(task)));
        return ordered;
    }

    private static int phase(Task task) {
        if (task.makesWay() && task.change() instanceof RelationalChange.DropColumn) {
            return EARLY_COLUMN;
        }
        return task.makesWay() && task.change() instanceof RelationalChange.AlterColumn
                ? AFTER_COMPUTED_COLUMNS
                : task.change().match(PHASE);
    }

    private static boolean isInAnOrderOfItsOwn(RelationalChange change) {
        return change instanceof RelationalChange.DropView
                || change instanceof RelationalChange.CreateView
                || change instanceof RelationalChange.DropTable
                || change instanceof RelationalChange.CreateTable;
    }

    private static List<Task> viewsToDrop(List<Task> tasks) {
        List<CatalogView> views = tasks.stream()
                .filter(task -> task.change() instanceof RelationalChange.DropView)
                .map(task -> ((RelationalChange.DropView) task.change()).view())
                .toList();
        return reversed(ViewOrder.of(views, DialectName.POSTGRES).stream()
                .map(view -> the(tasks, new RelationalChange.DropView(view)))
                .toList());
    }

    private static List<Task> viewsToCreate(List<Task> tasks) {
        List<CatalogView> views = tasks.stream()
                .filter(task -> task.change() instanceof RelationalChange.CreateView)
                .map(task -> ((RelationalChange.CreateView) task.change()).view())
                .toList();
        return ViewOrder.of(views, DialectName.POSTGRES).stream()
                .map(view -> the(tasks, new RelationalChange.CreateView(view)))
                .toList();
    }

    private static List<Task> tablesToDrop(List<Task> tasks) {
        List<CatalogTable> tables = tasks.stream()
                .filter(task -> task.change() instanceof RelationalChange.DropTable)
                .map(task -> ((RelationalChange.DropTable) task.change()).table())
                .toList();
        return reversed(CreationOrder.of(tables).tables().stream()
                .map(table -> the(tasks, new RelationalChange.DropTable(table)))
                .toList());
    }

    private static List<Task> tablesToCreate(List<Task> tasks) {
        List<CatalogTable> tables = tasks.stream()
                .filter(task -> task.change() instanceof RelationalChange.CreateTable)
                .map(task -> ((RelationalChange.CreateTable) task.change()).table())
                .toList();
        return CreationOrder.of(tables).tables().stream()
                .map(table -> the(tasks, new RelationalChange.CreateTable(table)))
                .toList();
    }

    private static Task the(List<Task> tasks, RelationalChange change) {
        return tasks.stream()
                .filter(task -> task.change().equals(change))
                .findFirst()
                .orElseThrow();
    }

    private static List<Task> reversed(List<Task> tasks) {
        var reversed = new ArrayList<>(tasks);
        Collections.reverse(reversed);
        return reversed;
    }

    @Override
    public Integer dropView(RelationalChange.DropView change) {
        return 0;
    }

    @Override
    public Integer renameTable(RelationalChange.RenameTable change) {
        return 1;
    }

    @Override
    public Integer renameColumn(RelationalChange.RenameColumn change) {
        return 2;
    }

    @Override
    public Integer dropForeignKey(RelationalChange.DropForeignKey change) {
        return 3;
    }

    @Override
    public Integer dropExclusion(RelationalChange.DropExclusion change) {
        return 5;
    }

    @Override
    public Integer dropCheck(RelationalChange.DropCheck change) {
        return 5;
    }

    @Override
    public Integer dropIndex(RelationalChange.DropIndex change) {
        return 5;
    }

    @Override
    public Integer dropUnique(RelationalChange.DropUnique change) {
        return 5;
    }

    @Override
    public Integer changePrimaryKey(RelationalChange.ChangePrimaryKey change) {
        return change.before().isPresent() ? 6 : 14;
    }

    @Override
    public Integer renameIndex(RelationalChange.RenameIndex change) {
        return 7;
    }

    @Override
    public Integer renameConstraint(RelationalChange.RenameConstraint change) {
        return 7;
    }

    @Override
    public Integer dropColumn(RelationalChange.DropColumn change) {
        return change.column().generated().isPresent() ? EARLY_COLUMN : 17;
    }

    @Override
    public Integer dropTable(RelationalChange.DropTable change) {
        return 4;
    }

    /** A part takes over what the whole has, which may still change. */
    @Override
    public Integer createTable(RelationalChange.CreateTable change) {
        return change.table().form().partitionOf().isPresent() ? 13 : 9;
    }

    @Override
    public Integer addColumn(RelationalChange.AddColumn change) {
        return change.column().generated().isPresent() ? 12 : 10;
    }

    /** One that is no longer computed is so before those change that it was computed from. */
    @Override
    public Integer alterColumn(RelationalChange.AlterColumn change) {
        return change.before().generated().isPresent()
                        && change.after().generated().isEmpty()
                ? EARLY_COLUMN
                : 11;
    }

    /** Only what has all columns of the whole, and no others, becomes a part of it. */
    @Override
    public Integer changeTableForm(RelationalChange.ChangeTableForm change) {
        return 18;
    }

    @Override
    public Integer addUnique(RelationalChange.AddUnique change) {
        return 15;
    }

    @Override
    public Integer addCheck(RelationalChange.AddCheck change) {
        return 15;
    }

    @Override
    public Integer addExclusion(RelationalChange.AddExclusion change) {
        return 15;
    }

    @Override
    public Integer createIndex(RelationalChange.CreateIndex change) {
        return 15;
    }

    @Override
    public Integer addForeignKey(RelationalChange.AddForeignKey change) {
        return 16;
    }

    @Override
    public Integer validateConstraint(RelationalChange.ValidateConstraint change) {
        return 19;
    }

    @Override
    public Integer createView(RelationalChange.CreateView change) {
        return 20;
    }

    @Override
    public Integer changeTableComment(RelationalChange.ChangeTableComment change) {
        return 21;
    }
}
