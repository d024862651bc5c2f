package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.internal.OneLine;
import io.whisperschema.internal.Sha256;
import io.whisperschema.plan.Step.Isolation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One numbered change of a database, which never changes itself once it was applied anywhere.
 *
 * <pre>{@code
 * Migration.of(2, "add_mood")
 *         .sql("ALTER TABLE users ADD COLUMN mood TEXT")
 *         .undo("ALTER TABLE users DROP COLUMN mood")
 * Migration.of(3, "add_mood").operations(add("users", text("mood")), renameTable("users", "people"))
 * }</pre>
 *
 * @param id which one
 * @param name what it is called, such as {@code 0002_add_mood.sql}
 * @param up the way there, where it consists of SQL
 * @param down the way back; none where it cannot be taken back, or its operations tell
 * @param directives what it says of itself
 * @param operations the way there, where it consists of typed operations
 */
public record Migration(
        MigrationId id, String name, Scripts up, Scripts down, Directives directives, List<Operation> operations) {
    public Migration {
        requireNonNull(id);
        requireNonNull(name);
        requireNonNull(up);
        requireNonNull(down);
        requireNonNull(directives);
        operations = List.copyOf(operations);
        String place = "migration " + id + " " + OneLine.of(name);
        if (!operations.isEmpty() && !up.isEmpty()) {
            throw new InvalidMigration(
                    place, "it has SQL and typed operations", "Put the SQL among the operations with sql(…).");
        }
        if (!operations.isEmpty() && backfillsBesideOthers(operations)) {
            throw new InvalidMigration(
                    place,
                    "it has other operations beside a backfill, which a run that was stopped would do again",
                    "Give the backfill a migration of its own, behind one for what comes before it.");
        }
        OtherStoreRules.check(place, storeKind(operations), operations, down);
        if (directives.isolation() == Isolation.ALONE) {
            refuseStructural(place, operations);
        }
        refuseNamesakes(place, operations);
    }

    /** What they take depends on what was there before the first of them, so nobody could go on with some of them done. */
    private static void refuseStructural(String place, List<Operation> operations) {
        operations.stream()
                .filter(Operation.Structural.class::isInstance)
                .findFirst()
                .ifPresent(operation -> {
                    throw new InvalidMigration(
                            place,
                            "its operation '" + operation.words()
                                    + "' is to run outside of transactions, where a run that"
                                    + " is killed could not be continued",
                            "Leave withoutTransaction() away; put the statement that needs it (CREATE INDEX CONCURRENTLY,"
                                    + " VACUUM, PRAGMA …) into a migration of its own, as sql(…).");
                });
    }

    /** A run finds code by its name. */
    private static void refuseNamesakes(String place, List<Operation> operations) {
        var names = new HashSet<String>();
        for (Operation operation : operations) {
            if (operation instanceof CodeOperation code
                    && !names.add(code.step().name())) {
                throw new InvalidMigration(
                        place,
                        "two parts of its code are named " + code.step().name(),
                        "Give each a name of its own: operations(code(name, …)).");
            }
        }
    }

    private static boolean backfillsBesideOthers(List<Operation> operations) {
        return operations.stream().map(Backfill.class::isInstance).distinct().count() > 1;
    }

    /** A migration of the component {@code core} that does nothing yet. */
    public static Migration of(int number, String name) {
        return of(MigrationId.core(number), name);
    }

    /** A migration that does nothing yet. */
    public static Migration of(MigrationId id, String name) {
        return new Migration(id, name, Scripts.NONE, Scripts.NONE, Directives.NONE, List.of());
    }

    /** With these statements for every dialect that has none of its own. */
    public Migration sql(String statements) {
        return withUp(up.withCommon(script(statements)));
    }

    /** With these statements for that dialect. */
    public Migration sql(DialectName dialect, String statements) {
        return withUp(up.with(dialect, script(statements)));
    }

    /** Taken back by these statements. */
    public Migration undo(String statements) {
        return withDown(down.withCommon(script(statements)));
    }

    /** Taken back on that dialect by these statements. */
    public Migration undo(DialectName dialect, String statements) {
        return withDown(down.with(dialect, script(statements)));
    }

    /** With these operations behind those that it has; they say the same on every database. */
    public Migration operations(Operation... more) {
        var all = new ArrayList<>(operations);
        all.addAll(Arrays.asList(more));
        return new Migration(id, name, up, down, directives, all);
    }

    /**
     * With host code that works on that context, {@code java.sql.Connection} where a store is reached through JDBC. Its name
     * is the migration's; its version stands for what it does.
     */
    public <C> Migration code(String version, Class<C> context, Operations.Body<C> body) {
        return operations(Operations.code(name, version, context, body));
    }

    /** Without anything to run: it records what was done elsewhere, for that reason. */
    public Migration recordOnly(String reason) {
        return operations(new Operation.Note(reason));
    }

    /** Saying this of itself: {@code migration.directed(Directives::seeding)}. */
    public Migration directed(UnaryOperator<Directives> more) {
        return new Migration(id, name, up, down, more.apply(directives), operations);
    }

    Migration withUp(Scripts changed) {
        return new Migration(id, name, changed, down, directives, operations);
    }

    Migration withDown(Scripts changed) {
        return new Migration(id, name, up, changed, directives, operations);
    }

    Migration with(Placeholders placeholders) {
        return new Migration(
                id,
                name,
                up.with(placeholders),
                down.with(placeholders),
                directives,
                operations.stream().map(one -> with(placeholders, one)).toList());
    }

    private static Operation with(Placeholders placeholders, Operation operation) {
        if (operation instanceof Operation.Statements statements) {
            return new Operation.Statements(
                    statements.there().with(placeholders), statements.back().with(placeholders));
        }
        return operation instanceof Backfill backfill ? backfill.with(placeholders) : operation;
    }

    private Script script(String statements) {
        return new Script(name, 1, statements, Sha256.hex(statements));
    }

    /** What it says on that dialect, before anything is filled in. */
    public Checksum checksum(DialectName dialect) {
        return operations.isEmpty() ? Checksum.of(written(dialect), dialect) : Checksum.of(operations, dialect);
    }

    /**
     * The way there on that dialect.
     *
     * @throws InvalidMigration if there is none, or it has a placeholder for which nothing is given, or a line that looks
     *     like {@code -- down}
     */
    public Script forward(DialectName dialect) {
        Script written = written(dialect);
        DownLine.refuseIn(written, written.portableFrom().orElse(dialect));
        return written.filled(dialect);
    }

    private Script written(DialectName dialect) {
        return up.in(dialect)
                .orElseThrow(() -> new InvalidMigration(
                        "migration " + id + " " + OneLine.of(name),
                        "it has no statements for " + dialect,
                        "Give it some, if only a comment that says why it has nothing to do there."));
    }

    /** The way back on that dialect. */
    public Optional<Script> back(DialectName dialect) {
        return down.in(dialect).map(script -> script.filled(dialect));
    }

    /** Whether anything takes it back on that dialect: statements, or what follows from each of its operations. */
    public boolean hasWayBack(DialectName dialect) {
        return down.in(dialect).isPresent()
                || (!operations.isEmpty()
                        && operations.stream()
                                .allMatch(operation -> operation.inverse().isPresent()));
    }

    /** The kind of the store that it works on, and on no other. */
    public StoreKind storeKind() {
        return storeKind(operations);
    }

    private static StoreKind storeKind(List<Operation> operations) {
        return operations.stream()
                .filter(OtherStoreOperation.class::isInstance)
                .map(operation -> ((OtherStoreOperation) operation).storeKind())
                .findFirst()
                .orElse(StoreKind.RELATIONAL);
    }

    /** Whether it works on another store than the relational one, which keeps the record of it. */
    public boolean isOfOtherStore() {
        return storeKind() != StoreKind.RELATIONAL;
    }

    /** Its number and name as status prints them, such as {@code 0002 | 0002_add_mood.sql}. */
    public String line() {
        return id + " | " + OneLine.of(name);
    }
}
