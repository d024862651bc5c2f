package io.whisperschema;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.migration.CacheRewrite;
import io.whisperschema.migration.HistoryEvent.Kind;
import io.whisperschema.migration.HistoryWrite;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.Operation;
import io.whisperschema.migration.OtherStoreOperation;
import io.whisperschema.migration.RecordedMigration;
import io.whisperschema.migration.RecordedMigration.Origin;
import io.whisperschema.migration.Script;
import io.whisperschema.migration.StatementChange.Way;
import io.whisperschema.migration.VectorOperation;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.ExecuteOptions.DataLoss;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Step.Isolation;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.spi.RelationalStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One migration there or back.
 *
 * @param migration which one
 * @param way there or back
 * @param parts what it consists of
 */
record Movement(Migration migration, Way way, List<Part> parts) {
    Movement {
        parts = List.copyOf(parts);
    }

    /** What is done at once. */
    sealed interface Part {}

    /** Steps that are known whatever the store holds. */
    record Fixed(List<Step> steps) implements Part {
        Fixed {
            steps = List.copyOf(steps);
        }
    }

    /** What another store than the relational one does. */
    sealed interface OfOtherStore extends Part {
        /** What it does. */
        OtherStoreOperation operation();
    }

    /** Typed operations, whose steps depend on what the store holds. */
    record Structure(List<Placed> operations) implements Part {
        Structure {
            operations = List.copyOf(operations);
        }
    }

    /**
     * Rows that are filled, a batch at a time.
     *
     * @param step one batch
     * @param remaining the query for how many rows are left
     */
    record Filling(Step step, String remaining) implements Part {}

    /**
     * What becomes of collections, on the vector store.
     *
     * @param number the operation's number in the migration, from 1
     */
    record Points(int number, VectorOperation operation) implements OfOtherStore {}

    /**
     * What becomes of entries, on the cache.
     *
     * @param number the operation's number in the migration, from 1
     */
    record Entries(int number, CacheRewrite operation) implements OfOtherStore {}

    /**
     * A typed operation at its place.
     *
     * @param number its number in the migration, from 1
     * @param operation what it does
     * @param former of one that takes another back: what there was before that one, as far as can be told
     */
    record Placed(int number, Operation.Structural operation, Optional<RelationalCatalog> former) {}

    static Movement there(RelationalStore store, Migrations migrations, Migration migration) {
        if (!migration.operations().isEmpty()) {
            return TypedParts.there(store, migration, migration.operations());
        }
        Script script = new MigrationScripts(store.dialect(), migrations).forward(migration);
        return scripted(store, migration, script, Way.THERE);
    }

    private static Movement scripted(RelationalStore store, Migration migration, Script script, Way way) {
        return new Movement(migration, way, List.of(new Fixed(MigrationSteps.of(store, migration, script, way))));
    }

    /**
     * The way back.
     *
     * @throws UnsupportedChange if there is none
     */
    static Movement back(RelationalStore store, Migrations migrations, Migration migration) {
        Optional<Script> script = new MigrationScripts(store.dialect(), migrations).back(migration);
        if (script.isPresent()) {
            return scripted(store, migration, script.get(), Way.BACK);
        }
        if (migration.operations().isEmpty()) {
            throw noWayBack(
                    store,
                    migration,
                    "it has no way back",
                    "Write one under a line -- down, or put things right with a new migration.");
        }
        return TypedParts.back(store, migration, new FormerCatalogs(store, migrations, migration).lastFirst());
    }

    static UnsupportedChange noWayBack(RelationalStore store, Migration migration, String reason, String remedy) {
        return new UnsupportedChange(store.name(), "take back migration " + migration.line(), reason, remedy);
    }

    /** Does the work, telling the listener before and after. */
    void tell(ProgressListener listener, Runnable work) {
        long begun = System.nanoTime();
        listener.migrationStarted(migration, way);
        work.run();
        listener.migrationFinished(migration, way, Duration.ofNanos(System.nanoTime() - begun));
    }

    boolean isAlone() {
        return migration.directives().isolation() == Isolation.ALONE || fills() || isOfOtherStore();
    }

    boolean isOfOtherStore() {
        return migration.isOfOtherStore();
    }

    boolean fills() {
        return !parts(Filling.class).isEmpty();
    }

    /** The parts of that kind. */
    <P extends Part> List<P> parts(Class<P> kind) {
        return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The operations that come behind the one of that number, in its migration and in later ones. */
    Stream<Operation> behind(int number, Migrations all) {
        return Stream.concat(
                migration.operations().stream().skip(number),
                all.inOrder().stream()
                        .dropWhile(one -> !one.id().equals(migration.id()))
                        .skip(1)
                        .flatMap(one -> one.operations().stream()));
    }

    /** The steps of it that are known whatever the store holds. */
    Stream<Step> fixedSteps() {
        return parts.stream().filter(Fixed.class::isInstance).flatMap(part -> ((Fixed) part).steps().stream());
    }

    boolean isDoneIn(MigrationRecords records, Migrations all, DialectName dialect) {
        if (all.repeatable().contains(migration)) {
            return migration
                    .checksum(dialect)
                    .meaning()
                    .equals(records.repeated().get(migration.name()));
        }
        return records.find(migration.id()).isPresent() == (way == Way.THERE);
    }

    /** Whether it says itself that it may lose data, which it says of each way apart. */
    DataLoss dataLoss() {
        return way == Way.THERE
                ? migration.directives().dataLoss()
                : migration.directives().dataLossBack();
    }

    /** What these steps of it would lose, unless it says itself that it may. */
    Stream<String> losses(List<Step> steps) {
        return steps.stream()
                .filter(step -> dataLoss() == DataLoss.REFUSED)
                .filter(step -> step.risk().losesData())
                .map(step -> step.change().words() + ": " + step.action());
    }

    /**
     * Refuses what these steps of it would lose.
     *
     * @throws DataLossRefused if neither it nor the options allow that
     */
    void refuseUnwantedLoss(List<Step> steps, ExecuteOptions options) {
        List<String> losses = losses(steps).toList();
        if (options.dataLoss() == DataLoss.REFUSED && !losses.isEmpty()) {
            throw new DataLossRefused(losses);
        }
    }

    /** What is written when it is done. */
    HistoryWrite writtenTo(HistoryWrite write, Migrations all, DialectName dialect) {
        if (all.repeatable().contains(migration)) {
            return write.repeating(migration.name(), migration.checksum(dialect).meaning());
        }
        if (way == Way.BACK) {
            return write.forgetting(migration.id())
                    .journaling(Kind.UNDONE, Optional.of(migration.id()), migration.name());
        }
        return write.recording(RecordedMigration.of(migration, migration.checksum(dialect), write.at(), Origin.APPLIED))
                .journaling(Kind.DONE, Optional.of(migration.id()), words(migration));
    }

    /** What the journal says of one that is there: its name, and the reasons of what it only records. */
    static String words(Migration migration) {
        return Stream.concat(
                        Stream.of(migration.name()),
                        migration.operations().stream()
                                .filter(Operation.Note.class::isInstance)
                                .map(Operation::words))
                .collect(Collectors.joining(", "));
    }

    /**
     * Neighbours that can be part of a transaction go together. There is one also where nothing is to run: what another
     * runner recorded becomes ours, and the row for starts is written.
     */
    static List<List<Movement>> groups(List<Movement> movements) {
        var groups = new ArrayList<List<Movement>>();
        for (Movement movement : movements) {
            List<Movement> last = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
            if (last.isEmpty() || movement.isAlone() || last.get(0).isAlone()) {
                last = new ArrayList<>();
                groups.add(last);
            }
            last.add(movement);
        }
        return groups.isEmpty() ? List.of(List.of()) : groups;
    }
}
