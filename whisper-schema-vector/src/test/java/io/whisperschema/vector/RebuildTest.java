package io.whisperschema.vector;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.Risk.Danger;
import io.whisperschema.vector.embedded.EmbeddedOptions;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collections that are built anew beside the old ones. */
class RebuildTest extends Notes {
    @Test
    void aVectorOfAnotherSizeTakesTheOldOnesPlace() throws Exception {
        made(OLD, 100);

        Reshaping.on(alone, model).reshape(LARGER);

        assertLarger(100);
        assertThat(store.inspect().reached("notes").orElseThrow().version()).contains("2");
        assertThat(store.inspect().aliases()).containsEntry("notes", "notes__v2");
        assertThat(store.inspect().collections()).hasSize(1);
        assertThat(client.listCollectionsAsync().get()).contains("notes__v2", "notes__v1");
    }

    @Test
    void aSnapshotIsTakenFirstWhereTheHostWishesIt(@TempDir Path folder) throws Exception {
        try (var file = EmbeddedQdrant.inMemory(EmbeddedOptions.defaults().withSnapshotsFolder(folder))) {
            QdrantStore there = QdrantStore.over(file.client());
            there.create(OLD);
            QdrantStore careful =
                    there.rebuilding(RebuildOptions.careful().nobodyElseWrites().takingSnapshots());

            assertThat(Reshaping.on(careful, model).plan(LARGER).action()).startsWith("CreateSnapshot notes");
            Reshaping.on(careful, model).reshape(LARGER);
            var dropping = NEW.version("3").describedAs("larger notes");
            Reshaping.on(careful, model).reshape(recipe(dropping, Map.of(), List.of(new PayloadEdit.Drop("number"))));

            assertThat(file.snapshots().of("notes")).hasSize(1);
            assertThat(there.snapshots().of("notes__v2")).hasSize(1);
        }
    }

    @Test
    void whatIsDoneIsNotDoneAgain() throws Exception {
        made(OLD, 10);
        Reshaping.on(alone, model).reshape(LARGER);

        assertThat(Reshaping.on(alone, model).plan(LARGER).statement()).contains("nothing: it is so already");
        Reshaping.on(alone, model).reshape(LARGER);

        assertThat(embedded).hasValue(10);
    }

    @Test
    void theGapOfANameThatBecomesAnAliasIsInThePlan() throws Exception {
        made(OLD, 10);

        var step = Reshaping.on(alone, model).plan(LARGER);

        assertThat(step.action())
                .contains("copy and transform about 10 points of notes")
                .contains("notes is not there between its deletion and the creation of its alias");
        assertThat(step.risk().dangers()).containsExactlyInAnyOrder(Danger.REBUILDS_BESIDE, Danger.INTERRUPTS_READERS);
    }

    @Test
    void aNameThatBecomesAnAliasNeedsAFence() throws Exception {
        made(OLD, 10);

        assertThatThrownBy(() -> Reshaping.on(store, model).plan(LARGER))
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("fencedBy(…)");
    }

    @Test
    void theSecondRebuildHasNoGap() throws Exception {
        made(OLD, 10);
        Reshaping.on(alone, model).reshape(LARGER);
        var third = collection("notes", vector("content", 3, Distance.DOT)).version("3");
        PointRecipe dots = recipe(third, Map.of("content", MODEL), List.of());

        assertThat(Reshaping.on(store, model).plan(dots).risk().dangers()).containsExactly(Danger.REBUILDS_BESIDE);
        Reshaping.on(store, model).reshape(dots);

        assertLarger(10);
        assertThat(store.inspect().aliases()).containsEntry("notes", "notes__v3");
    }

    @Test
    void payloadFieldsAreRenamed() throws Exception {
        made(OLD, 30);
        PointRecipe renaming = recipe(OLD.version("2"), Map.of(), List.of(new PayloadEdit.Rename("number", "count")));

        Reshaping.on(alone).reshape(renaming);

        assertThat(all("notes"))
                .hasSize(30)
                .allSatisfy((number, point) -> assertThat(
                                point.getPayloadOrThrow("count").getIntegerValue())
                        .isEqualTo(number));
    }

    @Test
    void whatServersDoThemselvesIsDoneInPlace() throws Exception {
        made(OLD, 30);
        var indexed = collection(
                        "notes",
                        vector("content", 2, Distance.EUCLID),
                        vector("mood", 2, Distance.DOT),
                        payload("user").keyword().indexed())
                .version("2");
        var recipe = new PointRecipe(
                List.of("notes"),
                List.of(indexed),
                Map.of(),
                Map.of(),
                Set.of("mood"),
                List.of(new PayloadEdit.Add("user", "nobody"), new PayloadEdit.Drop("text")),
                Optional.empty(),
                Optional.empty());

        assertThat(Reshaping.on(store).plan(recipe).risk().losesData()).isTrue();
        Reshaping.on(store).reshape(recipe);

        assertThat(client.listCollectionsAsync().get()).containsExactly("notes");
        assertThat(all("notes"))
                .hasSize(30)
                .allSatisfy((number, point) -> assertThat(point.getPayloadMap())
                        .isEqualTo(Map.of("user", value("nobody"), "number", value(number))));
        assertThat(store.inspect().reached("notes").orElseThrow().version()).contains("2");
    }

    @Test
    void aPointThatCannotBeMadeStopsItBeforeAnythingIsSwitched() throws Exception {
        made(OLD, 20);
        PointRecipe impossible = recipe(
                OLD.version("2"),
                Map.of(),
                List.of(new PayloadEdit.Retype("text", io.whisperschema.definition.vector.PayloadType.INTEGER)));

        assertThatThrownBy(() -> Reshaping.on(alone).reshape(impossible))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("point 1")
                .hasMessageContaining("Every name leads to a collection that is whole.");

        assertThat(store.inspect().collection("notes")).isPresent();
    }

    @Test
    void whatArrivedOtherwiseIsNoticed() throws Exception {
        made(OLD, 20);
        var breaking = Reshaping.on(alone, model).watchedBy(done -> {
            if (done > 16) {
                client.deleteAsync(
                        "notes__v2",
                        Filter.newBuilder()
                                .addMust(io.qdrant.client.ConditionFactory.hasId(id(3)))
                                .build());
            }
        });

        assertThatThrownBy(() -> breaking.reshape(LARGER))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("point 3 is missing");

        assertThat(all("notes"))
                .hasSize(20)
                .allSatisfy((number, point) -> assertThat(content(point)).hasSize(2));
    }

    @Test
    void collectionsAreMerged() throws Exception {
        made(collection("left", vector("content", 2, Distance.EUCLID)), 10);
        store.create(collection("right", vector("content", 2, Distance.EUCLID)));
        client.upsertAsync(
                        "right",
                        IntStream.rangeClosed(11, 30).mapToObj(Notes::point).toList())
                .get();

        Reshaping.on(alone).reshape(merging());

        assertThat(all("notes")).hasSize(30);
        assertThat(store.inspect().collections()).hasSize(1);
        store.rollback("notes");
        assertThat(all("left")).hasSize(10);
        assertThat(store.inspect().collections())
                .extracting(VectorCollection::name)
                .containsExactlyInAnyOrder("left", "right");
    }

    private static PointRecipe merging() {
        return new PointRecipe(
                List.of("left", "right"),
                List.of(OLD),
                Map.of(),
                Map.of(),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void twoPointsOfOneIdAreNotMerged() throws Exception {
        made(collection("left", vector("content", 2, Distance.EUCLID)), 10);
        made(collection("right", vector("content", 2, Distance.EUCLID)), 1);

        assertThatThrownBy(() -> Reshaping.on(alone).reshape(merging()))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("point 1 is in right and in another");
    }

    @Test
    void aCollectionIsSplit() throws Exception {
        made(OLD, 20);
        client.setPayloadAsync("notes", Map.of("kind", value("even")), Filter.getDefaultInstance(), true, null, null)
                .get();
        client.setPayloadAsync(
                        "notes",
                        Map.of("kind", value("odd")),
                        IntStream.range(0, 10).mapToObj(i -> id(2 * i + 1)).toList(),
                        true,
                        null,
                        null)
                .get();
        var splitting = new PointRecipe(
                List.of("notes"),
                List.of(
                        collection("evens", vector("content", 2, Distance.EUCLID)),
                        collection("odds", vector("content", 2, Distance.EUCLID))),
                Map.of(),
                Map.of(),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.of(new PointRecipe.Routing("kind", Map.of("even", "evens", "odd", "odds"))));

        Reshaping.on(alone).reshape(splitting);

        assertThat(all("evens").keySet()).hasSize(10).allMatch(number -> number % 2 == 0);
        assertThat(all("odds").keySet()).hasSize(10).allMatch(number -> number % 2 == 1);
        assertThat(store.inspect().reached("notes")).isEmpty();
        store.finish("odds");
        assertThat(client.listCollectionsAsync().get())
                .containsExactlyInAnyOrder("evens__v1", "odds__v1", "whisper_schema_rebuilds");
    }

    @Test
    void anAliasIsRenamedInPlace() throws Exception {
        made(collection("notes_7d", vector("content", 2, Distance.EUCLID)).version("1"), 20);
        client.createAliasAsync("notes", "notes_7d").get();
        var renaming = PointRecipe.of(
                "notes",
                collection("memories", vector("content", 2, Distance.EUCLID)).version("1"));

        Reshaping.on(store).reshape(renaming);

        assertThat(store.inspect().aliases()).isEqualTo(Map.of("memories", "notes_7d"));
        assertThat(all("memories")).hasSize(20);
    }

    @Test
    void aRehearsalLeavesNothingBehind() throws Exception {
        made(OLD, 20);

        Reshaping.on(
                        alone.rebuilding(
                                RebuildOptions.careful().nobodyElseWrites().rehearsing(7)),
                        model)
                .rehearse(LARGER);

        assertThat(embedded.get()).isPositive().isLessThanOrEqualTo(14);
        assertThat(client.listCollectionsAsync().get()).containsExactly("notes");
        assertThat(all("notes")).hasSize(20);
    }

    @Test
    void anUnnamedVectorGetsAName() throws Exception {
        store.create(collection("notes", unnamed(2, Distance.COSINE)).version("1"));
        client.upsertAsync(
                        "notes",
                        List.of(PointStruct.newBuilder()
                                .setId(id(1))
                                .setVectors(vectors(3f, 4f))
                                .build()))
                .get();
        var named = new PointRecipe(
                List.of("notes"),
                List.of(collection("notes", vector("content", 2, Distance.COSINE))
                        .version("3")),
                Map.of("content", ""),
                Map.of(),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());

        Reshaping.on(alone).reshape(named);

        assertThat(content(all("notes").get(1L))).containsExactly(0.6f, 0.8f);
        store.rollback("notes");
        assertThat(all("notes").get(1L).getVectors().getVector().getDense().getDataList())
                .containsExactly(0.6f, 0.8f);
    }

    @Test
    void aServerWithoutConditionsNeedsAFence() throws Exception {
        try (var server = OtherVersion.of("1.15.0", client)) {
            QdrantStore older = QdrantStore.over(server.client());
            older.create(OLD);
            client.createAliasAsync("memories", "notes").get();
            var recipe = new PointRecipe(
                    List.of("memories"),
                    List.of(collection("memories", vector("content", 3, Distance.EUCLID))
                            .version("2")),
                    Map.of(),
                    Map.of("content", MODEL),
                    Set.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty());

            assertThatThrownBy(() -> Reshaping.on(older, model).plan(recipe))
                    .isInstanceOf(UnsupportedChange.class)
                    .hasMessageContaining("Upgrade the server to 1.16.0");
            Reshaping.on(older.rebuilding(RebuildOptions.careful().nobodyElseWrites()), model)
                    .reshape(recipe);

            assertThat(older.inspect().aliases()).containsEntry("memories", "memories__v2");
            older.finish("memories");
            assertThat(client.listCollectionsAsync().get())
                    .containsExactlyInAnyOrder("memories__v2", "whisper_schema_rebuilds", "whisper_schema_registry");
        }
    }

    @Test
    void noMorePointsAreCopiedInASecondThanAllowed() throws Exception {
        made(OLD, 15);
        long begun = System.nanoTime();

        Reshaping.on(
                        store.rebuilding(
                                RebuildOptions.careful().nobodyElseWrites().atMost(10)),
                        model)
                .reshape(LARGER);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(2_800));
        assertLarger(15);
    }

    @Test
    void theOtherNamesOfASplitCollectionLeadToTheOneThatKeepsItsName() throws Exception {
        made(OLD, 20);
        client.createAliasAsync("diary", "notes").get();
        client.setPayloadAsync("notes", Map.of("kind", value("note")), Filter.getDefaultInstance(), true, null, null)
                .get();
        var splitting = new PointRecipe(
                List.of("notes"),
                List.of(OLD.version("2"), collection("letters", vector("content", 2, Distance.EUCLID))),
                Map.of(),
                Map.of(),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.of(new PointRecipe.Routing("kind", Map.of("note", "notes", "letter", "letters"))));

        Reshaping.on(alone).reshape(splitting);

        assertThat(store.inspect().aliases()).containsEntry("diary", "notes__v2");
        store.rollback("notes");
        assertThat(store.inspect().aliases()).containsEntry("diary", "notes__v1");
    }

    @Test
    void aDefaultThatServersSetLeavesAnEmptyList() throws Exception {
        made(OLD, 2);
        client.setPayloadAsync("notes", Map.of("tags", list(List.of())), id(1), true, null, null)
                .get();
        PointRecipe adding = recipe(OLD.version("2"), Map.of(), List.of(new PayloadEdit.Add("tags", "none")));

        Reshaping.on(store).reshape(adding);

        assertThat(client.listCollectionsAsync().get()).containsExactly("notes");
        assertThat(all("notes").get(1L).getPayloadOrThrow("tags")).isEqualTo(list(List.of()));
        assertThat(all("notes").get(2L).getPayloadOrThrow("tags")).isEqualTo(value("none"));
    }

    @Test
    void neighboursThatAreFoundAgainStopNothing() throws Exception {
        made(OLD, 20);
        var finding = RebuildOptions.careful().nobodyElseWrites().findingAgain(new RebuildOptions.Recall(10, 3, 1));

        Reshaping.on(store.rebuilding(finding), model).reshape(LARGER);

        assertLarger(20);
    }
}
