package io.whisperschema;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.ChecksumMismatch;
import io.whisperschema.error.HistoryUnclear;
import io.whisperschema.error.NewerThanCode;
import io.whisperschema.finding.Finding;
import io.whisperschema.internal.OneLine;
import io.whisperschema.migration.Component;
import io.whisperschema.migration.HistoryEvent.Kind;
import io.whisperschema.migration.HistoryState;
import io.whisperschema.migration.HistoryState.Phase;
import io.whisperschema.migration.HistoryWrite;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationComparison;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.migration.MigrationStatus;
import io.whisperschema.migration.MigrationStatus.State;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.RecordedMigration;
import io.whisperschema.migration.RecordedMigration.Origin;
import io.whisperschema.migration.StatementChange.Way;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.History;
import io.whisperschema.spi.History.Overtaken;
import io.whisperschema.spi.RelationalStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a store has on record beside what the code has, and whether that lets a run go on. */
final class MigrationLook {
    private final RelationalStore store;
    private final MigrationRecords records;
    private final Migrations code;
    private final MigrationComparison comparison;

    private MigrationLook(
            RelationalStore store, MigrationRecords records, Migrations code, MigrationComparison comparison) {
        this.store = store;
        this.records = records;
        this.code = code;
        this.comparison = comparison;
    }

    /**
     * A look that refuses what nobody can go on from.
     *
     * @throws NewerThanCode if the store has migrations that the code does not know
     * @throws HistoryUnclear if a migration outside of transactions was interrupted
     * @throws ChecksumMismatch if an applied one means something else by now
     */
    static MigrationLook at(RelationalStore store, MigrationRecords records, Migrations code) {
        var look = of(store, records, code);
        look.refuseInterrupted();
        look.refuseUnknown();
        look.refuseMismatches();
        return look;
    }

    /**
     * What will be found when those are on record, for whoever changes nothing yet: what others are in the middle of, a
     * start waits for or finishes.
     *
     * @throws NewerThanCode if the store has migrations that the code does not know
     * @throws HistoryUnclear if a migration outside of transactions failed
     * @throws ChecksumMismatch if an applied one means something else by now
     */
    static MigrationLook ahead(Surroundings around, List<Migration> stamped) {
        RelationalStore store = around.relational();
        MigrationRecords records = with(stamped, recordsOf(store), around);
        var look = of(store, records, around.migrations());
        if (!records.isRunning()) {
            look.refuseInterrupted();
        }
        look.refuseUnknown();
        look.refuseMismatches();
        return look;
    }

    /** And without the one that is being taken back: a start finishes that before it looks what is to do. */
    private static MigrationRecords with(List<Migration> stamped, MigrationRecords records, Surroundings around) {
        DialectName dialect = around.relational().dialect().name();
        HistoryWrite write = HistoryWrite.at(around.clock().instant());
        if (records.isRunning()
                && records.running().filter(one -> one.way() == Way.BACK).isPresent()) {
            write = write.forgetting(records.running().orElseThrow().id());
        }
        for (Migration migration : stamped) {
            write = write.recording(
                    RecordedMigration.of(migration, migration.checksum(dialect), write.at(), Origin.STAMPED));
        }
        return records.after(write);
    }

    /** A look at whatever is there, as long as we know its format. */
    static MigrationLook of(RelationalStore store, MigrationRecords records, Migrations code) {
        refuseLaterFormat(store, records);
        return new MigrationLook(
                store,
                records,
                code,
                MigrationComparison.between(code, records, store.dialect().name()));
    }

    /**
     * What a store has on record, as long as we know its format.
     *
     * @throws NewerThanCode if a later release wrote it
     * @throws io.whisperschema.error.MoveUnfinished if rows are still to come, whose move has marked it as not clean
     */
    static MigrationRecords recordsOf(RelationalStore store) {
        MigrationRecords records = store.history().read();
        refuseLaterFormat(store, records);
        if (phase(records) == Phase.DIRTY) {
            UnfinishedMove.refuse(store);
        }
        return records;
    }

    /** How each migration stands on the relational store. */
    static MigrationComparison compared(Surroundings around) {
        RelationalStore store = around.relational();
        return MigrationComparison.between(
                around.migrations(), recordsOf(store), store.dialect().name());
    }

    private static Phase phase(MigrationRecords records) {
        return records.state().map(HistoryState::phase).orElse(Phase.CLEAN);
    }

    /**
     * What is on record in our turn.
     *
     * @throws Overtaken if somebody is in the middle of a migration outside of transactions
     */
    static MigrationRecords undisturbed(History.Turn turn) {
        MigrationRecords records = turn.records();
        if (records.isRunning()) {
            throw new Overtaken();
        }
        return records;
    }

    private static void refuseLaterFormat(RelationalStore store, MigrationRecords records) {
        records.state().filter(HistoryState::isLater).ifPresent(found -> {
            throw NewerThanCode.inFormat(store.name(), found.format(), HistoryState.FORMAT);
        });
    }

    private void refuseInterrupted() {
        Phase phase = phase(records);
        if (phase != Phase.CLEAN) {
            throw unclear(store, phase == Phase.DIRTY ? "failed" : "is being run, or was interrupted");
        }
    }

    /** The error that nobody can go on with the migration whose run was killed. */
    static HistoryUnclear interrupted(RelationalStore store, String reason) {
        return unclear(store, "was interrupted, and " + reason);
    }

    /** The same, within host code of which no database shows how far it came. */
    static HistoryUnclear interruptedIn(RelationalStore store, Step code) {
        return unclear(
                store,
                "was interrupted, and the database does not show how far it came with "
                        + code.change().words(),
                " Where that code may simply run again, write it with codeThatMayRunAgain(…) instead of code(…), with"
                        + " the same name and version, and start again.");
    }

    private static HistoryUnclear unclear(RelationalStore store, String what) {
        return unclear(store, what, "");
    }

    private static HistoryUnclear unclear(RelationalStore store, String what, String otherRemedy) {
        return new HistoryUnclear(
                store.name(),
                "a migration outside of transactions " + what
                        + ", so that some of its statements are applied and some are not",
                "The newest entries of schema_journal name it and its last statement. Bring the database to where it"
                        + " was before that migration, then call repair with the reason." + otherRemedy);
    }

    /** What only newer code knows nobody here could make again. */
    void refuseUnknown() {
        List<String> unknown = comparison.sentences(State.UNKNOWN);
        if (!unknown.isEmpty()) {
            throw new NewerThanCode(store.name(), unknown);
        }
    }

    private void refuseMismatches() {
        List<String> changed = comparison.sentences(State.CHECKSUM_MISMATCH);
        if (!changed.isEmpty()) {
            throw new ChecksumMismatch(store.name(), changed);
        }
    }

    /** Refuses those that are behind later ones, unless they may be applied now. */
    void refuseLate(MigrateOptions options, Migrations code) {
        List<String> late = comparison.in(State.LATE).stream()
                .filter(status -> !isWelcomeLate(status, code))
                .map(MigrationStatus::sentence)
                .toList();
        if (!late.isEmpty() && options.late() == MigrateOptions.Late.REFUSED) {
            throw new HistoryUnclear(
                    store.name(),
                    "these migrations are behind later ones that are applied: " + String.join("; ", late),
                    "Give them higher numbers, or say applyingLateOnes() to MigrateOptions.cautious(), for a start to"
                            + " BootstrapOptions.cautious().");
        }
    }

    private static boolean isWelcomeLate(MigrationStatus status, Migrations code) {
        return code.components().stream()
                .anyMatch(component ->
                        component.name().equals(status.id().component()) && component.late() == Component.Late.APPLIED);
    }

    /** What of the code is another text than was applied, though it means the same. */
    List<Finding> notices() {
        return comparison.in(State.EDITED).stream().map(MigrationLook::edited).toList();
    }

    private static Finding edited(MigrationStatus status) {
        return Finding.notice(
                "migration " + status.id() + " " + OneLine.of(status.name()),
                "the text that was applied",
                "another comment or other white space",
                "It means the same, and nothing needs doing; repair(…) records the text as it is now.");
    }

    MigrationRecords records() {
        return records;
    }

    /** How those of the code stand, in their order, then those that only the store has. */
    List<MigrationStatus> all() {
        return comparison.all();
    }

    List<MigrationStatus> in(State... states) {
        return comparison.in(states);
    }

    /** Repeatable ones that the code has no longer are forgotten, so that the row for starts is that of the code again. */
    HistoryWrite forgetting(HistoryWrite write) {
        HistoryWrite more = write;
        for (String name : records.repeated().keySet()) {
            if (Stream.of(code, code.everything())
                    .flatMap(some -> some.repeatable().stream())
                    .noneMatch(one -> one.name().equals(name))) {
                more = more.journaling(Kind.FORGOTTEN, Optional.empty(), name);
            }
        }
        return more;
    }

    /** What another runner recorded becomes ours. */
    HistoryWrite adopting(HistoryWrite write) {
        HistoryWrite more = write;
        for (MigrationStatus status : comparison.in(State.APPLIED)) {
            RecordedMigration recorded = status.recorded().orElseThrow();
            if (recorded.meaning().isEmpty()) {
                more = more.recording(
                        recorded.withMeaning(status.code().orElseThrow().meaning()));
            }
        }
        return more;
    }
}
