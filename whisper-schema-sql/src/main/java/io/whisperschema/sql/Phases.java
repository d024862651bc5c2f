package io.whisperschema.sql;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.plan.Risk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Relational changes in an order in which they work: what stands on others goes first and comes last. */
public final class Phases {
    private static final Order ORDER = new Order();

    private Phases() {}

    /** The changes in order, new tables and views after those they refer to; else those of one phase stay as they were. */
    public static List<RelationalChange> ordered(Diff diff) {
        List<RelationalChange> changes =
                diff.changes().stream().map(RelationalChange.class::cast).toList();
        List<CatalogTable> tables = CreationOrder.of(created(changes)).tables();
        return Stream.<Stream<? extends RelationalChange>>of(
                        droppedViews(changes, diff).stream().map(RelationalChange.DropView::new),
                        tables.stream().map(RelationalChange.CreateTable::new),
                        createdViews(changes, diff).stream().map(RelationalChange.CreateView::new),
                        changes.stream().filter(change -> !isInItsOwnOrder(change)))
                .<RelationalChange>flatMap(part -> part)
                .sorted(Comparator.comparing(change -> change.match(ORDER)))
                .toList();
    }

    private static boolean isInItsOwnOrder(RelationalChange change) {
        return change instanceof RelationalChange.CreateTable
                || change instanceof RelationalChange.CreateView
                || change instanceof RelationalChange.DropView;
    }

    private static List<CatalogView> createdViews(List<RelationalChange> changes, Diff diff) {
        List<CatalogView> views = changes.stream()
                .filter(RelationalChange.CreateView.class::isInstance)
                .map(change -> ((RelationalChange.CreateView) change).view())
                .toList();
        return ViewOrder.of(views, dialect(diff));
    }

    private static List<CatalogView> droppedViews(List<RelationalChange> changes, Diff diff) {
        List<CatalogView> views = changes.stream()
                .filter(RelationalChange.DropView.class::isInstance)
                .map(change -> ((RelationalChange.DropView) change).view())
                .toList();
        var lastFirst = new ArrayList<>(ViewOrder.of(views, dialect(diff)));
        Collections.reverse(lastFirst);
        return lastFirst;
    }

    private static DialectName dialect(Diff diff) {
        return ((RelationalCatalog) diff.to()).dialect();
    }

    /** The tables that these changes create. */
    public static List<CatalogTable> created(List<RelationalChange> changes) {
        return changes.stream()
                .filter(RelationalChange.CreateTable.class::isInstance)
                .map(change -> ((RelationalChange.CreateTable) change).table())
                .toList();
    }

    /** What an index on a table with rows may cost. */
    public static Risk riskOfIndex(Index index) {
        return index.uniqueness() == Index.Uniqueness.REPEATING ? Risk.NONE : Risk.of(Risk.Danger.MAY_FAIL_ON_ROWS);
    }

    private static final class Order implements RelationalChange.Cases<Integer> {
        @Override
        public Integer renameTable(RelationalChange.RenameTable change) {
            return -2;
        }

        @Override
        public Integer renameColumn(RelationalChange.RenameColumn change) {
            return -1;
        }

        @Override
        public Integer renameIndex(RelationalChange.RenameIndex change) {
            return 2;
        }

        @Override
        public Integer renameConstraint(RelationalChange.RenameConstraint change) {
            return 2;
        }

        @Override
        public Integer dropExclusion(RelationalChange.DropExclusion change) {
            return 2;
        }

        @Override
        public Integer changeTableForm(RelationalChange.ChangeTableForm change) {
            return 6;
        }

        @Override
        public Integer addExclusion(RelationalChange.AddExclusion change) {
            return 7;
        }

        @Override
        public Integer validateConstraint(RelationalChange.ValidateConstraint change) {
            return 8;
        }

        @Override
        public Integer dropView(RelationalChange.DropView change) {
            return 0;
        }

        @Override
        public Integer dropForeignKey(RelationalChange.DropForeignKey change) {
            return 1;
        }

        @Override
        public Integer dropIndex(RelationalChange.DropIndex change) {
            return 2;
        }

        @Override
        public Integer dropCheck(RelationalChange.DropCheck change) {
            return 2;
        }

        @Override
        public Integer dropUnique(RelationalChange.DropUnique change) {
            return 2;
        }

        @Override
        public Integer createTable(RelationalChange.CreateTable change) {
            return 3;
        }

        @Override
        public Integer addColumn(RelationalChange.AddColumn change) {
            return 4;
        }

        @Override
        public Integer alterColumn(RelationalChange.AlterColumn change) {
            return 5;
        }

        @Override
        public Integer changePrimaryKey(RelationalChange.ChangePrimaryKey change) {
            return 6;
        }

        @Override
        public Integer addUnique(RelationalChange.AddUnique change) {
            return 7;
        }

        @Override
        public Integer addCheck(RelationalChange.AddCheck change) {
            return 7;
        }

        @Override
        public Integer createIndex(RelationalChange.CreateIndex change) {
            return 7;
        }

        @Override
        public Integer addForeignKey(RelationalChange.AddForeignKey change) {
            return 8;
        }

        @Override
        public Integer dropColumn(RelationalChange.DropColumn change) {
            return 9;
        }

        @Override
        public Integer dropTable(RelationalChange.DropTable change) {
            return 10;
        }

        @Override
        public Integer createView(RelationalChange.CreateView change) {
            return 11;
        }

        @Override
        public Integer changeTableComment(RelationalChange.ChangeTableComment change) {
            return 11;
        }
    }
}
