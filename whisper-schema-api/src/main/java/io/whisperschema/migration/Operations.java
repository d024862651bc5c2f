package io.whisperschema.migration;

import io.whisperschema.definition.relational.ColumnSpec;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.relational.TablePart;
import io.whisperschema.definition.relational.View;
import io.whisperschema.internal.Checks;
import io.whisperschema.internal.Sha256;
import io.whisperschema.migration.CodeOperation.Interrupted;
import io.whisperschema.migration.Operation.DropNamed;
import io.whisperschema.plan.CodeStep;
import java.util.Map;

/**
 * The words in which a host writes typed operations; meant for {@code import static}, beside those of
 * {@link io.whisperschema.definition.relational.Relational}.
 *
 * <p>A drop that states what it drops can be taken back; one that only names it cannot.
 */
public final class Operations {
    private Operations() {}

    /** A table comes. */
    public static Operation createTable(Table table) {
        return new Operation.CreateTable(table);
    }

    /** A table goes that is like this one. */
    public static Operation dropTable(Table table) {
        return new Operation.DropTable(table);
    }

    /** A table goes, whatever it is like. */
    public static Operation dropTable(String table) {
        return new DropNamed(DropNamed.Kind.TABLE, table, table);
    }

    /** A table gets another name. */
    public static Operation renameTable(String before, String after) {
        return new Operation.RenameTable(before, after);
    }

    /** A column, key, check or index comes. */
    public static Operation add(String table, TablePart part) {
        return addition(table, part);
    }

    private static Operation.Structural addition(String table, TablePart part) {
        return part instanceof ColumnSpec spec
                ? new Operation.AddColumn(
                        table, spec.column(), withoutSurrogate(table, spec).keys())
                : new Operation.Add(table, withoutSurrogate(table, part));
    }

    /** A column, key, check or index goes that is like this one. */
    public static Operation drop(String table, TablePart part) {
        return part instanceof ColumnSpec spec
                ? new Operation.DropColumn(
                        table, spec.column(), withoutSurrogate(table, spec).keys())
                : new Operation.Drop(table, withoutSurrogate(table, part));
    }

    private static ColumnSpec withoutSurrogate(String table, ColumnSpec spec) {
        spec.keys().forEach(key -> withoutSurrogate(table, key));
        return spec;
    }

    private static TablePart withoutSurrogate(String table, TablePart part) {
        Checks.that(
                !(part instanceof PrimaryKey key && key.surrogate().isPresent()),
                "table " + table,
                "a natural key comes and goes with its table only",
                "Add the column, make it unique, and give the table a primary key, each by itself.");
        return part;
    }

    /** A column becomes another; both are written without keys, or with the same. */
    public static Operation alter(String table, ColumnSpec before, ColumnSpec after) {
        Checks.that(
                before.keys().equals(after.keys()),
                "table " + table + ", column " + before.column().name(),
                "it has other keys after than before",
                "Use add(…) and drop(…) for keys.");
        return new Operation.AlterColumn(table, before.column(), after.column());
    }

    /** A column gets another name. */
    public static Operation renameColumn(String table, String before, String after) {
        return new Operation.RenameColumn(table, before, after);
    }

    /** A column goes, whatever it is like. */
    public static Operation dropColumn(String table, String column) {
        return new DropNamed(DropNamed.Kind.COLUMN, table, column);
    }

    /** An index goes, whatever it is like. */
    public static Operation dropIndex(String table, String index) {
        return new DropNamed(DropNamed.Kind.INDEX, table, index);
    }

    /** A primary, foreign or unique key or a check goes that has this name. */
    public static Operation dropConstraint(String table, String constraint) {
        return new DropNamed(DropNamed.Kind.CONSTRAINT, table, constraint);
    }

    /** A view comes. */
    public static Operation createView(View view) {
        return new Operation.CreateView(view);
    }

    /** A view goes that is like this one. */
    public static Operation dropView(View view) {
        return new Operation.DropView(view);
    }

    /** A view goes, whatever it is like. */
    public static Operation dropView(String view) {
        return new DropNamed(DropNamed.Kind.VIEW, view, view);
    }

    /** A table comes unless there is one like it; one of this name that is not like it is refused. */
    public static Operation ensure(Table table) {
        return new Operation.Ensure(new Operation.CreateTable(table));
    }

    /** A view comes unless there is one like it; one of this name that is not like it is refused. */
    public static Operation ensure(View view) {
        return new Operation.Ensure(new Operation.CreateView(view));
    }

    /** A column, key, check or index comes unless there is one like it; one of this name that is not like it is refused. */
    public static Operation ensure(String table, TablePart part) {
        return new Operation.Ensure(addition(table, part));
    }

    /** These statements run, on every database. */
    public static Operation.Statements sql(String statements) {
        return new Operation.Statements(Scripts.NONE.withCommon(script(statements)), Scripts.NONE);
    }

    /** These statements run, for each database its own; on one that is not named nothing does. */
    public static Operation.Statements sql(Map<DialectName, String> statements) {
        Scripts scripts = Scripts.NONE;
        for (Map.Entry<DialectName, String> one : statements.entrySet()) {
            scripts = scripts.with(one.getKey(), script(one.getValue()));
        }
        return new Operation.Statements(scripts, Scripts.NONE);
    }

    /**
     * Rows of a table are filled, so many at a time, each batch in a transaction of its own.
     *
     * @param table the table
     * @param assignments what stands behind {@code SET}, such as {@code mood = lower(words)}
     * @param condition which rows, such as {@code mood IS NULL AND words IS NOT NULL}; those that are filled no longer
     *     meet it
     */
    public static Backfill backfill(String table, String assignments, String condition) {
        return Backfill.of(table, assignments, condition);
    }

    static Script script(String statements) {
        return new Script("sql", 1, statements, Sha256.hex(statements));
    }

    /** What host code does. */
    @FunctionalInterface
    public interface Body<C> {
        /** Does it, in the migration's transaction where it has one; what it throws takes all of that back. */
        void run(C context) throws Exception;
    }

    /**
     * Host code runs.
     *
     * @param name its name
     * @param version its version, which stands for what it does: change it with the code
     * @param context what it works on, which is {@code java.sql.Connection} where a store is reached through JDBC
     * @param body the code; it leaves the transaction open
     */
    public static <C> Operation code(String name, String version, Class<C> context, Body<C> body) {
        return new CodeOperation(new HostCode<>(name, version, context, body), Interrupted.REFUSED);
    }

    /**
     * Host code runs that does no harm when it runs again after it was stopped anywhere in the middle. Outside of
     * transactions a start that finds it interrupted runs it again, where it would refuse to go on behind
     * {@link #code(String, String, Class, Body) other code}. Within a transaction it is like that.
     *
     * @param name its name
     * @param version its version, which stands for what it does: change it with the code
     * @param context what it works on, which is {@code java.sql.Connection} where a store is reached through JDBC
     * @param body the code
     */
    public static <C> Operation codeThatMayRunAgain(String name, String version, Class<C> context, Body<C> body) {
        return new CodeOperation(new HostCode<>(name, version, context, body), Interrupted.RUNS_AGAIN);
    }

    record HostCode<C>(String name, String version, Class<C> context, Body<C> body) implements CodeStep<C> {
        @Override
        public void run(C connection) throws Exception {
            body.run(connection);
        }
    }
}
