package io.whisperschema;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.HistoryUnclear;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.migration.HistoryEvent.Kind;
import io.whisperschema.migration.HistoryState;
import io.whisperschema.migration.HistoryWrite;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.MigrationStatus;
import io.whisperschema.migration.MigrationStatus.State;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.RecordedMigration;
import io.whisperschema.migration.RecordedMigration.Origin;
import io.whisperschema.report.ExecutionReport;
import io.whisperschema.report.MigrationReport;
import io.whisperschema.report.MigrationReport.Verb;
import io.whisperschema.spi.History;
import io.whisperschema.spi.History.Overtaken;
import io.whisperschema.spi.RelationalStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Changes what is on record without running any migration. */
final class RecordKeeping {
    private final RelationalStore store;
    private final Surroundings around;
    private final Migrations migrations;
    private final MigrationExecution execution;
    private final Set<MigrationId> written = new LinkedHashSet<>();

    RecordKeeping(Surroundings around, MigrateOptions options) {
        this.store = around.relational();
        this.around = around;
        this.migrations = around.migrations();
        this.execution = new MigrationExecution(store.name(), options.execute(), around);
    }

    /** Records everything up to that one which is not on record. */
    MigrationReport stamp(MigrationId last) {
        store.history().together(execution, turn -> stamp(turn, look(turn), upTo(last), Movement::words));
        return report(Verb.STAMPED);
    }

    /** The same for a database that has no record yet, with a reason. */
    MigrationReport baseline(MigrationId last, String reason) {
        List<Migration> wanted = upTo(last);
        store.history().together(execution, turn -> {
            MigrationLook look = look(turn);
            refuseRecorded(look);
            stamp(turn, look, wanted, migration -> reason);
        });
        return report(Verb.STAMPED);
    }

    /**
     * Records those that a start has found to be there and that are not on record.
     *
     * @throws Overtaken if others, faster than this start, are in the middle of a migration outside of transactions
     */
    MigrationReport stampFound(List<Migration> found) {
        store.history()
                .together(
                        execution,
                        turn -> stamp(
                                turn,
                                MigrationLook.at(store, MigrationLook.undisturbed(turn), migrations),
                                found,
                                Movement::words));
        return report(Verb.STAMPED);
    }

    /** The same of all up to that one. */
    MigrationReport stampFound(MigrationId last) {
        return stampFound(upTo(last));
    }

    private List<Migration> upTo(MigrationId last) {
        return migrations.inOrder().subList(0, 1 + migrations.position(last));
    }

    private MigrationLook look(History.Turn turn) {
        return MigrationLook.at(store, turn.records(), migrations);
    }

    private void refuseRecorded(MigrationLook look) {
        if (!look.records().migrations().isEmpty()) {
            throw new HistoryUnclear(
                    store.name(),
                    "it has " + look.records().migrations().size() + " migrations on record already",
                    "A baseline is for a database without a record. To add to this one, say stamp(…).");
        }
    }

    private void stamp(
            History.Turn turn, MigrationLook look, List<Migration> wanted, Function<Migration, String> detail) {
        written.clear();
        HistoryWrite write = look.adopting(now());
        for (Migration migration : wanted) {
            if (look.records().find(migration.id()).isEmpty()) {
                written.add(migration.id());
                write = write.recording(RecordedMigration.of(
                                migration, migration.checksum(dialect()), write.at(), Origin.STAMPED))
                        .journaling(Kind.STAMPED, Optional.of(migration.id()), detail.apply(migration));
            }
        }
        turn.write(write.setting(HistoryState.clean(look.records().after(write).digest())));
    }

    /** Records the present text of what is applied, that nothing is interrupted, and that flaws of the journal are known. */
    MigrationReport repair(String reason) {
        List<Finding> flaws = store.history().flaws().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        store.history().together(execution, turn -> repair(turn, reason, flaws));
        return report(Verb.REPAIRED);
    }

    private void repair(History.Turn turn, String reason, List<Finding> flaws) {
        written.clear();
        MigrationLook look = MigrationLook.of(store, turn.records(), migrations);
        HistoryWrite write = look.adopting(now());
        for (MigrationStatus status : look.in(State.CHECKSUM_MISMATCH, State.EDITED)) {
            written.add(status.id());
            write = write.recording(status.recorded()
                            .orElseThrow()
                            .withChecksum(status.code().orElseThrow()))
                    .journaling(Kind.REPAIRED, Optional.of(status.id()), reason);
        }
        if (!flaws.isEmpty()) {
            write = write.journaling(Kind.ACCEPTED, Optional.empty(), reason);
        } else if (written.isEmpty()) {
            write = write.journaling(Kind.REPAIRED, Optional.empty(), reason);
        }
        turn.write(write.setting(HistoryState.clean(look.records().after(write).digest())));
    }

    private HistoryWrite now() {
        return HistoryWrite.at(around.clock().instant());
    }

    private DialectName dialect() {
        return store.dialect().name();
    }

    private MigrationReport report(Verb verb) {
        return new MigrationReport(store.name(), verb, List.copyOf(written), new ExecutionReport(List.of()));
    }
}
