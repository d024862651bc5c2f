package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.relational.Column;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.TablePart;
import io.whisperschema.definition.relational.View;
import io.whisperschema.internal.Checks;
import java.util.List;
import java.util.Optional;

/** One typed part of a migration, which says the same on every database. {@link Operations} writes them. */
public sealed interface Operation
        permits Operation.Structural,
                Operation.Statements,
                Backfill,
                CodeOperation,
                OtherStoreOperation,
                Operation.Note {
    /** What to do for each operation. */
    interface Cases<R> {
        /** The structure changes. */
        R structural(Structural operation);

        /** SQL runs. */
        R statements(Statements operation);

        /** Rows are filled. */
        R backfill(Backfill operation);

        /** Host code runs. */
        R code(CodeOperation operation);

        /** Points of the vector store become others. */
        R vectors(VectorOperation operation);

        /** Entries of the cache become others. */
        R entries(CacheRewrite operation);

        /** Nothing runs. */
        R note(Note operation);
    }

    /** Calls the case that fits. */
    <R> R match(Cases<R> cases);

    /** The operation in words, for example {@code add column mood to table users}. */
    String words();

    /** What takes it back, where that follows from what it says. */
    default Optional<Operation> inverse() {
        return Optional.empty();
    }

    /** An operation that makes of one structure another, and has the library find the statements. */
    sealed interface Structural extends Operation {
        /** What to do for each structural operation. */
        interface Kinds<R> {
            /** A table comes. */
            R createTable(CreateTable operation);

            /** A table goes. */
            R dropTable(DropTable operation);

            /** A table gets another name. */
            R renameTable(RenameTable operation);

            /** A column comes. */
            R addColumn(AddColumn operation);

            /** A column goes. */
            R dropColumn(DropColumn operation);

            /** A column becomes another. */
            R alterColumn(AlterColumn operation);

            /** A column gets another name. */
            R renameColumn(RenameColumn operation);

            /** A key, check or index comes. */
            R add(Add operation);

            /** A key, check or index goes. */
            R drop(Drop operation);

            /** A view comes. */
            R createView(CreateView operation);

            /** A view goes. */
            R dropView(DropView operation);

            /** Something goes of which only the name is said. */
            R dropNamed(DropNamed operation);

            /** Something comes unless it is there. */
            R ensure(Ensure operation);

            /** Tables become what a definition says. */
            R keep(Keep operation);
        }

        /** Calls the kind that fits. */
        <R> R match(Kinds<R> kinds);

        @Override
        default <R> R match(Cases<R> cases) {
            return cases.structural(this);
        }
    }

    /** A table comes. */
    record CreateTable(Table table) implements Structural {
        @Override
        public <R> R match(Kinds<R> kinds) {
            return kinds.createTable(this);
        }

        @Override
        public String words() {
            return "create table " + table.name();
        }

        @Override
        public Optional<Operation> inverse() {
            return Optional.of(new DropTable(table));
        }
    }

    /** A table goes, with its rows; that is what it is like. */
    record DropTable(Table table) implements Structural {
        @Override
        public <R> R match(Kinds<R> kinds) {
            return kinds.dropTable(this);
        }

        @Override
        public String words() {
            return "drop table " + table.name();
        }

        @Override
        public Optional<Operation> inverse() {
            return Optional.of(new CreateTable(table));
        }
    }

    /** A table gets another name. */
    record RenameTable(String before, String after) implements Structural {
        public RenameTable {
            requireNonNull(before);
            Checks.name("table", after);
        }

        @Override
        public <R> R match(Kinds<R> kinds) {
            return kinds.renameTable(this);
        }

        @Override
        public String words() {
            return "rename table " + before + " to " + after;
        }

        @Override
        public Optional<Operation> inverse() {
            return Optional.of(new RenameTable(after, before));
        }
    }

    /** A column comes, with the keys that are written beside it. */
    record AddColumn(String table, Column column, List<TablePart> keys) implements Structural {
        public AddColumn {
            requireNonNull(table);
            keys = List.copyOf(keys);
        }

        @Override
        public <R> R match(Kinds<R> kinds) {
            return kinds.addColumn(this);
        }

        @Override
        public String words() {
            return "add column " + column.name() + " to table " + table;
        }

        @Override
        public Optional<Operation> inverse() {
            return Optional.of(new DropColumn(table, column, keys));
        }
    }

    /** A column goes, with its values and the keys that are written beside it; that is what it is like. */
    record DropColumn(String table, Column column, List<TablePart> keys) implements Structural {
        public DropColumn {
            requireNonNull(table);
            keys = List.copyOf(keys);
        }

        @Override
        public <R> R match(Kinds<R> kinds) {
            return kinds.dropColumn(this);
        }

        @Override
        public String words() {
            return "drop column " + column.name() + " of table " + table;
        }

        @Override
        public Optional<Operation> inverse() {
            return Optional.of(new AddColumn(table, column, keys));
        }
    }

    /** A column becomes another of the same name. */
    record AlterColumn(String table, Column before, Column after) implements Structural {
        public AlterColumn {
            requireNonNull(table);
            Checks.that(
                    before.name().equals(after.name()),
                    "table " + table + ", column " + before.name(),
                    "it is altered into a column " + after.name(),
                    "Use renameColumn(…) for its name, beside alter(…) for what it is like.");
        }

        @Override
        public <R> R match(Kinds<R> kinds) {
            return kinds.alterColumn(this);
        }

        @Override
        public String words() {
            return "alter column " + before.name() + " of table " + table;
        }

        @Override
        public Optional<Operation> inverse() {
            return Optional.of(new AlterColumn(table, after, before));
        }
    }

    /** A column gets another name. */
    record RenameColumn(String table, String before, String after) implements Structural {
        public RenameColumn {
            requireNonNull(table);
            requireNonNull(before);
            Checks.name("column", after);
        }

        @Override
        public <R> R match(Kinds<R> kinds) {
            return kinds.renameColumn(this);
        }

        @Override
        public String words() {
            return "rename column " + before + " of table " + table + " to " + after;
        }

        @Override
        public Optional<Operation> inverse() {
            return Optional.of(new RenameColumn(table, after, before));
        }
    }

    /** A key, check or index comes. */
    record Add(String table, TablePart part) implements Structural {
        public Add {
            requireNonNull(table);
            PartWords.isNoColumn(table, part);
        }

        @Override
        public <R> R match(Kinds<R> kinds) {
            return kinds.add(this);
        }

        @Override
        public String words() {
            return "add " + PartWords.of(part) + " to table " + table;
        }

        @Override
        public Optional<Operation> inverse() {
            return Optional.of(new Drop(table, part));
        }
    }

    /** A key, check or index goes; that is what it is like. */
    record Drop(String table, TablePart part) implements Structural {
        public Drop {
            requireNonNull(table);
            PartWords.isNoColumn(table, part);
        }

        @Override
        public <R> R match(Kinds<R> kinds) {
            return kinds.drop(this);
        }

        @Override
        public String words() {
            return "drop " + PartWords.of(part) + " of table " + table;
        }

        @Override
        public Optional<Operation> inverse() {
            return Optional.of(new Add(table, part));
        }
    }

    /** A view comes, on databases for which it has a query. */
    record CreateView(View view) implements Structural {
        @Override
        public <R> R match(Kinds<R> kinds) {
            return kinds.createView(this);
        }

        @Override
        public String words() {
            return "create view " + view.name();
        }

        @Override
        public Optional<Operation> inverse() {
            return Optional.of(new DropView(view));
        }
    }

    /** A view goes; that is what it is like. */
    record DropView(View view) implements Structural {
        @Override
        public <R> R match(Kinds<R> kinds) {
            return kinds.dropView(this);
        }

        @Override
        public String words() {
            return "drop view " + view.name();
        }

        @Override
        public Optional<Operation> inverse() {
            return Optional.of(new CreateView(view));
        }
    }

    /**
     * Something goes of which only the name is said, so that nothing brings it back.
     *
     * @param kind what it is
     * @param table the table that has it; its own name for a table or view
     * @param name its name
     */
    record DropNamed(Kind kind, String table, String name) implements Structural {
        public DropNamed {
            requireNonNull(kind);
            requireNonNull(table);
            requireNonNull(name);
        }

        /** What has a name. */
        public enum Kind {
            /** A table. */
            TABLE("table"),
            /** A view. */
            VIEW("view"),
            /** A column. */
            COLUMN("column"),
            /** An index. */
            INDEX("index"),
            /** A primary, foreign or unique key or a check. */
            CONSTRAINT("constraint");

            private final String word;

            Kind(String word) {
                this.word = word;
            }
        }

        @Override
        public <R> R match(Kinds<R> kinds) {
            return kinds.dropNamed(this);
        }

        @Override
        public String words() {
            return "drop " + kind.word + " " + name + (table.equals(name) ? "" : " of table " + table);
        }
    }

    /**
     * Something comes unless it is there in the same shape; in another shape it is refused. What was there before nobody
     * knows later, so it is not taken back.
     *
     * @param addition what comes: a table, view, column, key, check or index
     */
    record Ensure(Structural addition) implements Structural {
        public Ensure {
            Checks.that(
                    addition instanceof CreateTable
                            || addition instanceof CreateView
                            || addition instanceof AddColumn
                            || addition instanceof Add,
                    addition.words(),
                    "it adds nothing that could be there already",
                    "Ensure a table, view, column, key, check or index.");
        }

        @Override
        public <R> R match(Kinds<R> kinds) {
            return kinds.ensure(this);
        }

        @Override
        public String words() {
            return "ensure: " + addition.words();
        }
    }

    /**
     * The tables of a component become what its definition says, whatever they were before. What they were nobody knows
     * later, so it is not taken back.
     *
     * @param component a component that is kept by its definition
     */
    record Keep(Component component) implements Structural {
        @Override
        public <R> R match(Kinds<R> kinds) {
            return kinds.keep(this);
        }

        @Override
        public String words() {
            return "keep component " + component.name() + " as it is defined";
        }
    }

    /**
     * SQL runs, in each database's own words.
     *
     * @param there what runs
     * @param back what takes it back; none where nothing does
     */
    record Statements(Scripts there, Scripts back) implements Operation {
        public Statements {
            requireNonNull(there);
            requireNonNull(back);
        }

        /** Taken back by these statements. */
        public Statements undo(String statements) {
            return new Statements(there, back.withCommon(Operations.script(statements)));
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.statements(this);
        }

        @Override
        public String words() {
            return "run SQL";
        }

        @Override
        public Optional<Operation> inverse() {
            return back.isEmpty() ? Optional.empty() : Optional.of(new Statements(back, there));
        }
    }

    /** Nothing runs; the record keeps what was done elsewhere. */
    record Note(String reason) implements Operation {
        public Note {
            requireNonNull(reason);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.note(this);
        }

        @Override
        public String words() {
            return "record only: " + reason;
        }

        @Override
        public Optional<Operation> inverse() {
            return Optional.of(this);
        }
    }
}
