package io.whisperschema.vector;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.family;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.FamilyVersion;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.error.SourceChanged;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.Writing;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.Difference;
import io.whisperschema.report.MoveReport;
import io.whisperschema.spi.Checkpoints;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VectorMoveTest {
    private static final int SIZE = 48;
    private static final int POINTS = 500;
    private static final FamilyVersion FIRST =
            version("1", unnamed(SIZE, io.whisperschema.definition.vector.Distance.COSINE));
    private static final CollectionFamily MEMORIES = family(
            "memory_<name>", FIRST, FIRST.next("2", payload("user").keyword().indexed()));
    private static final SchemaDefinition SCHEMA = SchemaDefinition.named("memories")
            .families(MEMORIES)
            .collections(collection("facts", unnamed(2, io.whisperschema.definition.vector.Distance.DOT))
                    .describedAs("what is known")
                    .sharded(2));

    private final EmbeddedQdrant desktop = EmbeddedQdrant.inMemory();
    private final EmbeddedQdrant server = EmbeddedQdrant.inMemory();
    private final QdrantStore source = QdrantStore.over(desktop.client());
    private final QdrantStore target = QdrantStore.over(server.client());

    @AfterEach
    void close() {
        desktop.close();
        server.close();
    }

    private static WhisperSchema over(QdrantStore store) {
        return WhisperSchema.of(SCHEMA).vectors(store);
    }

    private WhisperSchema moving() {
        return over(source);
    }

    private static MoveOptions inChunks() {
        return MoveOptions.cautious().chunksOf(100);
    }

    @BeforeEach
    void aDesktopWithMemories() throws Exception {
        moving().bootstrap();
        source.create(MEMORIES.collection("elena_7d"));
        source.create(MEMORIES.collectionAt("1", "ada"));
        desktop.client().createAliasAsync("memory_elena", "memory_elena_7d").get();
        fill("memory_elena_7d", POINTS);
        fill("memory_ada", 3);
        put(desktop, "facts", List.of(point(7, 3f, 4f)));
    }

    private static PointStruct point(long number, float... numbers) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(vectors(numbers))
                .build();
    }

    private static void put(EmbeddedQdrant qdrant, String collection, List<PointStruct> points) throws Exception {
        qdrant.client().upsertAsync(collection, points).get();
    }

    private void fill(String collection, int count) throws Exception {
        var random = new Random(count);
        var points = new ArrayList<PointStruct>();
        for (int i = 0; i < count; i++) {
            float[] numbers = new float[SIZE];
            for (int n = 0; n < SIZE; n++) {
                numbers[n] = (float) random.nextGaussian();
            }
            points.add(PointStruct.newBuilder()
                    .setId(i % 2 == 0 ? id(i) : id(new UUID(random.nextLong(), random.nextLong())))
                    .setVectors(vectors(numbers))
                    .putPayload("user", value("u" + i % 7))
                    .putPayload("words", list(List.of(value(i), value(i / 2.0), value(i % 2 == 0))))
                    .build());
        }
        put(desktop, collection, points);
    }

    private static VectorCatalog holds(QdrantStore store) {
        return store.inspect();
    }

    @Test
    void everythingGoesOverAndIsProven() {
        MoveReport report = moving().move(target, inChunks());

        assertThat(report.isProven()).isTrue();
        assertThat(report.rows()).isEqualTo(POINTS + 4);
        assertThat(report.passages()).allSatisfy(passage -> {
            assertThat(passage.isEqual()).isTrue();
            assertThat(passage.writing()).contains(Writing.UPSERT);
        });
        assertThat(report.passages().get(2).chunks()).isEqualTo(5);
        VectorCatalog there = holds(target);
        assertThat(there.records()).isEqualTo(holds(source).records());
        assertThat(there.collections()).isEqualTo(holds(source).collections());
        assertThat(there.aliases()).isEqualTo(holds(source).aliases());
        assertThat(there.foreignObjects()).isEqualTo(holds(source).foreignObjects());
        assertThat(over(target).bootstrap().stores()).containsEntry("qdrant", Outcome.UP_TO_DATE);
        assertThat(moving().verifyMoved(target, inChunks()).isProven()).isTrue();
    }

    @Test
    void aRoundTripGivesWhatItCameFrom() {
        try (var back = EmbeddedQdrant.inMemory()) {
            QdrantStore home = QdrantStore.over(back.client());

            MoveReport there = moving().move(target);
            MoveReport here = over(target).move(home);

            assertThat(here.targetRoot()).isEqualTo(there.sourceRoot());
            assertThat(moving().verifyMoved(home, MoveOptions.cautious()).isProven())
                    .isTrue();
        }
    }

    @Test
    void aPreflightTellsWhatThereIsAndWritesNothing() {
        var report = moving().preflight(target, inChunks());

        assertThat(report.isClear()).isTrue();
        assertThat(report.passages())
                .extracting(each -> each.source() + " " + each.rows())
                .containsExactly("facts 1", "memory_ada 3", "memory_elena_7d " + POINTS);
        assertThat(holds(target).isEmpty()).isTrue();
    }

    @Test
    void aTargetWithPointsIsRefused() throws Exception {
        over(target).bootstrap();
        put(server, "facts", List.of(point(1, 1f, 1f)));

        assertThatThrownBy(() -> moving().move(target))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("ROWS_IN_TARGET: facts")
                .hasMessageContaining("Nothing was written.");
        assertThat(holds(target).collections()).hasSize(1);
    }

    @Test
    void aTargetThatItsHostHasMadeIsFilled() {
        over(target).bootstrap();

        assertThat(moving().move(target).isProven()).isTrue();
    }

    @Test
    void aTargetOfOtherVectorsIsRefused() throws Exception {
        server.client()
                .createCollectionAsync(
                        "facts",
                        VectorParams.newBuilder()
                                .setSize(3)
                                .setDistance(Distance.Dot)
                                .build())
                .get();

        assertThatThrownBy(() -> moving().move(target))
                .isInstanceOf(StoreDiffers.class)
                .hasMessageContaining("facts");
    }

    @Test
    void strangersMoveOnlyIfTheHostSaysSo() throws Exception {
        desktop.client()
                .createCollectionAsync(
                        "theirs",
                        Map.of(
                                "a",
                                        VectorParams.newBuilder()
                                                .setSize(2)
                                                .setDistance(Distance.Manhattan)
                                                .build(),
                                "b",
                                        VectorParams.newBuilder()
                                                .setSize(1)
                                                .setDistance(Distance.Euclid)
                                                .build()))
                .get();
        put(
                desktop,
                "theirs",
                List.of(PointStruct.newBuilder()
                        .setId(id(1))
                        .setVectors(namedVectors(Map.of("b", vector(1f))))
                        .build()));

        assertThatThrownBy(() -> moving().move(target))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("collection theirs: expected nothing, found it")
                .hasMessageContaining("carryingStrangers()");
        MoveReport left = moving().move(target, inChunks().leavingStrangers().only("facts", "theirs"));
        assertThat(left.notices())
                .extracting(each -> each.place())
                .contains("collection theirs", "collection memory_ada");
        assertThat(holds(target).collection("theirs")).isEmpty();
        MoveReport carried =
                moving().move(target, inChunks().carryingStrangers().except("facts"));
        assertThat(carried.isProven()).isTrue();
        assertThat(holds(target).collection("theirs")).isEqualTo(holds(source).collection("theirs"));
    }

    /** Does something when the first chunk of the copy is done. */
    private static WhisperSchema meanwhile(WhisperSchema schema, Runnable work) {
        return schema.listener(new ProgressListener() {
            private boolean done;

            @Override
            public void chunkMoved(Chunk chunk, long rows) {
                if (!done) {
                    done = true;
                    work.run();
                }
            }
        });
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void stopAfterTheFirstChunk() {
        assertThatThrownBy(() -> meanwhile(moving(), () -> {
                            throw new Stopped();
                        })
                        .move(target, inChunks()))
                .isInstanceOf(Stopped.class);
    }

    @Test
    void noHostStartsOnAHalfMovedTarget() {
        stopAfterTheFirstChunk();

        assertThatThrownBy(over(target)::bootstrap)
                .isInstanceOf(MoveUnfinished.class)
                .hasMessageContaining(Checkpoints.COLLECTION);
        assertThatThrownBy(() -> target.create(MEMORIES.collection("new"))).isInstanceOf(MoveUnfinished.class);
        assertThatThrownBy(() -> over(target).move(source)).isInstanceOf(MoveUnfinished.class);
        assertThatThrownBy(() -> moving().verifyMoved(target, inChunks())).isInstanceOf(MoveUnfinished.class);
    }

    @Test
    void aMoveThatWasStoppedGoesOn() {
        stopAfterTheFirstChunk();
        var copied = new ArrayList<Chunk>();

        MoveReport report = moving().listener(new ProgressListener() {
                    @Override
                    public void chunkMoved(Chunk chunk, long rows) {
                        copied.add(chunk);
                    }
                })
                .move(target, inChunks());

        assertThat(report.isProven()).isTrue();
        assertThat(copied).hasSize(6);
        assertThat(holds(target).foreignObjects()).isEqualTo(holds(source).foreignObjects());
    }

    @Test
    void anotherMoveDoesNotGoOnWithIt() {
        stopAfterTheFirstChunk();

        assertThatThrownBy(() -> moving().move(target, inChunks().except("facts")))
                .isInstanceOf(MoveUnfinished.class)
                .hasMessageContaining("Nothing was changed.");
    }

    @Test
    void aSourceThatChangesBetweenTwoRunsIsNoticed() throws Exception {
        stopAfterTheFirstChunk();
        put(desktop, "facts", List.of(point(7, 5f, 5f)));

        assertThatThrownBy(() -> moving().move(target, inChunks())).isInstanceOf(SourceChanged.class);
    }

    @Test
    void aSourceThatIsWrittenToMeanwhileIsNoticed() {
        var moving = meanwhile(moving(), () -> {
            try {
                put(desktop, "facts", List.of(point(8, 5f, 5f)));
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });

        assertThatThrownBy(() -> moving.move(target, inChunks()))
                .isInstanceOf(SourceChanged.class)
                .hasMessageContaining("facts")
                .hasMessageContaining("no host starts on it");
        assertThatThrownBy(over(target)::bootstrap).isInstanceOf(MoveUnfinished.class);
        assertThat(moving().verifyMoved(target, inChunks()).differences())
                .extracting(Difference::kind)
                .containsExactly(Difference.Kind.ONLY_IN_SOURCE);
    }

    @Test
    void whatDiffersIsToldDownToThePoint() throws Exception {
        moving().move(target);
        put(server, "facts", List.of(point(7, 3f, 5f)));
        server.client().deleteAsync("memory_ada", List.of(id(0))).get();

        MoveReport report = moving().verifyMoved(target, MoveOptions.cautious());

        assertThat(report.isProven()).isFalse();
        assertThat(report.differences())
                .containsExactlyInAnyOrder(
                        new Difference("facts", "id 7", Difference.Kind.OTHER_VALUES, List.of("vectors")),
                        new Difference("memory_ada", "id 0", Difference.Kind.ONLY_IN_SOURCE, List.of()));
    }

    @Test
    void aSourceThatIsNotAtHeadIsRefused() throws Exception {
        desktop.client().deleteCollectionAsync("facts").get();

        assertThatThrownBy(() -> moving().move(target))
                .isInstanceOf(StoreDiffers.class)
                .hasMessageContaining("Only a store at head moves");
    }

    @Test
    void aStoreDoesNotMoveOntoItself() {
        assertThatThrownBy(() -> moving().move(source))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one store");
    }

    @Test
    void whatIsForTablesOnlyIsRefused() {
        assertThatThrownBy(() -> moving().move(target, MoveOptions.cautious().replacingRows()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("replacingRows");
    }

    @Test
    void aCollectionMayBeCalledOtherwiseThere() {
        MoveReport report = moving().move(target, inChunks().renaming("memory_ada", "memory_eve"));

        assertThat(report.isProven()).isTrue();
        assertThat(holds(target).collection("memory_eve")).isPresent();
    }

    @Test
    void aMoveWithoutReadingBackSaysSo() {
        MoveReport report = moving().move(target, inChunks().provingWritingOnly());

        assertThat(report.isProven()).isFalse();
        assertThat(report.targetRoot()).isEmpty();
        assertThat(report.took()).doesNotContainKey(MovePhase.PROVING);
    }
}
