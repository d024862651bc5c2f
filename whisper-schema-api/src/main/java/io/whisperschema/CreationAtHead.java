package io.whisperschema;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.migration.HistoryEvent.Kind;
import io.whisperschema.migration.HistoryState;
import io.whisperschema.migration.HistoryState.Phase;
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
import java.util.stream.Stream;

/** The creation of an empty store as all migrations leave it, with each on record; only those for rows run. */
final class CreationAtHead {
    private final RelationalStore store;
    private final Surroundings around;
    private final Migrations migrations;
    private final Head head;
    private final MigrationExecution execution;
    private final Phase left;
    private final List<MigrationId> created = new ArrayList<>();

    CreationAtHead(Surroundings around, SchemaDefinition definition, MigrateOptions options) {
        this(around, definition, options, Phase.CLEAN);
    }

    /** One that leaves the record in that phase, so that whoever creates decides whether others may start on it. */
    CreationAtHead(Surroundings around, SchemaDefinition definition, MigrateOptions options, Phase left) {
        this.store = around.relational();
        this.around = around;
        this.migrations = around.migrations();
        this.head = new Head(store, migrations, definition);
        this.execution = new MigrationExecution(store.name(), options.execute(), around);
        this.left = left;
    }

    /** What was created; none where it is in doubt what the migrations leave, or where others were faster. */
    Optional<MigrationReport> made() {
        return head.made().flatMap(this::made);
    }

    private Optional<MigrationReport> made(Head.Made wanted) {
        List<Step> steps = store.plan(SchemaDiff.between(Trace.nothing(store), wanted.catalog()));
        execution.announceSteps(
                Stream.concat(steps.stream(), wanted.seeds().stream().flatMap(Movement::fixedSteps))
                        .toList());
        return execution.tell("the creation of " + store.name() + " at head", () -> {
            store.history().together(execution, turn -> create(turn, steps, wanted.seeds()));
            execution.committed();
            return Optional.of(new MigrationReport(
                            store.name(), Verb.CREATED, created, new ExecutionReport(execution.results())))
                    .filter(report -> !created.isEmpty());
        });
    }

    private void create(History.Turn turn, List<Step> steps, List<Movement> seeds) {
        created.clear();
        MigrationRecords records = turn.records();
        if (records.isEmpty() && turn.catalog().isEmpty()) {
            steps.forEach(turn::run);
            seeds.forEach(
                    seed -> seed.tell(around.listener(), () -> seed.fixedSteps().forEach(turn::run)));
            HistoryWrite write = recorded(seeds);
            String digest = records.after(write).digest();
            turn.write(write.setting(new HistoryState(HistoryState.FORMAT, left, digest)));
        }
    }

    private HistoryWrite recorded(List<Movement> seeds) {
        HistoryWrite write = HistoryWrite.at(around.clock().instant());
        for (Migration migration : migrations.inOrder()) {
            if (migration.isOfOtherStore() && !around.passesOthersOver()) {
                // What there is to do the other store tells, which may be older than this one.
                continue;
            }
            Optional<Movement> seed = seeds.stream()
                    .filter(one -> one.migration().equals(migration))
                    .findFirst();
            write = seed.isPresent()
                    ? seed.get().writtenTo(write, migrations, store.dialect().name())
                    : created(write, migration);
            created.add(migration.id());
        }
        return write;
    }

    private HistoryWrite created(HistoryWrite write, Migration migration) {
        var sum = migration.checksum(store.dialect().name());
        return write.recording(RecordedMigration.of(migration, sum, write.at(), Origin.CREATED))
                .journaling(Kind.CREATED, Optional.of(migration.id()), Movement.words(migration));
    }
}
