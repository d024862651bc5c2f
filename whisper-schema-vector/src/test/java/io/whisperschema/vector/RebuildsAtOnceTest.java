package io.whisperschema.vector;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.error.LockTimeout;
import io.whisperschema.error.StepFailed;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.plan.ExecuteOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rebuilds, ways back and ends of the same collections, one right within another. */
class RebuildsAtOnceTest extends Notes {
    private static final PointRecipe RENAMED = from("notes", "memos", 3);
    private static final PointRecipe JOURNAL = from("diary", "journal", 2);

    private final OtherVersion server = OtherVersion.of("1.18.0", client);
    private final QdrantStore behind = QdrantStore.over(server.client())
            .rebuilding(RebuildOptions.careful().nobodyElseWrites().inBatchesOf(8));

    private final QdrantStore brief =
            behind.rebuilding(RebuildOptions.careful().nobodyElseWrites().leasedFor(Duration.ofMillis(1)));

    @AfterEach
    void closeServer() {
        server.close();
    }

    private static PointRecipe from(String name, String into, int size) {
        VectorCollection wanted =
                collection(into, vector("content", size, Distance.EUCLID)).sharded(3);
        return new PointRecipe(
                List.of(name),
                List.of(wanted),
                Map.of(),
                Map.of(),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private void before(String call, Doing what) {
        server.before(call, doing(what));
    }

    private static Reshaping impatient(QdrantStore on) {
        return Reshaping.on(on).with(ExecuteOptions.cautious().waitingForLocks(Duration.ofMillis(100)));
    }

    private static void assertHeldOff(Runnable other) {
        assertThatThrownBy(other::run)
                .isInstanceOf(LockTimeout.class)
                .hasMessageContaining(
                        "Another process begins, takes back or ends a rebuild on qdrant, for longer than PT0.1S")
                .hasMessageContaining("Nothing was applied.");
    }

    private void madeBehindTwoAliases() throws Exception {
        made(new VectorCollection("notes_7d", OLD.version(), OLD.shape()), 20);
        client.createAliasAsync("notes", "notes_7d").get();
        client.createAliasAsync("diary", "notes_7d").get();
    }

    @Test
    void aRebuildOverAnotherAliasOfACollectionThatIsRebuiltIsRefused() throws Exception {
        madeBehindTwoAliases();
        var meanwhile = Reshaping.on(alone, model)
                .watchedBy(done -> assertThatThrownBy(() -> Reshaping.on(alone).reshape(JOURNAL))
                        .isInstanceOf(StepFailed.class)
                        .hasMessageContaining("another rebuild, of notes, has begun and is not done"));

        meanwhile.reshape(LARGER);
        client.setPayloadAsync("diary", Map.of("number", value(-1)), id(3), true, null, null)
                .get();
        Reshaping.on(alone).reshape(from("diary", "journal", 3));

        assertThat(all("journal").get(3L).getPayloadMap()).containsEntry("number", value(-1));
    }

    @Test
    void ofTwoRebuildsOverAliasesOfOneCollectionThatBeginAtTheSameMomentOneIsHeldOff() throws Exception {
        madeBehindTwoAliases();
        Reshaping.on(alone, model).reshape(LARGER);
        store.rollback("notes");
        store.finish("notes");
        before("Upsert", () -> assertHeldOff(() -> impatient(alone).reshape(JOURNAL)));

        Reshaping.on(behind, model).reshape(LARGER);

        assertLarger(20);
        assertThat(store.inspect().aliases()).isEqualTo(Map.of("notes", "notes__v2", "diary", "notes__v2"));
    }

    @Test
    void aRebuildOfWhatIsBeingRolledBackIsHeldOff() throws Exception {
        made(OLD, 20);
        Reshaping.on(alone, model).reshape(LARGER);
        before(
                "UpdateAliases",
                () -> assertThatThrownBy(() -> impatient(alone).reshape(RENAMED))
                        .isInstanceOf(LockTimeout.class)
                        .hasMessageContaining("Another process is rebuilding notes on qdrant"));

        behind.rollback("notes");

        assertThat(store.inspect().aliases()).isEqualTo(Map.of("notes", "notes__v1"));
        assertThat(store.inspect().collections()).hasSize(1);
    }

    @Test
    void whatARebuildBeginsOnIsNotRolledBackNorFinishedMeanwhile() throws Exception {
        made(OLD, 20);
        Reshaping.on(alone, model).reshape(LARGER);
        before("Upsert", () -> assertHeldOff(() -> impatient(alone).rollBack(LARGER)));

        Reshaping.on(behind).reshape(RENAMED);

        assertThat(store.inspect().aliases()).isEqualTo(Map.of("memos", "memos__v1"));
        assertThat(all("memos")).hasSize(20);
    }

    @Test
    void whatIsBeingFinishedIsNotRolledBackTo() throws Exception {
        made(OLD, 20);
        Reshaping.on(alone, model).reshape(LARGER);
        before(
                "Delete",
                () -> assertThatThrownBy(() -> impatient(alone).rollBack(LARGER))
                        .isInstanceOf(LockTimeout.class));

        behind.finish("notes");

        assertLarger(20);
    }

    @Test
    void noOtherLetsNamesLeadToWhatIsBuiltWhileOneIsAtIt() throws Exception {
        made(OLD, 20);
        store.create(collection("diary", vector("content", 2, Distance.EUCLID)));
        before("UpdateAliases", () -> {
            assertThatThrownBy(() -> impatient(alone).reshape(JOURNAL))
                    .isInstanceOf(LockTimeout.class)
                    .hasMessageContaining("Another process is rebuilding notes on qdrant");
            assertThat(client.listAliasesAsync().get()).isEmpty();
        });

        Reshaping.on(behind, model).reshape(LARGER);

        assertLarger(20);
    }

    @Test
    void whoWasAwayForLongerThanItsLeaseTakesNothingBackThatWasWrittenSinceAnotherEndedTheRebuild() throws Exception {
        made(OLD, 300);
        QdrantStore away = brief.rebuilding(
                RebuildOptions.careful().nobodyElseWrites().inBatchesOf(300).leasedFor(Duration.ofMillis(1)));
        CodeStep<PointBatch> stalling = PointCode.embedder(MODEL.name(), MODEL.version(), "text", texts -> {
            before("Upsert", () -> {
                Reshaping.on(alone, model).reshape(LARGER);
                client.setPayloadAsync("notes", Map.of("number", value(-1)), id(300), true, null, null)
                        .get();
            });
            return texts.stream().map(text -> new float[] {text.length(), 1, 2}).toList();
        });

        assertThatThrownBy(() -> Reshaping.on(away, stalling).reshape(LARGER))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("another process took over the rebuild of notes");

        assertThat(all("notes").get(300L).getPayloadMap()).containsEntry("number", value(-1));
    }

    @Test
    void whoDiedWhileItBeganHoldsOthersOffNoLongerThanItsLease() throws Exception {
        made(OLD, 20);
        server.goingAwayBeforeWrite(3);
        assertThatThrownBy(() -> Reshaping.on(brief, model).reshape(LARGER)).hasMessageContaining("connection refused");
        server.back();

        Reshaping.on(alone, model).reshape(LARGER);

        assertLarger(20);
    }

    @Test
    void aFinishEndsAWayBackThatWasStoppedBehindItsSwitch() throws Exception {
        made(OLD, 20);
        Reshaping.on(alone, model).reshape(LARGER);
        stoppedBehindTheSwitchBack();

        store.finish("notes");

        assertThat(store.inspect().aliases()).isEqualTo(Map.of("notes", "notes__v1"));
        assertThat(client.listCollectionsAsync().get())
                .containsExactlyInAnyOrder("notes__v1", "whisper_schema_rebuilds");
        assertThat(all("notes")).hasSize(20);
    }

    /** Which puts the built collection on record as kept next. */
    private void stoppedBehindTheSwitchBack() {
        before("UpdateAliases", () -> server.goingAwayAt("Update"));
        assertThatThrownBy(() -> brief.rollback("notes")).hasMessageContaining("connection refused");
        server.back();
        assertThat(store.inspect().aliases()).isEqualTo(Map.of("notes", "notes__v1"));
    }

    @Test
    void aRebuildBehindAWayBackThatWasStoppedBehindItsSwitchIsMadeAnew() throws Exception {
        made(OLD, 20);
        Reshaping.on(alone, model).reshape(LARGER);
        stoppedBehindTheSwitchBack();

        Reshaping.on(alone, model).reshape(LARGER);

        assertThat(store.inspect().aliases()).isEqualTo(Map.of("notes", "notes__v2_2"));
        assertThat(store.inspect().collections()).hasSize(1);
        assertLarger(20);
    }

    @Test
    void aWayBackThatWasStoppedBeforeItsSwitchIsNoEnd() throws Exception {
        made(OLD, 20);
        Reshaping.on(alone, model).reshape(LARGER);
        before("UpdateAliases", () -> {
            throw Status.UNAVAILABLE.withDescription("connection refused").asRuntimeException();
        });
        assertThatThrownBy(() -> brief.rollback("notes")).hasMessageContaining("connection refused");

        assertThatThrownBy(() -> store.finish("notes")).hasMessageContaining("the way back from notes has begun");
        assertLarger(20);
        Reshaping.on(alone, model).reshape(LARGER);

        assertThat(store.inspect().aliases()).isEqualTo(Map.of("notes", "notes__v2"));
        assertThat(store.inspect().collections()).hasSize(1);
        store.finish("notes");
        assertThat(client.listCollectionsAsync().get())
                .containsExactlyInAnyOrder("notes__v2", "whisper_schema_rebuilds");
    }
}
