package io.whisperschema.vector;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.VectorFactory;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.CodeName;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.error.SchemaException;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rebuilds where something else goes on: other clients, exports, restores, moves, a server that goes away. */
class RebuildSeamsTest {
    private static final int POINTS = 20;
    private static final VectorCollection OLD =
            collection("notes", vector("content", 2, Distance.EUCLID)).version("1");
    private static final VectorCollection NEW =
            collection("notes", vector("content", 3, Distance.EUCLID)).version("2");
    private static final CodeName MODEL = new CodeName("model", "1");
    private static final PointRecipe LARGER = embedded(NEW);

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final EmbeddedQdrant other = EmbeddedQdrant.inMemory();
    private final QdrantClient client = qdrant.client();
    private final OtherVersion server = OtherVersion.of("1.18.0", client);
    private final QdrantStore store = QdrantStore.over(server.client());
    private final QdrantStore alone = store.rebuilding(RebuildOptions.careful().nobodyElseWrites());
    private final QdrantStore target = QdrantStore.over(other.client());

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        server.close();
        qdrant.close();
        other.close();
    }

    private static PointRecipe embedded(VectorCollection into) {
        return recipe(into, Map.of("content", MODEL), List.of());
    }

    private static PointRecipe recipe(
            VectorCollection into, Map<String, CodeName> embedded, List<PayloadEdit> payload) {
        return new PointRecipe(
                List.of("notes"),
                List.of(into),
                Map.of(),
                embedded,
                Set.of(),
                payload,
                Optional.empty(),
                Optional.empty());
    }

    private static CodeStep<PointBatch> model(Doing meanwhile) {
        return PointCode.embedder(MODEL.name(), MODEL.version(), "text", texts -> {
            meanwhile.run();
            return texts.stream().map(text -> new float[] {text.length(), 1, 2}).toList();
        });
    }

    /** What somebody does, or what goes wrong. */
    private interface Doing extends Runnable {
        void does() throws Exception;

        @Override
        default void run() {
            try {
                does();
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    private static Doing nothing() {
        return () -> {};
    }

    private static void goneAway() {
        throw Status.UNAVAILABLE.withDescription("connection refused").asRuntimeException();
    }

    private void made(VectorCollection as, String physical) throws Exception {
        made(as, physical, client);
    }

    private static void made(VectorCollection as, String physical, QdrantClient client) throws Exception {
        QdrantStore.over(client).create(new VectorCollection(physical, as.version(), as.shape()));
        if (!physical.equals(as.name())) {
            client.createAliasAsync(as.name(), physical).get();
        }
        client.upsertAsync(
                        physical,
                        IntStream.rangeClosed(1, POINTS)
                                .mapToObj(number -> point(number, List.of((float) number, 1f)))
                                .toList())
                .get();
    }

    private static PointStruct point(long number, List<Float> content) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(namedVectors(Map.of("content", VectorFactory.vector(content))))
                .putPayload("text", value("text " + number))
                .build();
    }

    private static Map<Long, RetrievedPoint> all(QdrantClient client, String name) throws Exception {
        var all = new TreeMap<Long, RetrievedPoint>();
        client.scrollAsync(ScrollPoints.newBuilder()
                        .setCollectionName(name)
                        .setLimit(1000)
                        .setWithPayload(WithPayloadSelectorFactory.enable(true))
                        .setWithVectors(WithVectorsSelectorFactory.enable(true))
                        .build())
                .get()
                .getResultList()
                .forEach(point -> all.put(point.getId().getNum(), point));
        return all;
    }

    private void stopped(String before) {
        server.before(before, RebuildSeamsTest::goneAway);
        assertThatThrownBy(() -> Reshaping.on(alone, model(nothing())).reshape(LARGER))
                .isInstanceOf(SchemaException.class);
    }

    private void assertUnmarked() throws Exception {
        assertThat(all(client, "notes").values())
                .hasSize(POINTS)
                .allMatch(point -> point.getPayloadMap().keySet().equals(Set.of("text")));
    }

    @Test
    void whatIsRolledBackToCarriesNothingOfOurs() throws Exception {
        made(OLD, "notes");
        stopped("UpdateAliases");

        store.rollback("notes");

        assertUnmarked();
    }

    @Test
    void whatIsRolledBackToBeforeAllWasBroughtOverCarriesNothingOfOurs() throws Exception {
        made(OLD, "notes");
        stopped("DeletePayload");

        store.rollback("notes");

        assertUnmarked();
    }

    @Test
    void aFailureBetweenTheNamesSaysWhichLeadsNowhere() throws Exception {
        made(OLD, "notes");
        server.before("UpdateAliases", RebuildSeamsTest::goneAway);

        assertThatThrownBy(() -> Reshaping.on(alone, model(nothing())).reshape(LARGER))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("notes may lead nowhere until it is run again or rolled back. All points are in"
                        + " notes__v2, and as they were before in notes__v1.");
    }

    @Test
    void vectorsThatAServerNormalisesAreNoWritesOfOthers() throws Exception {
        made(OLD, "notes");
        var cosine = collection("notes", vector("content", 3, Distance.COSINE)).version("2");
        Reshaping.on(alone, model(nothing())).reshape(embedded(cosine));

        store.rollback("notes");

        assertUnmarked();
    }

    @Test
    void anAliasThatIsMadeMeanwhileOutlivesTheCollectionOfItsOwnName() throws Exception {
        made(OLD, "notes");

        Reshaping.on(
                        alone,
                        model(() -> client.createAliasAsync("diary", "notes").get()))
                .reshape(LARGER);

        assertThat(store.inspect().aliases()).containsEntry("diary", "notes__v2");
    }

    @Test
    void anAliasThatIsMadeMeanwhileLeadsToWhatWasBuiltAndBack() throws Exception {
        made(OLD, "notes_7d");
        Reshaping.on(
                        store,
                        model(() -> client.createAliasAsync("diary", "notes_7d").get()))
                .reshape(LARGER);
        assertThat(store.inspect().aliases()).containsEntry("diary", "notes__v2");
        client.createAliasAsync("journal", "notes__v2").get();

        store.rollback("notes");

        assertThat(store.inspect().aliases())
                .isEqualTo(Map.of("notes", "notes_7d", "diary", "notes_7d", "journal", "notes_7d"));
    }

    @Test
    void whatAnAliasLeadsToIsNotFinished() throws Exception {
        made(OLD, "notes");
        Reshaping.on(alone, model(nothing())).reshape(LARGER);
        client.createAliasAsync("diary", "notes__v1").get();

        assertThatThrownBy(() -> store.finish("notes"))
                .isInstanceOf(StoreDiffers.class)
                .hasMessageContaining("alias diary leads to notes__v1, which is to be deleted");
        client.deleteAliasAsync("diary").get();
        store.finish("notes");

        assertThat(client.listCollectionsAsync().get()).contains("notes__v2").doesNotContain("notes__v1");
    }

    @Test
    void aCollectionWithAnotherAliasIsNotSplit() throws Exception {
        made(OLD, "notes_7d");
        client.createAliasAsync("diary", "notes_7d").get();
        var odds = collection("odds", vector("content", 2, Distance.EUCLID));
        var evens = collection("evens", vector("content", 2, Distance.EUCLID));
        var split = new PointRecipe(
                List.of("notes"),
                List.of(odds, evens),
                Map.of(),
                Map.of(),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.of(new PointRecipe.Routing("text", Map.of("odd", "odds"))));

        assertThatThrownBy(() -> Reshaping.on(alone).reshape(split)).hasMessageContaining("alias diary leads to");
    }

    @Test
    void theLastWritesToFieldsOfAnyNameAreBroughtOver() throws Exception {
        made(OLD, "notes_7d");
        Map<String, Value> odd = new HashMap<>();
        List.of("a.b", "a[0]", "a[]", "q\"uote", "back\\slash", "ü ı", "'", "")
                .forEach(name -> odd.put(name, value(1)));
        odd.putAll(Map.of(
                "list",
                list(List.of(value(1))),
                "zero",
                value(-0.0),
                "long",
                value(Long.MIN_VALUE),
                "none",
                value("")));
        client.setPayloadAsync("notes_7d", odd, id(1), true, null, null).get();
        Map<String, Value> last = new HashMap<>();
        odd.keySet().stream().filter(name -> !name.startsWith("q")).forEach(name -> last.put(name, value("last")));
        server.before(
                "UpdateAliases", (Doing) () -> client.overwritePayloadAsync("notes_7d", last, id(1), true, null, null)
                        .get());

        Reshaping.on(store).reshape(recipe(sharded(OLD), Map.of(), List.of(new PayloadEdit.Add("owner", "me"))));

        last.put("owner", value("me"));
        assertThat(all(client, "notes").get(1L).getPayloadMap()).isEqualTo(last);
    }

    private static VectorCollection sharded(VectorCollection before) {
        return before.sharded(3).version("2");
    }

    @Test
    void theLastWriteOfAVectorIsBroughtOverHoweverLikeItIsToTheOneBefore() throws Exception {
        var wide = collection("notes", vector("content", 64, Distance.EUCLID)).version("1");
        made(wide, "notes_7d", 0, 1);
        server.before("UpdateAliases", (Doing)
                () -> client.upsertAsync("notes_7d", swapped(1, 0)).get());

        Reshaping.on(store).reshape(recipe(sharded(wide), Map.of(), List.of(new PayloadEdit.Add("owner", "me"))));

        assertThat(all(client, "notes").values())
                .allSatisfy(point -> assertThat(content(point).indexOf(7f))
                        .isEqualTo((int) point.getId().getNum()));
    }

    private void made(VectorCollection wide, String physical, int three, int seven) throws Exception {
        store.create(new VectorCollection(physical, wide.version(), wide.shape()));
        client.createAliasAsync(wide.name(), physical).get();
        client.upsertAsync(physical, swapped(three, seven)).get();
    }

    /** Points with two numbers, in the elements that many behind the one of their id. */
    private static List<PointStruct> swapped(int three, int seven) {
        return IntStream.rangeClosed(1, 60)
                .mapToObj(number -> {
                    var content = new ArrayList<>(Collections.nCopies(64, 0f));
                    content.set(number + three, 3f);
                    content.set(number + seven, 7f);
                    return point(number, content);
                })
                .toList();
    }

    private static List<Float> content(RetrievedPoint point) {
        return point.getVectors()
                .getVectors()
                .getVectorsOrThrow("content")
                .getDense()
                .getDataList();
    }

    @Test
    void anExportHoldsNothingHalfMade() throws Exception {
        made(OLD, "notes_7d");
        stopped("UpdateAliases");

        store.export(folder.resolve("export"), ExportOptions.all());

        assertThat(target.restore(folder.resolve("export"), RestoreOptions.all()))
                .containsOnlyKeys("notes_7d");
    }

    @Test
    void anExportIsRefusedWhileWhatWasWrittenLastIsNotBroughtOver() throws Exception {
        made(OLD, "notes_7d");
        stopped("DeletePayload");

        assertThatThrownBy(() -> store.export(folder.resolve("export"), ExportOptions.all()))
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("a migration is building it anew");
    }

    @Test
    void anExportIsRefusedWhileANameLeadsNowhere() throws Exception {
        made(OLD, "notes");
        stopped("UpdateAliases");

        assertThatThrownBy(() -> store.export(folder.resolve("export"), ExportOptions.all()))
                .isInstanceOf(UnsupportedChange.class)
                .hasMessageContaining("a migration is building it anew");
    }

    @Test
    void anExportHoldsWhatIsKeptOnlyWhereItIsNamed() throws Exception {
        made(OLD, "notes");
        Reshaping.on(alone, model(nothing())).reshape(LARGER);

        store.export(folder.resolve("all"), ExportOptions.all());
        store.export(folder.resolve("kept"), ExportOptions.only("notes__v1"));

        assertThat(target.restore(folder.resolve("all"), RestoreOptions.all())).containsOnlyKeys("notes__v2");
        target.restore(folder.resolve("kept"), RestoreOptions.all());
        assertThat(target.inspect().collection("notes__v1")).isPresent();
        assertThat(target.inspect().aliases()).isEqualTo(Map.of("notes", "notes__v2"));
    }

    @Test
    void whatIsBeingBuiltIsNotMoved() throws Exception {
        made(OLD, "notes_7d");
        stopped("DeletePayload");

        assertThatThrownBy(() -> moving().move(target, MoveOptions.cautious()))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("one that a migration is building anew");
    }

    private WhisperSchema moving() {
        return WhisperSchema.of(SchemaDefinition.named("notes").collections(NEW))
                .vectors(store);
    }

    @Test
    void aMoveDoesNotWriteIntoWhatIsKept() throws Exception {
        made(OLD, "notes");
        Reshaping.on(alone, model(nothing())).reshape(LARGER);
        made(OLD, "notes", other.client());
        Reshaping.on(target.rebuilding(RebuildOptions.careful().nobodyElseWrites()), model(nothing()))
                .reshape(LARGER);
        target.rollback("notes");
        other.client().deleteAliasAsync("notes").get();
        other.client().deleteAsync("notes__v2", List.of(id(1))).get();

        assertThatThrownBy(() -> moving().move(target, MoveOptions.cautious()))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("the target keeps a collection of a rebuild");
        assertThat(all(other.client(), "notes__v2")).hasSize(POINTS - 1);
    }

    @Test
    void whatIsKeptIsNotCreated() throws Exception {
        made(OLD, "notes");
        Reshaping.on(alone, model(nothing())).reshape(LARGER);

        assertThatThrownBy(() -> store.create(new VectorCollection("notes__v1", OLD.version(), OLD.shape())))
                .isInstanceOf(StoreUnavailable.class);

        assertThat(store.inspect().collections()).hasSize(1);
    }

    @Test
    void aSlowerRestoreTakesNothingBackThatWasWrittenSinceAnotherEnded() throws Exception {
        made(OLD, "notes");
        store.export(folder.resolve("export"), ExportOptions.all());
        try (var slow = OtherVersion.of("1.18.0", other.client())) {
            slow.before("Scroll", (Doing) () -> {
                target.restore(folder.resolve("export"), RestoreOptions.all());
                other.client()
                        .setPayloadAsync("notes", Map.of("text", value("newer")), id(7), true, null, null)
                        .get();
            });
            QdrantStore slower = QdrantStore.over(slow.client());

            assertThatThrownBy(() -> slower.restore(folder.resolve("export"), RestoreOptions.all()))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("Another process has ended the restore");
        }
        assertThat(all(other.client(), "notes").get(7L).getPayloadMap()).containsEntry("text", value("newer"));
    }
}
