package io.whisperschema.diff;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.Exclusion;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.finding.Finding;
import java.time.ZoneId;
import java.util.Optional;

/** A change of a relational store. */
public sealed interface RelationalChange extends Change {
    /** What to do for each relational change. */
    interface Cases<R> {
        /** A table comes. */
        R createTable(CreateTable change);

        /** A table goes, with its rows. */
        R dropTable(DropTable change);

        /** A column comes. */
        R addColumn(AddColumn change);

        /** A column goes, with its values. */
        R dropColumn(DropColumn change);

        /** A column becomes another. */
        R alterColumn(AlterColumn change);

        /** A primary key comes, goes or changes. */
        R changePrimaryKey(ChangePrimaryKey change);

        /** A foreign key comes. */
        R addForeignKey(AddForeignKey change);

        /** A foreign key goes. */
        R dropForeignKey(DropForeignKey change);

        /** A unique constraint comes. */
        R addUnique(AddUnique change);

        /** A unique constraint goes. */
        R dropUnique(DropUnique change);

        /** A check comes. */
        R addCheck(AddCheck change);

        /** A check goes. */
        R dropCheck(DropCheck change);

        /** An index comes. */
        R createIndex(CreateIndex change);

        /** An index goes. */
        R dropIndex(DropIndex change);

        /** A view comes. */
        R createView(CreateView change);

        /** A view goes. */
        R dropView(DropView change);

        /** A table gets another name. */
        R renameTable(RenameTable change);

        /** A column gets another name. */
        R renameColumn(RenameColumn change);

        /** An index gets another name. */
        R renameIndex(RenameIndex change);

        /** A constraint gets another name. */
        R renameConstraint(RenameConstraint change);

        /** An exclusion constraint comes. */
        R addExclusion(AddExclusion change);

        /** An exclusion constraint goes. */
        R dropExclusion(DropExclusion change);

        /** A constraint is proven for the rows that were there before it. */
        R validateConstraint(ValidateConstraint change);

        /** A table is kept otherwise. */
        R changeTableForm(ChangeTableForm change);

        /** A table's comment changes. */
        R changeTableComment(ChangeTableComment change);
    }

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    @Override
    default StoreKind kind() {
        return StoreKind.RELATIONAL;
    }

    @Override
    default String words() {
        return match(RelationalWords.WORDS);
    }

    @Override
    default Finding finding() {
        return match(RelationalWords.FINDINGS);
    }

    @Override
    default State stateIn(Catalog catalog) {
        return match(new RelationalState((RelationalCatalog) catalog));
    }

    /** A table comes. */
    record CreateTable(CatalogTable table) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.createTable(this);
        }
    }

    /** A table goes, with its rows. */
    record DropTable(CatalogTable table) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropTable(this);
        }
    }

    /** A column comes. */
    record AddColumn(String table, CatalogColumn column) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.addColumn(this);
        }
    }

    /** A column goes, with its values. */
    record DropColumn(String table, CatalogColumn column) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropColumn(this);
        }
    }

    /**
     * A column becomes another.
     *
     * @param table its table
     * @param before what it is
     * @param after what it shall be
     * @param zone the zone in which moments were written that have none, where somebody said so; UTC otherwise
     */
    record AlterColumn(String table, CatalogColumn before, CatalogColumn after, Optional<ZoneId> zone)
            implements RelationalChange {
        /** A column becomes another, moments without a zone being in UTC. */
        public AlterColumn(String table, CatalogColumn before, CatalogColumn after) {
            this(table, before, after, Optional.empty());
        }

        /** Whether it is computed otherwise afterwards, or no longer, or only then; what cannot be told is no change. */
        public boolean computesAnew() {
            return new ColumnComparison(before, after).computation() == Verdict.DIFFERENT;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.alterColumn(this);
        }
    }

    /** A primary key comes, goes or changes. */
    record ChangePrimaryKey(String table, Optional<PrimaryKey> before, Optional<PrimaryKey> after)
            implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.changePrimaryKey(this);
        }
    }

    /** A foreign key comes. */
    record AddForeignKey(String table, ForeignKey key) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.addForeignKey(this);
        }
    }

    /** A foreign key goes. */
    record DropForeignKey(String table, ForeignKey key) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropForeignKey(this);
        }
    }

    /** A unique constraint comes. */
    record AddUnique(String table, Unique unique) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.addUnique(this);
        }
    }

    /** A unique constraint goes. */
    record DropUnique(String table, Unique unique) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropUnique(this);
        }
    }

    /** A check comes. */
    record AddCheck(String table, Check check) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.addCheck(this);
        }
    }

    /** A check goes. */
    record DropCheck(String table, Check check) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropCheck(this);
        }
    }

    /** An index comes. */
    record CreateIndex(String table, Index index) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.createIndex(this);
        }
    }

    /** An index goes. */
    record DropIndex(String table, Index index) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropIndex(this);
        }
    }

    /** A view comes. */
    record CreateView(CatalogView view) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.createView(this);
        }
    }

    /** A view goes. */
    record DropView(CatalogView view) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropView(this);
        }
    }

    /** A table's comment changes. */
    record ChangeTableComment(String table, Optional<String> before, Optional<String> after)
            implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.changeTableComment(this);
        }
    }

    /** A table gets another name. */
    record RenameTable(String before, String after) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.renameTable(this);
        }
    }

    /** A column gets another name. */
    record RenameColumn(String table, String before, String after) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.renameColumn(this);
        }
    }

    /** An index gets another name. */
    record RenameIndex(String table, Index before, Index after) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.renameIndex(this);
        }
    }

    /** A constraint gets another name. */
    record RenameConstraint(String table, String before, String after) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.renameConstraint(this);
        }
    }

    /** An exclusion constraint comes. */
    record AddExclusion(String table, Exclusion exclusion) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.addExclusion(this);
        }
    }

    /** An exclusion constraint goes. */
    record DropExclusion(String table, Exclusion exclusion) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropExclusion(this);
        }
    }

    /** A constraint is proven for the rows that were there before it. */
    record ValidateConstraint(String table, String name) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.validateConstraint(this);
        }
    }

    /** A table is kept otherwise. */
    record ChangeTableForm(String table, TableForm before, TableForm after) implements RelationalChange {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.changeTableForm(this);
        }
    }
}
