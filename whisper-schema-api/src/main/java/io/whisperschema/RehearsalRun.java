package io.whisperschema;

import io.whisperschema.catalog.StoreKind;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.error.SchemaException;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.report.ExecutionReport;
import io.whisperschema.report.RehearsalReport;
import io.whisperschema.report.TakenLock;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is pending, really run and nothing of it left: all of it on a copy; in one transaction what can be part of that, and
 * nothing behind what fails there only since something was left out.
 */
final class RehearsalRun implements History.Rehearsal {
    private final Surroundings around;
    private final MigrateOptions options;
    private final RelationalStore store;
    private final MigrationExecution execution;
    private final MigrationRun run;
    private final List<Movement> pending;
    private final Map<Movement, String> leftOut = new LinkedHashMap<>();
    private final Set<MigrationId> rehearsed = new LinkedHashSet<>();

    /** With options that allow data loss, as nothing is lost. */
    RehearsalRun(Surroundings around, MigrateOptions options) {
        this.around = around;
        this.options = options;
        this.store = around.relational();
        this.execution = new MigrationExecution(store.name(), options.execute(), around);
        this.run = new MigrationRun(around, options, execution);
        this.pending = run.pending();
    }

    RehearsalReport report() {
        execution.rehearse();
        List<TakenLock> locks = pending.isEmpty()
                ? List.of()
                : execution.tell("a rehearsal of " + run.words(pending), this::rehearseAll);
        return new RehearsalReport(
                store.name(), inTheirOrder(), notRehearsed(), new ExecutionReport(execution.results()), locks);
    }

    private List<TakenLock> rehearseAll() {
        List<TakenLock> locks = rehearse();
        pending.stream()
                .filter(Movement::isOfOtherStore)
                .forEach(one -> rehearsed.remove(one.migration().id()));
        pending.stream()
                .filter(one -> one.migration().storeKind() == StoreKind.CACHE)
                .forEach(one -> leftOut.put(one, "entries of a cache are rewritten where they are, or not at all"));
        new VectorRehearsal(around, execution)
                .of(pending)
                .forEach((movement, reason) -> reason.ifPresentOrElse(
                        words -> leftOut.put(movement, words),
                        () -> rehearsed.add(movement.migration().id())));
        return locks;
    }

    private List<MigrationId> inTheirOrder() {
        return pending.stream()
                .map(movement -> movement.migration().id())
                .filter(rehearsed::contains)
                .toList();
    }

    /** Anew without what could not run, where that is no failure. */
    private List<TakenLock> rehearse() {
        try {
            List<TakenLock> locks = store.history().rehearse(execution, this);
            execution.committed();
            return locks;
        } catch (StepFailed | InvalidMigration | UnsupportedChange failure) {
            leaveOutWhatFailed(failure);
            execution.undone();
            return rehearse();
        }
    }

    @Override
    public void on(RelationalStore copy) {
        rehearsed.addAll(new MigrationRun(around.on(copy).passingOthersOver(), options, execution).applyToCopy());
    }

    @Override
    public void in(History.Turn turn) {
        pending.stream()
                .filter(movement -> movement.isAlone() && !movement.fills() && !movement.isOfOtherStore())
                .forEach(movement -> leftOut.putIfAbsent(movement, "it runs outside of transactions"));
        List<Movement> together = pending.stream()
                .filter(one -> !leftOut.containsKey(one) && !one.isOfOtherStore())
                .toList();
        execution.announce(together);
        rehearsed.clear();
        rehearsed.addAll(run.together(turn, together));
    }

    private void leaveOutWhatFailed(SchemaException failure) {
        Movement failed = run.running().orElseThrow(() -> failure);
        int place = pending.indexOf(failed);
        leftOut.put(failed, excuse(place, failure).orElseThrow(() -> failure) + ": " + words(failure));
        pending.subList(place + 1, pending.size())
                .forEach(behind -> leftOut.putIfAbsent(behind, wereLeftOut(List.of(failed))));
    }

    /** Why the one at that place may fail here though it would not in a run. */
    private Optional<String> excuse(int place, SchemaException failure) {
        List<Movement> missing =
                pending.subList(0, place).stream().filter(leftOut::containsKey).toList();
        if (!missing.isEmpty()) {
            return Optional.of(wereLeftOut(missing) + ", without which it failed");
        }
        return isBehindCommit(place) && store.history().failsUncommitted(failure)
                ? Optional.of("it failed in one transaction with what a run commits before it")
                : Optional.empty();
    }

    /** Rows are filled in transactions of their own. */
    private boolean isBehindCommit(int place) {
        return place > 0 && pending.subList(0, place + 1).stream().anyMatch(Movement::fills);
    }

    private static String wereLeftOut(List<Movement> missing) {
        return missing.stream()
                .map(movement -> movement.migration().id().toString())
                .collect(Collectors.joining(", ", "", missing.size() == 1 ? " was left out" : " were left out"));
    }

    private static String words(SchemaException failure) {
        Throwable said = Optional.ofNullable(failure.getCause()).orElse(failure);
        return String.valueOf(said.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }

    private List<String> notRehearsed() {
        return pending.stream()
                .filter(leftOut::containsKey)
                .map(movement -> movement.migration().line() + ", since " + leftOut.get(movement))
                .toList();
    }
}
