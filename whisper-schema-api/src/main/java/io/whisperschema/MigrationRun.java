package io.whisperschema;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.ChecksumMismatch;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.error.HistoryUnclear;
import io.whisperschema.error.NewerThanCode;
import io.whisperschema.migration.HistoryEvent.Kind;
import io.whisperschema.migration.HistoryState;
import io.whisperschema.migration.HistoryState.Phase;
import io.whisperschema.migration.HistoryWrite;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationComparison;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.migration.MigrationStatus.State;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.RecordedMigration;
import io.whisperschema.migration.RecordedMigration.Origin;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.report.ExecutionReport;
import io.whisperschema.report.MigrationReport;
import io.whisperschema.report.MigrationReport.Verb;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applies what is pending of a set of migrations to one store. */
final class MigrationRun {
    private final RelationalStore store;
    private final Surroundings around;
    private final MigrateOptions options;
    private final Migrations migrations;
    private final Set<MigrationId> applied = new LinkedHashSet<>();
    private final MigrationExecution execution;

    MigrationRun(Surroundings around, MigrateOptions options) {
        this.store = around.relational();
        this.around = around;
        this.options = options;
        this.migrations = around.migrations();
        this.execution = new MigrationExecution(store.name(), options.execute(), around);
    }

    /** Everything that is pending; one query and out where there is nothing. */
    MigrationReport apply() {
        History history = store.history();
        String wanted = migrations.digest(dialect());
        if (history.state().filter(found -> found.isUpToDate(wanted)).isEmpty()) {
            applyTo(history, Integer.MAX_VALUE);
        }
        return report();
    }

    /** What is pending up to that one. */
    MigrationReport applyUpTo(MigrationId last) {
        applyTo(store.history(), 1 + position(last));
        return report();
    }

    private int position(MigrationId id) {
        List<MigrationId> ids = migrations.inOrder().stream().map(Migration::id).toList();
        if (!ids.contains(id)) {
            throw new IllegalArgumentException("There is no migration " + id + "; the last one is "
                    + (ids.isEmpty() ? "none" : ids.get(ids.size() - 1)) + ".");
        }
        return ids.indexOf(id);
    }

    private MigrationReport report() {
        return new MigrationReport(
                store.name(), Verb.APPLIED, List.copyOf(applied), new ExecutionReport(execution.results()));
    }

    private DialectName dialect() {
        return store.dialect().name();
    }

    private void applyTo(History history, int count) {
        MigrationRecords found = history.read();
        MigrationComparison before = checked(found);
        List<Migration> pending = pending(before, count);
        refuseUnwantedDataLoss(pending);
        if (pending.isEmpty() && !before.in(State.PENDING, State.LATE).isEmpty()) {
            return;
        }
        for (List<Migration> group : groups(pending)) {
            if (group.stream().anyMatch(one -> one.directives().isolation() == Step.Isolation.ALONE)) {
                history.apart(execution, turn -> alone(turn, group.get(0)));
            } else {
                history.together(execution, turn -> together(turn, group));
            }
            execution.committed();
        }
    }

    /** What is on record, if it lets us go on. */
    private MigrationComparison checked(MigrationRecords records) {
        refuseUnclear(records);
        var comparison = MigrationComparison.between(migrations, records, dialect());
        List<String> unknown = comparison.sentences(State.UNKNOWN);
        if (!unknown.isEmpty()) {
            throw new NewerThanCode(store.name(), unknown);
        }
        List<String> changed = comparison.sentences(State.CHECKSUM_MISMATCH);
        if (!changed.isEmpty()) {
            throw new ChecksumMismatch(store.name(), changed);
        }
        List<String> late = comparison.sentences(State.LATE);
        if (!late.isEmpty() && options.late() == MigrateOptions.Late.REFUSED) {
            throw new HistoryUnclear(
                    store.name(),
                    "these migrations are behind later ones that are applied: " + String.join("; ", late),
                    "Give them higher numbers, or say MigrateOptions.cautious().applyingLateOnes().");
        }
        return comparison;
    }

    private void refuseUnclear(MigrationRecords records) {
        records.state().ifPresent(state -> {
            if (state.format() > HistoryState.FORMAT) {
                throw new NewerThanCode(
                        store.name(),
                        List.of("tables of format " + state.format() + "; this code writes " + HistoryState.FORMAT));
            }
            if (state.phase() != Phase.CLEAN) {
                throw new HistoryUnclear(
                        store.name(),
                        "a migration outside of transactions was "
                                + (state.phase() == Phase.DIRTY ? "failing" : "interrupted")
                                + ", so that some of its statements are applied and some are not",
                        "The newest entries of schema_journal name it and its last statement. Bring the database to where"
                                + " it was before that migration, then call repair with the reason.");
            }
        });
    }

    private List<Migration> pending(MigrationComparison comparison, int count) {
        List<Migration> all = migrations.inOrder();
        var pending = new ArrayList<Migration>();
        for (int i = 0; i < Math.min(count, all.size()); i++) {
            State state = comparison.all().get(i).state();
            if (state == State.PENDING || state == State.LATE) {
                pending.add(all.get(i));
            }
        }
        return pending;
    }

    private void refuseUnwantedDataLoss(List<Migration> pending) {
        if (options.execute().dataLoss() == ExecuteOptions.DataLoss.ALLOWED) {
            return;
        }
        List<String> losing = pending.stream()
                .filter(one -> one.directives().dataLoss() == ExecuteOptions.DataLoss.REFUSED)
                .flatMap(one -> steps(one).stream())
                .filter(step -> step.risk().losesData())
                .map(step -> step.change().words() + ": " + step.action())
                .toList();
        if (!losing.isEmpty()) {
            throw new DataLossRefused(losing);
        }
    }

    /** Neighbours that can be part of a transaction go together. */
    private static List<List<Migration>> groups(List<Migration> pending) {
        var groups = new ArrayList<List<Migration>>();
        var together = new ArrayList<Migration>();
        groups.add(together);
        for (Migration migration : pending) {
            if (migration.directives().isolation() == Step.Isolation.ALONE) {
                groups.add(List.of(migration));
                together = new ArrayList<>();
                groups.add(together);
            } else {
                together.add(migration);
            }
        }
        groups.removeIf(group -> group.isEmpty() && groups.size() > 1);
        return groups;
    }

    /** Also with nothing to run: what another runner recorded becomes ours, and the row for starts is written. */
    private void together(History.Turn turn, List<Migration> group) {
        MigrationRecords records = turn.records();
        MigrationComparison now = checked(records);
        var write = adopting(now, HistoryWrite.at(now()));
        for (Migration migration : group) {
            if (records.find(migration.id()).isEmpty()) {
                steps(migration).forEach(turn::run);
                write = recorded(write, migration, Kind.DONE);
            }
        }
        turn.write(write.setting(HistoryState.clean(records.after(write).digest())));
        write.events().stream().flatMap(event -> event.migration().stream()).forEach(applied::add);
    }

    private HistoryWrite adopting(MigrationComparison now, HistoryWrite write) {
        HistoryWrite more = write;
        for (var status : now.in(State.APPLIED)) {
            RecordedMigration recorded = status.recorded().orElseThrow();
            if (recorded.meaning().isEmpty()) {
                more = more.recording(
                        recorded.withMeaning(status.code().orElseThrow().meaning()));
            }
        }
        return more;
    }

    private HistoryWrite recorded(HistoryWrite write, Migration migration, Kind kind) {
        return write.recording(
                        RecordedMigration.of(migration, migration.checksum(dialect()), write.at(), Origin.APPLIED))
                .journaling(kind, Optional.of(migration.id()), migration.name());
    }

    private void alone(History.Turn turn, Migration migration) {
        MigrationRecords records = turn.records();
        checked(records);
        if (records.find(migration.id()).isPresent()) {
            return;
        }
        String digest = records.digest();
        turn.write(HistoryWrite.at(now())
                .journaling(Kind.INTENT, Optional.of(migration.id()), migration.name())
                .setting(new HistoryState(HistoryState.FORMAT, Phase.RUNNING, digest)));
        for (Step step : steps(migration)) {
            runAlone(turn, migration, step, digest);
        }
        HistoryWrite write = recorded(HistoryWrite.at(now()), migration, Kind.DONE);
        turn.write(write.setting(HistoryState.clean(records.after(write).digest())));
        applied.add(migration.id());
    }

    private void runAlone(History.Turn turn, Migration migration, Step step, String digest) {
        try {
            turn.run(step);
        } catch (RuntimeException failure) {
            turn.write(HistoryWrite.at(now())
                    .journaling(
                            Kind.FAILED,
                            Optional.of(migration.id()),
                            step.change().words())
                    .setting(new HistoryState(HistoryState.FORMAT, Phase.DIRTY, digest)));
            throw failure;
        }
        turn.write(HistoryWrite.at(now())
                .journaling(
                        Kind.STATEMENT,
                        Optional.of(migration.id()),
                        step.change().words()));
    }

    private List<Step> steps(Migration migration) {
        return MigrationSteps.forward(store, migration);
    }

    private Instant now() {
        return around.clock().instant();
    }
}
