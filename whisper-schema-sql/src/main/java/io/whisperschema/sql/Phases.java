package io.whisperschema.sql;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.RelationalChange;
import io.whisperschema.plan.Risk;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Relational changes in an order in which they work: what stands on others goes first and comes last. */
public final class Phases {
    private static final Order ORDER = new Order();

    private Phases() {}

    /** The changes in order, new tables after those they refer to; otherwise those of one phase stay as they were. */
    public static List<RelationalChange> ordered(Diff diff) {
        List<RelationalChange> changes =
                diff.changes().stream().map(RelationalChange.class::cast).toList();
        List<CatalogTable> tables = CreationOrder.of(created(changes)).tables();
        return Stream.concat(
                        tables.stream().map(RelationalChange.CreateTable::new),
                        changes.stream().filter(change -> !(change instanceof RelationalChange.CreateTable)))
                .sorted(Comparator.comparing(change -> change.match(ORDER)))
                .toList();
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
