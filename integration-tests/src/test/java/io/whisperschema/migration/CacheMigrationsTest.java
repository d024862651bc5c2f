package io.whisperschema.migration;

import static io.whisperschema.definition.cache.Caches.field;
import static io.whisperschema.definition.cache.Caches.keyFamily;
import static io.whisperschema.migration.CacheOperations.rewrite;
import static io.whisperschema.migration.CacheOperations.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.CacheCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.diff.CacheChange.RewriteEntries;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.DataLossRefused;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.finding.Finding;
import io.whisperschema.migration.MigrationStatus.State;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Step;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.MigrationReport;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.FakeCacheStore;
import io.whisperschema.testkit.FakeServer;
import io.whisperschema.testkit.Faults.Moment;
import io.whisperschema.testkit.Killed;
import io.whisperschema.testkit.SqliteDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Migrations of a cache that rewrites entries by its record. */
class CacheMigrationsTest extends MigrationCases implements MigrationCases.Sqlite {
    private static final KeyFamily V1 = keyFamily("messages", "chat:<channel>")
            .list(field("text").string(), field("author").string());
    private static final KeyFamily V2 = keyFamily("messages", "chat:<channel>")
            .list(field("text").string(), field("author_name").string())
            .valueVersion(2);
    private static final KeyFamily V3 = keyFamily("messages", "messages:<channel>")
            .list(field("text").string(), field("author_name").string())
            .valueVersion(3);
    private static final KeyFamily SESSION_1 =
            keyFamily("session", "session:<id>").hash(field("name").string());
    private static final KeyFamily SESSION_2 = SESSION_1.valueVersion(2);

    private static final Migration NOTES = Migration.of(1, "notes")
            .sql("CREATE TABLE notes (id INTEGER NOT NULL PRIMARY KEY)")
            .undo("DROP TABLE notes");
    private static final Migration TO_2 =
            Migration.of(2, "to_2").operations(rewrite(V1, V2).renamingField("author", "author_name"));
    private static final Migration TO_3 = Migration.of(4, "to_3").operations(rewrite(V2, V3));
    private static final String REWRITTEN = "rewrite the entries of key family messages to version ";

    private final FakeServer server = new FakeServer();

    private WhisperSchema on(FakeServer there, Migration... migrations) {
        return schema(migrations).cache(FakeCacheStore.over(there));
    }

    private WhisperSchema on(Migration... migrations) {
        return on(server, migrations);
    }

    private void holding(KeyFamily... families) {
        server.holding(new CacheCatalog(List.of(families)));
    }

    private List<KeyFamily> held() {
        return FakeCacheStore.over(server).inspect().families();
    }

    private List<String> done() {
        return server.applied().stream().map(step -> step.change().words()).toList();
    }

    private List<String> journal() {
        return ask("SELECT event || ' ' || detail FROM schema_journal WHERE version = 2 ORDER BY entry").stream()
                .map(entry -> entry.replaceAll("operations-1:\\S+ ", ""))
                .toList();
    }

    private List<MigrationId> recorded() {
        return store.history().read().migrations().stream()
                .map(RecordedMigration::id)
                .toList();
    }

    private static Predicate<Step> isRewritten(KeyFamily family) {
        return step -> step.change() instanceof RewriteEntries rewrite
                && rewrite.recipe().after().equals(family);
    }

    @Test
    void theyRunInTheirOrderAndOnceAndAreOnRecord() {
        holding(V1);
        var order = new ArrayList<String>();
        MigrationReport report = on(NOTES, TO_2, TO_3)
                .listener(new ProgressListener() {
                    @Override
                    public void started(Step step) {
                        order.add(step.store() + " " + step.id());
                    }

                    @Override
                    public void entriesRewritten(Step step, long done, long of) {
                        order.add(step.id() + ": " + done + " of " + of);
                    }
                })
                .migrate();

        assertThat(report.migrations()).containsExactly(MigrationId.core(1), MigrationId.core(2), MigrationId.core(4));
        assertThat(order)
                .containsExactly(
                        store.name() + " 0001:1",
                        "fake-cache 0002:1.1",
                        "0002:1.1: 1 of 2",
                        "fake-cache 0004:1.1",
                        "0004:1.1: 1 of 2");
        assertThat(held()).containsExactly(V3);
        assertThat(journal())
                .containsExactly(
                        "intent there to_2", "begun " + REWRITTEN + "2", "statement " + REWRITTEN + "2", "done to_2");
        assertThat(on(NOTES, TO_2, TO_3).migrate().migrations()).isEmpty();
        assertThat(done()).hasSize(2);
    }

    @Test
    void thePlanShowsWhatTheCacheWouldDoAndIsNotExecutedWithoutTheRecord() {
        holding(V1);
        var schema = on(TO_2, TO_3);
        var plan = schema.migrationPlan();

        assertThat(plan.text())
                .contains("1. [fake-cache] " + REWRITTEN + "2", "2. [fake-cache] " + REWRITTEN + "3")
                .contains("rewrites entries one by one");
        assertThatThrownBy(() -> schema.execute(plan)).hasMessageContaining("call migrate()");
        assertThat(done()).isEmpty();
    }

    @Test
    void theReportKeepsWhatTheCacheLeftAsItWas() {
        var left = Finding.warning("key chat:7", "a message", "3 that cannot be read", "They stay as they are.");
        server.faults().leaveAt(isRewritten(V2), left);

        assertThat(on(TO_2).migrate().execution().notices()).containsExactly(left);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void whoIsKilledIsFollowedByOneWhoGoesOn(Moment moment) {
        holding(V1);
        server.faults().killAt(isRewritten(V2), moment);
        assertThatThrownBy(() -> on(NOTES, TO_2, TO_3).migrate()).isInstanceOf(Killed.class);

        MigrationReport report = on(NOTES, TO_2, TO_3).migrate();

        assertThat(report.migrations()).containsExactly(MigrationId.core(2), MigrationId.core(4));
        assertThat(held()).containsExactly(V3);
        assertThat(journal()).startsWith("intent there to_2").endsWith("done to_2");
        assertThat(store.history().flaws()).isEmpty();
    }

    @Test
    void whatTheKilledRunWasAtIsDoneAgainThoughTheRecordOfTheCacheShowsIt() {
        holding(V1);
        server.faults().killAt(isRewritten(V2), Moment.CHANGED);
        assertThatThrownBy(() -> on(TO_2).migrate()).isInstanceOf(Killed.class);

        on(TO_2).migrate();

        assertThat(done()).containsExactly(REWRITTEN + "2", REWRITTEN + "2");
    }

    @Test
    void whatFailsIsLeftToTheNextRun() {
        holding(V1);
        server.faults().failAt(isRewritten(V2));
        assertThatThrownBy(() -> on(NOTES, TO_2).migrate())
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining(REWRITTEN + "2 failed on fake-cache")
                .hasMessageContaining("the disk is full")
                .hasMessageEndingWith("the next run goes on with it. Fix the cause and run again.");

        on(NOTES, TO_2).migrate();

        assertThat(held()).containsExactly(V2);
        assertThat(journal())
                .containsExactly(
                        "intent there to_2",
                        "begun " + REWRITTEN + "2",
                        "failed " + REWRITTEN + "2",
                        "intent there to_2",
                        "begun " + REWRITTEN + "2",
                        "begun " + REWRITTEN + "2",
                        "statement " + REWRITTEN + "2",
                        "done to_2");
    }

    @Test
    void whoAsksToStopIsHeardAmongTheEntriesAndTheNextRunGoesOn() {
        holding(V1);
        var cancellation = new Cancellation();
        var stopping = on(TO_2).cancellation(cancellation).listener(new ProgressListener() {
            @Override
            public void entriesRewritten(Step step, long done, long of) {
                cancellation.cancel();
            }
        });

        assertThatThrownBy(stopping::migrate)
                .isInstanceOf(Cancelled.class)
                .hasMessageContaining("Stopped before the next entries of " + REWRITTEN + "2")
                .hasMessageContaining("the next run goes on with it");
        assertThat(held()).containsExactly(V1);
        on(TO_2).migrate();

        assertThat(held()).containsExactly(V2);
    }

    @Test
    void hostCodeIsFoundByItsNameAndWorksOnWhatTheCacheGives() {
        var ran = new AtomicInteger();
        var computed = Migration.of(2, "moods")
                .operations(rewrite(V1, V1.valueVersion(2))
                        .computingField("text", step("plain", "1", FakeServer.class, given -> ran.incrementAndGet())));

        on(computed).migrate();

        assertThat(ran).hasValue(1);
    }

    @Test
    void undoRewritesThemBack() {
        holding(V1);
        on(NOTES, TO_2).migrate();

        assertThat(on(NOTES, TO_2).undo(1, MigrateOptions.cautious()).migrations())
                .containsExactly(MigrationId.core(2));

        assertThat(held()).containsExactly(V1);
        assertThat(recorded()).containsExactly(MigrationId.core(1));
        assertThat(journal()).endsWith("statement " + REWRITTEN + "1", "undone to_2");
    }

    @Test
    void undoOfACacheThatLostItsRecordLooksForEntriesAllTheSame() {
        on(NOTES, TO_2).migrate();
        holding();

        on(NOTES, TO_2).undo(1, MigrateOptions.cautious());

        assertThat(held()).containsExactly(V1);
        assertThat(done()).endsWith(REWRITTEN + "1");
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void whoIsKilledOnTheWayBackIsFollowedByOneWhoGoesOn(Moment moment) {
        var both = Migration.of(2, "both")
                .operations(rewrite(V1, V2).renamingField("author", "author_name"), rewrite(SESSION_1, SESSION_2));
        holding(V1, SESSION_1);
        on(both).migrate();
        server.faults().killAt(isRewritten(V1), moment);
        assertThatThrownBy(() -> on(both).undo(1, MigrateOptions.cautious())).isInstanceOf(Killed.class);

        assertThat(on(both).undo(1, MigrateOptions.cautious()).migrations()).containsExactly(MigrationId.core(2));

        assertThat(held()).containsExactlyInAnyOrder(V1, SESSION_1);
        assertThat(done()).containsOnlyOnce("rewrite the entries of key family session to version 1");
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void whoIsKilledIsTakenBackInsteadWhereTheHostAsksForThat(Moment moment) {
        holding(V1);
        server.faults().killAt(isRewritten(V2), moment);
        assertThatThrownBy(() -> on(NOTES, TO_2).migrate()).isInstanceOf(Killed.class);
        server.faults().killAt(isRewritten(V1), moment);
        assertThatThrownBy(() -> on(NOTES, TO_2).undo(1, MigrateOptions.cautious()))
                .isInstanceOf(Killed.class);

        MigrationReport report = on(NOTES, TO_2).undo(1, MigrateOptions.cautious());

        assertThat(report.migrations()).containsExactly(MigrationId.core(2));
        assertThat(held()).containsExactly(V1);
        assertThat(done()).endsWith(REWRITTEN + "1");
        assertThat(recorded()).containsExactly(MigrationId.core(1));
        assertThat(store.history().flaws()).isEmpty();
    }

    @Test
    void whatARunThatWasKilledHadNotBegunIsNotTakenBack() {
        var both = Migration.of(2, "both").operations(rewrite(V1, V2), rewrite(SESSION_1, SESSION_2));
        holding(V1, SESSION_1);
        server.faults().killAt(isRewritten(V2), Moment.STARTED);
        assertThatThrownBy(() -> on(both).migrate()).isInstanceOf(Killed.class);

        on(both).undo(1, MigrateOptions.cautious());

        assertThat(done()).containsExactly(REWRITTEN + "1");
    }

    @Test
    void whatLosesDataIsRefusedBeforeAnythingAndAllowedByName() {
        var dropping = Migration.of(2, "drop")
                .operations(rewrite(V1, V1.valueVersion(2)).droppingField("draft"));

        assertThatThrownBy(() -> on(NOTES, dropping).migrate()).isInstanceOf(DataLossRefused.class);
        assertThat(store.inspect().isEmpty()).isTrue();
        assertThat(done()).isEmpty();
        on(NOTES, dropping)
                .migrate(MigrateOptions.cautious()
                        .executing(ExecuteOptions.cautious().allowingDataLoss()));
        assertThat(done()).hasSize(1);
        assertThatThrownBy(() -> on(NOTES, dropping).undo(1, MigrateOptions.cautious()))
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("nothing takes back its operation '" + REWRITTEN + "2'");
    }

    @Test
    void oneThatWasChangedSinceIsDrift() {
        on(TO_2).migrate();
        var changed = Migration.of(2, "to_2").operations(rewrite(V1, V2));

        assertThat(on(changed).status().in(State.CHECKSUM_MISMATCH)).hasSize(1);
    }

    @Test
    void withoutACacheAllIsRefusedBeforeAnything() {
        var schema = schema(NOTES, TO_2);

        for (ThrowingCallable verb : List.<ThrowingCallable>of(
                schema::migrate, schema::migrationPlan, schema::bootstrap, schema::rehearse)) {
            assertThatThrownBy(verb)
                    .isInstanceOf(UnsupportedChange.class)
                    .hasMessageContaining("cannot run migration 0002 | to_2")
                    .hasMessageContaining("there is no cache. Give one with WhisperSchema.cache(…).");
        }
        assertThat(store.inspect().isEmpty()).isTrue();
    }

    @Test
    void aRehearsalLeavesThemOutAndTellsWhy() {
        holding(V1);

        var report = on(NOTES, TO_2).rehearse();

        assertThat(report.migrations()).containsExactly(MigrationId.core(1));
        assertThat(report.notRehearsed())
                .singleElement()
                .asString()
                .startsWith("0002 | to_2, since entries of a cache");
        assertThat(done()).isEmpty();
    }

    @Test
    void aReplayInAnEmptyDatabaseTouchesNoCache(SqliteDatabase database) {
        holding(V1);
        var definition = SchemaDefinition.named("host").keyFamilies(V2);
        var schema = WhisperSchema.of(definition)
                .relational(store)
                .cache(FakeCacheStore.over(server))
                .migrations(Migrations.of(TO_2));

        var report = schema.verify(SqliteStore.over(database.dataSource()));

        assertThat(report.text()).contains("entries to rewrite");
        assertThat(done()).isEmpty();
    }

    private WhisperSchema starting(KeyFamily wanted) {
        return WhisperSchema.of(SchemaDefinition.named("host").keyFamilies(wanted, SESSION_1))
                .relational(store)
                .cache(FakeCacheStore.over(server))
                .migrations(Migrations.of(TO_2, TO_3));
    }

    @Test
    void aFirstStartOnAnEmptyCacheLeavesItAsDefined() {
        var report = starting(V3).bootstrap();

        assertThat(report.stores()).containsEntry(store.name(), Outcome.CREATED);
        assertThat(held()).containsExactlyInAnyOrder(V3, SESSION_1);
        assertThat(recorded()).hasSize(2);
        assertThat(starting(V3).bootstrap().stores()).containsEntry("fake-cache", Outcome.UP_TO_DATE);
    }

    @Test
    void aStartBesideAnOlderCacheRewritesIt() {
        holding(V1, SESSION_1);
        starting(V3).bootstrap();

        assertThat(done()).containsExactly(REWRITTEN + "2", REWRITTEN + "3");
        assertThat(held()).containsExactlyInAnyOrder(V3, SESSION_1);
    }

    @Test
    void aRecordThatIsNewDoesNotTakeACacheBackToWhatItWas() {
        holding(V3, SESSION_1);
        starting(V3).bootstrap();

        assertThat(done()).isEmpty();
        assertThat(recorded()).hasSize(2);
    }

    @Test
    void aStartThatMayChangeNothingNamesWhatIsPending() {
        on(NOTES).migrate();

        assertThatThrownBy(() ->
                        on(NOTES, TO_2).bootstrap(BootstrapOptions.cautious().with(BootstrapOptions.Changes.REFUSED)))
                .hasMessageContaining("0002 | to_2 | PENDING");
        assertThat(done()).isEmpty();
    }

    @Test
    void aPlanWithoutThemSaysThatItLeavesTheEntriesAsTheyAre() {
        holding(V1);
        var schema =
                WhisperSchema.of(SchemaDefinition.named("host").keyFamilies(V3)).cache(FakeCacheStore.over(server));

        assertThat(schema.plan().text())
                .contains("entries of key family messages: expected list of version 3 under messages:<channel>, found"
                        + " list of version 1 under chat:<channel>")
                .contains("leaves its entries as they are. A migration that says rewrite(…)");
        assertThat(WhisperSchema.of(SchemaDefinition.named("host").keyFamilies(V1.longest(5)))
                        .cache(FakeCacheStore.over(server))
                        .plan()
                        .warnings())
                .isEmpty();
    }
}
