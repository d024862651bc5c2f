package io.whisperschema;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.migration.HistoryEvent.Kind;
import io.whisperschema.migration.HistoryState;
import io.whisperschema.migration.HistoryWrite;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.MigrationRecords;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.RecordedMigration;
import io.whisperschema.migration.RecordedMigration.Origin;
import io.whisperschema.plan.Step;
import io.whisperschema.report.ExecutionReport;
import io.whisperschema.report.MigrationReport;
import io.whisperschema.report.MigrationReport.Verb;
import io.whisperschema.spi.History;
import io.whisperschema.spi.RelationalStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The creation of an empty store as all migrations leave it, with each on record and none run. */
final class CreationAtHead {
    private final RelationalStore store;
    private final Surroundings around;
    private final Migrations migrations;
    private final Head head;
    private final MigrationExecution execution;
    private final List<MigrationId> created = new ArrayList<>();

    CreationAtHead(Surroundings around, SchemaDefinition definition, MigrateOptions options) {
        this.store = around.relational();
        this.around = around;
        this.migrations = around.migrations();
        this.head = new Head(store, migrations, definition);
        this.execution = new MigrationExecution(store.name(), options.execute(), around);
    }

    /** What was created; none where it is in doubt what the migrations leave, or where others were faster. */
    Optional<MigrationReport> made() {
        return head.catalog().map(this::steps).flatMap(this::made);
    }

    private List<Step> steps(RelationalCatalog wanted) {
        return store.plan(SchemaDiff.between(Trace.nothing(store), wanted));
    }

    private Optional<MigrationReport> made(List<Step> steps) {
        execution.announceSteps(steps);
        return execution.tell("the creation of " + store.name() + " at head", () -> {
            store.history().together(execution, turn -> create(turn, steps));
            execution.committed();
            return Optional.of(new MigrationReport(
                            store.name(), Verb.CREATED, created, new ExecutionReport(execution.results())))
                    .filter(report -> !created.isEmpty());
        });
    }

    private void create(History.Turn turn, List<Step> steps) {
        created.clear();
        MigrationRecords records = turn.records();
        if (records.isEmpty() && turn.catalog().isEmpty()) {
            steps.forEach(turn::run);
            HistoryWrite write = recorded();
            turn.write(write.setting(HistoryState.clean(records.after(write).digest())));
        }
    }

    private HistoryWrite recorded() {
        HistoryWrite write = HistoryWrite.at(around.clock().instant());
        for (Migration migration : migrations.inOrder()) {
            var sum = migration.checksum(store.dialect().name());
            write = write.recording(RecordedMigration.of(migration, sum, write.at(), Origin.CREATED))
                    .journaling(Kind.CREATED, Optional.of(migration.id()), migration.name());
            created.add(migration.id());
        }
        return write;
    }
}
