package io.whisperschema.diff;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.Exclusion;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Deferral;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.ForeignKey.Actions;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.ReferentialAction;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.finding.Finding;
import io.whisperschema.internal.document.ExpressionWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Relational changes as a reader meets them: in a plan as words, in a validation as findings. */
final class RelationalWords {
    static final RelationalChange.Cases<String> WORDS = new Words();
    static final RelationalChange.Cases<Finding> FINDINGS = new Findings();

    private static final String MISSING = "nothing";
    private static final String LET_US = "Let plan show the change, then execute it.";
    private static final String EXTRA = "Add it to the definition, or let plan show the change and execute it.";

    private RelationalWords() {}

    static String column(CatalogColumn column) {
        return column.type()
                + (column.nullable() ? "" : " not null")
                + (column.identity() == Identity.NONE
                        ? ""
                        : " " + column.identity().name().toLowerCase(Locale.ROOT))
                + column.collation().map(collation -> " collate " + collation).orElse("")
                + column.generated().map(RelationalWords::generated).orElse("")
                + column.defaultValue()
                        .map(value -> " default " + ExpressionWords.of(value))
                        .orElse("")
                + column.comment().map(comment -> " comment '" + comment + "'").orElse("");
    }

    private static String generated(Generated generated) {
        return " generated as (" + ExpressionWords.of(generated.expression()) + ") " + word(generated.storage());
    }

    static String form(TableForm form) {
        var words = new ArrayList<String>();
        form.options().stream()
                .sorted()
                .forEach(option -> words.add(word(option).replace('_', ' ')));
        form.partitionedBy().ifPresent(by -> words.add("partitioned by " + by));
        form.partitionOf().ifPresent(one -> words.add("partition of " + one.table() + " " + one.bound()));
        return words.isEmpty() ? "a plain table" : String.join(", ", words);
    }

    private static String exclusion(Exclusion exclusion) {
        return "exclusion constraint " + exclusion.name() + ": " + exclusion.definition();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String deferral(Deferral deferral) {
        return deferral == Deferral.NOT_DEFERRABLE ? "" : " " + word(deferral).replace('_', ' ');
    }

    static String primaryKey(PrimaryKey key) {
        return named("primary key", key.name()) + list(key.columns());
    }

    static String foreignKey(ForeignKey key) {
        return named("foreign key", key.name()) + list(key.columns()) + " to " + key.table() + list(key.references())
                + actions(key.actions()) + deferral(key.deferral());
    }

    static String unique(Unique unique) {
        return named("unique", unique.name())
                + list(unique.columns())
                + (unique.nulls() == Unique.Nulls.AGREE ? " nulls agree" : "")
                + deferral(unique.deferral());
    }

    static String check(Check check) {
        return named("check", check.name()) + " (" + ExpressionWords.of(check.condition()) + ")";
    }

    static String index(Index index) {
        return (index.uniqueness() == Index.Uniqueness.REPEATING ? "" : "unique ") + "index " + index.name()
                + list(index.keys().stream().map(RelationalWords::indexKey).toList())
                + (index.included().isEmpty() ? "" : " including" + list(index.included()))
                + (index.uniqueness() == Index.Uniqueness.UNIQUE_NULLS_AGREE ? " nulls agree" : "")
                + first(index.methods(), " using ")
                + index.where()
                        .map(where -> " where " + ExpressionWords.of(where))
                        .orElse("");
    }

    private static String indexKey(Index.Key key) {
        return ExpressionWords.of(key.expression())
                + first(key.collations(), " collate ")
                + first(key.operatorClasses(), " ")
                + (key.order() == Index.Order.DESCENDING ? " desc" : "")
                + (key.nulls() == Index.Nulls.USUAL ? "" : " nulls " + word(key.nulls()));
    }

    /** In a catalog there is one dialect. */
    private static String first(Map<DialectName, String> words, String before) {
        return words.values().stream().findFirst().map(word -> before + word).orElse("");
    }

    private static String actions(Actions actions) {
        return (actions.onDelete() == ReferentialAction.NO_ACTION ? "" : " on delete " + word(actions.onDelete()))
                + (actions.onUpdate() == ReferentialAction.NO_ACTION ? "" : " on update " + word(actions.onUpdate()));
    }

    private static String word(ReferentialAction action) {
        return action.sql().toLowerCase(Locale.ROOT);
    }

    private static String named(String what, Optional<String> name) {
        return name.map(text -> what + " " + text).orElse(what);
    }

    private static String list(List<String> names) {
        return " (" + String.join(", ", names) + ")";
    }

    private static String comment(Optional<String> comment) {
        return comment.map(text -> "comment '" + text + "'").orElse("no comment");
    }

    private static final class Words implements RelationalChange.Cases<String> {
        @Override
        public String createTable(RelationalChange.CreateTable change) {
            return "create table " + change.table().name();
        }

        @Override
        public String dropTable(RelationalChange.DropTable change) {
            return "drop table " + change.table().name();
        }

        @Override
        public String addColumn(RelationalChange.AddColumn change) {
            return "add column " + change.column().name() + " to table " + change.table();
        }

        @Override
        public String dropColumn(RelationalChange.DropColumn change) {
            return "drop column " + change.column().name() + " of table " + change.table();
        }

        @Override
        public String alterColumn(RelationalChange.AlterColumn change) {
            return "change column " + change.before().name() + " of table " + change.table() + " from "
                    + column(change.before()) + " to " + column(change.after())
                    + change.zone().map(zone -> ", read in zone " + zone).orElse("");
        }

        @Override
        public String changePrimaryKey(RelationalChange.ChangePrimaryKey change) {
            return "change the primary key of table " + change.table();
        }

        @Override
        public String addForeignKey(RelationalChange.AddForeignKey change) {
            return "add " + foreignKey(change.key()) + " to table " + change.table();
        }

        @Override
        public String dropForeignKey(RelationalChange.DropForeignKey change) {
            return "drop " + foreignKey(change.key()) + " of table " + change.table();
        }

        @Override
        public String addUnique(RelationalChange.AddUnique change) {
            return "add " + unique(change.unique()) + " to table " + change.table();
        }

        @Override
        public String dropUnique(RelationalChange.DropUnique change) {
            return "drop " + unique(change.unique()) + " of table " + change.table();
        }

        @Override
        public String addCheck(RelationalChange.AddCheck change) {
            return "add " + check(change.check()) + " to table " + change.table();
        }

        @Override
        public String dropCheck(RelationalChange.DropCheck change) {
            return "drop " + check(change.check()) + " of table " + change.table();
        }

        @Override
        public String createIndex(RelationalChange.CreateIndex change) {
            return "create " + index(change.index()) + " on table " + change.table();
        }

        @Override
        public String dropIndex(RelationalChange.DropIndex change) {
            return "drop " + index(change.index()) + " of table " + change.table();
        }

        @Override
        public String createView(RelationalChange.CreateView change) {
            return "create view " + change.view().name();
        }

        @Override
        public String dropView(RelationalChange.DropView change) {
            return "drop view " + change.view().name();
        }

        @Override
        public String renameTable(RelationalChange.RenameTable change) {
            return "rename table " + change.before() + " to " + change.after();
        }

        @Override
        public String renameColumn(RelationalChange.RenameColumn change) {
            return "rename column " + change.before() + " of table " + change.table() + " to " + change.after();
        }

        @Override
        public String renameIndex(RelationalChange.RenameIndex change) {
            return "rename index " + change.before().name() + " of table " + change.table() + " to "
                    + change.after().name();
        }

        @Override
        public String renameConstraint(RelationalChange.RenameConstraint change) {
            return "rename constraint " + change.before() + " of table " + change.table() + " to " + change.after();
        }

        @Override
        public String addExclusion(RelationalChange.AddExclusion change) {
            return "add exclusion constraint " + change.exclusion().name() + " to table " + change.table();
        }

        @Override
        public String dropExclusion(RelationalChange.DropExclusion change) {
            return "drop exclusion constraint " + change.exclusion().name() + " of table " + change.table();
        }

        @Override
        public String validateConstraint(RelationalChange.ValidateConstraint change) {
            return "prove constraint " + change.name() + " of table " + change.table() + " for the rows that are there";
        }

        @Override
        public String changeTableForm(RelationalChange.ChangeTableForm change) {
            return "make table " + change.table() + " " + form(change.after());
        }

        @Override
        public String changeTableComment(RelationalChange.ChangeTableComment change) {
            return "change the comment of table " + change.table();
        }
    }

    private static final class Findings implements RelationalChange.Cases<Finding> {
        @Override
        public Finding createTable(RelationalChange.CreateTable change) {
            return missing("table " + change.table().name(), "the table");
        }

        @Override
        public Finding dropTable(RelationalChange.DropTable change) {
            return extra("table " + change.table().name(), "the table");
        }

        @Override
        public Finding addColumn(RelationalChange.AddColumn change) {
            return missing(place(change.table(), change.column().name()), column(change.column()));
        }

        @Override
        public Finding dropColumn(RelationalChange.DropColumn change) {
            return extra(place(change.table(), change.column().name()), column(change.column()));
        }

        @Override
        public Finding alterColumn(RelationalChange.AlterColumn change) {
            return Finding.error(
                    place(change.table(), change.after().name()),
                    column(change.after()),
                    column(change.before()),
                    LET_US);
        }

        @Override
        public Finding changePrimaryKey(RelationalChange.ChangePrimaryKey change) {
            return Finding.error(
                    "table " + change.table(),
                    change.after().map(RelationalWords::primaryKey).orElse("no primary key"),
                    change.before().map(RelationalWords::primaryKey).orElse("no primary key"),
                    LET_US);
        }

        @Override
        public Finding addForeignKey(RelationalChange.AddForeignKey change) {
            return missing("table " + change.table(), foreignKey(change.key()));
        }

        @Override
        public Finding dropForeignKey(RelationalChange.DropForeignKey change) {
            return extra("table " + change.table(), foreignKey(change.key()));
        }

        @Override
        public Finding addUnique(RelationalChange.AddUnique change) {
            return missing("table " + change.table(), unique(change.unique()));
        }

        @Override
        public Finding dropUnique(RelationalChange.DropUnique change) {
            return extra("table " + change.table(), unique(change.unique()));
        }

        @Override
        public Finding addCheck(RelationalChange.AddCheck change) {
            return missing("table " + change.table(), check(change.check()));
        }

        @Override
        public Finding dropCheck(RelationalChange.DropCheck change) {
            return extra("table " + change.table(), check(change.check()));
        }

        @Override
        public Finding createIndex(RelationalChange.CreateIndex change) {
            return missing("table " + change.table(), index(change.index()));
        }

        @Override
        public Finding dropIndex(RelationalChange.DropIndex change) {
            return extra("table " + change.table(), index(change.index()));
        }

        @Override
        public Finding createView(RelationalChange.CreateView change) {
            return missing("view " + change.view().name(), "the view");
        }

        @Override
        public Finding dropView(RelationalChange.DropView change) {
            return extra("view " + change.view().name(), "the view");
        }

        @Override
        public Finding renameTable(RelationalChange.RenameTable change) {
            return Finding.error("table " + change.after(), "that name", "table " + change.before(), LET_US);
        }

        @Override
        public Finding renameColumn(RelationalChange.RenameColumn change) {
            return Finding.error(
                    place(change.table(), change.after()), "that name", "column " + change.before(), LET_US);
        }

        @Override
        public Finding renameIndex(RelationalChange.RenameIndex change) {
            return Finding.error("table " + change.table(), index(change.after()), index(change.before()), LET_US);
        }

        @Override
        public Finding renameConstraint(RelationalChange.RenameConstraint change) {
            return Finding.error(
                    "table " + change.table(),
                    "constraint " + change.after(),
                    "the same constraint, named " + change.before(),
                    LET_US);
        }

        @Override
        public Finding addExclusion(RelationalChange.AddExclusion change) {
            return missing("table " + change.table(), exclusion(change.exclusion()));
        }

        @Override
        public Finding dropExclusion(RelationalChange.DropExclusion change) {
            return extra("table " + change.table(), exclusion(change.exclusion()));
        }

        @Override
        public Finding validateConstraint(RelationalChange.ValidateConstraint change) {
            return Finding.error(
                    "table " + change.table(),
                    "constraint " + change.name() + " to hold for all rows",
                    "it is not proven for those that were there before it",
                    LET_US);
        }

        @Override
        public Finding changeTableForm(RelationalChange.ChangeTableForm change) {
            return Finding.error("table " + change.table(), form(change.after()), form(change.before()), LET_US);
        }

        @Override
        public Finding changeTableComment(RelationalChange.ChangeTableComment change) {
            return Finding.error("table " + change.table(), comment(change.after()), comment(change.before()), LET_US);
        }

        private static Finding missing(String place, String what) {
            return Finding.error(place, what, MISSING, LET_US);
        }

        private static Finding extra(String place, String what) {
            return Finding.error(place, MISSING, what, EXTRA);
        }

        private static String place(String table, String column) {
            return "table " + table + ", column " + column;
        }
    }
}
