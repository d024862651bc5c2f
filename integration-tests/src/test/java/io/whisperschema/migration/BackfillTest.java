package io.whisperschema.migration;

import static io.whisperschema.integration.Sql.run;
import static io.whisperschema.integration.Sql.texts;
import static io.whisperschema.migration.BackfillingHost.BATCH;
import static io.whisperschema.migration.BackfillingHost.DIARIES;
import static io.whisperschema.migration.BackfillingHost.MOODS;
import static io.whisperschema.migration.BackfillingHost.ROWS;
import static io.whisperschema.migration.BackfillingHost.schema;
import static io.whisperschema.migration.Operations.backfill;
import static io.whisperschema.migration.Operations.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.MigrateOptions;
import io.whisperschema.ProgressPrinter;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.error.StepFailed;
import io.whisperschema.plan.Step;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.ChildJvm;
import io.whisperschema.testkit.KillPoint;
import io.whisperschema.testkit.ObservedDataSource;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that are filled in batches, on both databases. */
@WithDatabases
class BackfillTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int HOSTS = 4;

    private static Migration filling(Backfill operation) {
        return Migration.of(2, "moods").operations(operation);
    }

    private static void isFilledOnce(ObservedDataSource source) {
        assertThat(texts(source, "SELECT count(*) FROM diaries WHERE mood = lower(words) AND filled = 1"))
                .containsExactly(String.valueOf(ROWS));
        assertThat(texts(source, "SELECT version FROM schema_versions ORDER BY 1"))
                .containsExactly("1", "2");
        assertThat(texts(source, "SELECT phase FROM schema_state")).containsExactly("clean");
        assertThat(texts(source, "SELECT event FROM schema_journal WHERE version = 2 AND event = 'done'"))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void rowsAreFilledInBatchesAndEachIsTold(Database database, PostgresDatabase postgres, SqliteDatabase sqlite) {
        var heard = new ArrayList<String>();
        var schema = schema(database.store(postgres, sqlite)).listener(new ProgressListener() {
            @Override
            public void rowsFilled(Step step, long done, long of) {
                heard.add(step.id() + " " + done + " of " + of);
            }
        });

        var report = schema.bootstrap();

        assertThat(heard)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, ROWS / BATCH)
                        .mapToObj(batch -> "0002:1 " + batch * BATCH + " of " + ROWS)
                        .toList());
        assertThat(report.migrations().get(0).toJson()).contains("backfill diaries, 1000 rows at a time");
        isFilledOnce(database.source(postgres, sqlite));
        assertThat(database.source(postgres, sqlite).changedOnReturn()).isEmpty();
        assertThat(schema.migrate().migrations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aStartThatIsKilledBetweenBatchesIsFinishedByTheNextOne(
            Database database, PostgresDatabase postgres, SqliteDatabase sqlite) {
        var killed = ChildJvm.of(BackfillingHost.class).haltingAt("filled 3000");
        try (ChildJvm host = database.start(killed, postgres, sqlite)) {
            assertThat(host.waitFor(PATIENCE))
                    .as(() -> String.join("\n", host.output()))
                    .isEqualTo(KillPoint.EXIT_CODE);
        }
        var source = database.source(postgres, sqlite);
        assertThat(texts(source, "SELECT count(*) FROM diaries WHERE filled = 1"))
                .containsExactly("3000");

        schema(database.store(postgres, sqlite)).bootstrap();

        isFilledOnce(source);
    }

    @ParameterizedTest
    @EnumSource
    void hostsThatStartAtOnceShareTheRowsAndOneOfThemRecordsIt(
            Database database, PostgresDatabase postgres, SqliteDatabase sqlite) {
        List<ChildJvm> hosts = Stream.generate(
                        () -> database.start(ChildJvm.of(BackfillingHost.class), postgres, sqlite))
                .limit(HOSTS)
                .toList();
        try {
            for (ChildJvm host : hosts) {
                int exit = host.waitFor(PATIENCE);
                assertThat(exit).as(() -> String.join("\n", host.output())).isZero();
            }
            assertThat(hosts.stream()
                            .flatMap(host -> host.output().stream())
                            .filter(line -> line.startsWith("applied")))
                    .containsExactlyInAnyOrder("applied 0001", "applied 0002");
            isFilledOnce(database.source(postgres, sqlite));
        } finally {
            hosts.forEach(ChildJvm::close);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneThatWouldNeverEndIsRefusedAndItsBatchTakenBack(
            Database database, PostgresDatabase postgres, SqliteDatabase sqlite) {
        var endless = filling(backfill("diaries", "filled = filled + 1", "mood IS NULL"));
        var store = database.store(postgres, sqlite);

        assertThatThrownBy(() -> schema(store, DIARIES, endless).migrate())
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining(
                        "1000 of the 1000 rows of a batch meet the condition still, so it would never end")
                .hasMessageEndingWith("The 2 statements before it are applied. Not done: 0002.");
        assertThat(texts(database.source(postgres, sqlite), "SELECT count(*) FROM diaries WHERE filled = 0"))
                .containsExactly(String.valueOf(ROWS));
        assertThat(texts(database.source(postgres, sqlite), "SELECT event FROM schema_journal WHERE version = 2"))
                .containsExactly("intent", "failed");

        schema(store, DIARIES, filling(MOODS)).migrate();
        isFilledOnce(database.source(postgres, sqlite));
    }

    @ParameterizedTest
    @EnumSource
    void oneRowThatCannotBeFilledStopsItWithoutLosingTheOthers(
            Database database, PostgresDatabase postgres, SqliteDatabase sqlite) {
        var store = database.store(postgres, sqlite);
        schema(store, DIARIES).migrate();
        run(database.source(postgres, sqlite), "UPDATE diaries SET words = NULL WHERE id = 9999");

        assertThatThrownBy(() -> schema(store, DIARIES, filling(MOODS)).migrate())
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("1 of the ")
                .hasMessageContaining("rows are filled and stay; the next run goes on with the others.");

        run(database.source(postgres, sqlite), "UPDATE diaries SET words = 'Day 9999' WHERE id = 9999");
        schema(store, DIARIES, filling(MOODS)).migrate();
        isFilledOnce(database.source(postgres, sqlite));
    }

    @ParameterizedTest
    @EnumSource
    void aHostCanStopItBetweenBatches(Database database, PostgresDatabase postgres, SqliteDatabase sqlite) {
        var cancellation = new Cancellation();
        var store = database.store(postgres, sqlite);
        var stopping = new ProgressListener() {
            @Override
            public void rowsFilled(Step step, long done, long of) {
                cancellation.cancel();
            }
        };

        assertThatThrownBy(() -> schema(store, DIARIES, filling(MOODS))
                        .listener(stopping)
                        .cancellation(cancellation)
                        .migrate())
                .isInstanceOf(Cancelled.class)
                .hasMessageContaining("1000 rows are filled and stay; the next run goes on with the others.")
                .hasMessageEndingWith("Not done: 0002.");
        assertThat(texts(database.source(postgres, sqlite), "SELECT count(*) FROM diaries WHERE filled = 1"))
                .containsExactly(String.valueOf(BATCH));

        schema(store, DIARIES, filling(MOODS)).migrate();
        isFilledOnce(database.source(postgres, sqlite));
    }

    @ParameterizedTest
    @EnumSource
    void whatWasFilledStaysWhenItIsTakenBackUnlessItSaysHow(
            Database database, PostgresDatabase postgres, SqliteDatabase sqlite) {
        var store = database.store(postgres, sqlite);
        var source = database.source(postgres, sqlite);
        schema(store).migrate();

        assertThat(schema(store).undo(1, MigrateOptions.cautious()).migrations())
                .containsExactly(MigrationId.core(2));
        assertThat(texts(source, "SELECT count(*) FROM diaries WHERE mood IS NULL"))
                .containsExactly("0");

        var undone = schema(store, DIARIES, filling(MOODS.undo("UPDATE diaries SET mood = NULL, filled = 0")));
        undone.migrate();
        undone.undo(1, MigrateOptions.cautious());
        assertThat(texts(source, "SELECT count(*) FROM diaries WHERE mood IS NULL"))
                .containsExactly(String.valueOf(ROWS));
        assertThat(texts(source, "SELECT event FROM schema_journal WHERE version = 2"))
                .containsExactly("intent", "done", "undone", "intent", "done", "undone");
        assertThat(texts(source, "SELECT phase FROM schema_state")).containsExactly("clean");
    }

    @ParameterizedTest
    @EnumSource
    void aPlanShowsItAndARehearsalFillsTheRows(Database database, PostgresDatabase postgres, SqliteDatabase sqlite) {
        var schema = schema(database.store(postgres, sqlite));

        assertThat(schema.migrationPlan().text())
                .contains("migration 0002, moods, backfill diaries, 1000 rows at a time")
                .contains("UPDATE ")
                .contains("LIMIT 1000");
        assertThat(schema.rehearse().text())
                .contains("migration 0002, moods, backfill diaries, 1000 rows at a time | ");
    }

    @ParameterizedTest
    @EnumSource
    void rowsOfAnyTableAreToldApartByTheColumnsThatItNames(
            Database database, PostgresDatabase postgres, SqliteDatabase sqlite) {
        String table = "CREATE TABLE \"Days\" (a INTEGER NOT NULL, b TEXT NOT NULL, c TEXT, PRIMARY KEY (a, b))";
        var days = Migration.of(1, "0001_days.sql")
                .sql(
                        DialectName.POSTGRES,
                        table + " PARTITION BY LIST (a); CREATE TABLE d1 PARTITION OF \"Days\" FOR VALUES IN (1);"
                                + " CREATE TABLE d2 PARTITION OF \"Days\" FOR VALUES IN (2)")
                .sql(DialectName.SQLITE, table + " WITHOUT ROWID");
        var store = database.store(postgres, sqlite);
        schema(store, days).migrate();
        for (int a = 1; a <= 2; a++) {
            run(
                    database.source(postgres, sqlite),
                    "INSERT INTO \"Days\" VALUES (" + a + ", 'x', NULL), (" + a + ", 'y', NULL)");
        }
        var told = new ArrayList<Long>();

        schema(
                        store,
                        days,
                        filling(backfill("Days", "c = b", "c IS NULL")
                                .by("a", "b")
                                .inBatchesOf(3)))
                .listener(new ProgressListener() {
                    @Override
                    public void rowsFilled(Step step, long done, long of) {
                        told.add(done);
                    }
                })
                .migrate();

        assertThat(told).containsExactly(3L, 4L);
        assertThat(texts(database.source(postgres, sqlite), "SELECT count(*) FROM \"Days\" WHERE c = b"))
                .containsExactly("4");
    }

    @ParameterizedTest
    @EnumSource
    void eachDatabaseMayHaveItsOwnWords(Database database, PostgresDatabase postgres, SqliteDatabase sqlite) {
        var own = backfill("diaries", "mood = 'common'", "mood IS NULL")
                .on(DialectName.SQLITE, "mood = 'sqlite'", "mood IS NULL")
                .inBatchesOf(ROWS);

        schema(database.store(postgres, sqlite), DIARIES, filling(own)).migrate();

        assertThat(texts(database.source(postgres, sqlite), "SELECT DISTINCT mood FROM diaries"))
                .containsExactly(database == Database.SQLITE ? "sqlite" : "common");
    }

    @ParameterizedTest
    @EnumSource
    void aStatementThatFailsIsToldAsItsMigration(Database database, PostgresDatabase postgres, SqliteDatabase sqlite) {
        var wrong = filling(backfill("diaries", "nowhere = 1", "mood IS NULL"));

        assertThatThrownBy(() ->
                        schema(database.store(postgres, sqlite), DIARIES, wrong).migrate())
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("migration 0002, moods, backfill diaries, 1000 rows at a time failed on")
                .hasMessageContaining("nowhere");
    }

    @Test
    void theConsoleShowsHowFarItIs(SqliteDatabase sqlite) {
        var out = new ByteArrayOutputStream();

        schema(SqliteStore.over(sqlite.dataSource()))
                .listener(ProgressPrinter.to(new PrintStream(out, true, StandardCharsets.UTF_8)))
                .migrate();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("0002:1 migration 0002, moods, backfill diaries, 1000 rows at a time: 4000 of 10000 rows");
    }

    @Test
    void nothingElseIsInItsMigration() {
        var migration = filling(MOODS);
        Operation other = sql("DELETE FROM diaries");

        assertThatThrownBy(() -> migration.operations(other))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("Give the backfill a migration of its own");
    }
}
