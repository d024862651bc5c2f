package io.whisperschema.vector;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.whisperschema.definition.vector.Vectors.collection;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.Vectors;
import io.whisperschema.diff.CodeName;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.error.SchemaException;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.vector.RebuildOptions.HalfMade;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server goes away before each single write of a rebuild, one after the other, and is there again for the next run. */
class InterruptedReshapeTest {
    private static final int POINTS = 24;
    private static final int BATCH = 8;
    private static final int MUCH_IS_COPIED = 16;
    private static final CodeName MODEL = new CodeName("model", "1");
    private static final RebuildOptions OPTIONS =
            RebuildOptions.careful().nobodyElseWrites().inBatchesOf(BATCH).leasedFor(Duration.ofMillis(1));

    private final AtomicInteger embedded = new AtomicInteger();
    private final CodeStep<PointBatch> model = PointCode.embedder(MODEL.name(), MODEL.version(), "text", texts -> {
        embedded.addAndGet(texts.size());
        return texts.stream().map(text -> new float[] {text.length(), 1, 2}).toList();
    });

    static Stream<Arguments> kinds() {
        var shape = shape("notes", 3).version("2");
        var embedding = Map.of("content", MODEL);
        PointRecipe same = recipe(List.of("notes"), List.of(shape), embedding, Optional.empty());
        return Stream.of(
                Arguments.of("1.18.0", "behind an alias", Map.of("notes", "notes_7d"), same),
                Arguments.of("1.18.0", "of its own name", Map.of("notes", "notes"), same),
                Arguments.of("1.15.0", "of its own name", Map.of("notes", "notes"), same),
                Arguments.of(
                        "1.18.0",
                        "merged",
                        Map.of("left", "left_1", "right", "right"),
                        recipe(List.of("left", "right"), List.of(shape), embedding, Optional.empty())),
                Arguments.of(
                        "1.18.0",
                        "split",
                        Map.of("notes", "notes_7d"),
                        recipe(
                                List.of("notes"),
                                List.of(shape("evens", 3), shape("odds", 3)),
                                embedding,
                                Optional.of(
                                        new PointRecipe.Routing("parity", Map.of("even", "evens", "odd", "odds"))))));
    }

    private static VectorCollection shape(String name, int size) {
        return collection(name, Vectors.vector("content", size, Distance.EUCLID));
    }

    private static PointRecipe recipe(
            List<String> from,
            List<VectorCollection> into,
            Map<String, CodeName> embedding,
            Optional<PointRecipe.Routing> routing) {
        return new PointRecipe(from, into, Map.of(), embedding, Set.of(), List.of(), Optional.empty(), routing);
    }

    @ParameterizedTest(name = "Qdrant {0}, {1}")
    @MethodSource("kinds")
    void theNextRunGoesOnAndMakesFewPointsTwice(
            String version, String kind, Map<String, String> names, PointRecipe recipe) throws Exception {
        int write = 1;
        for (; isStoppedBefore(write, version, names, recipe, HalfMade.GONE_ON_WITH); write++) {
            assertThat(embedded.get()).as("made before write %s", write).isBetween(POINTS, POINTS + BATCH);
        }
        assertThat(write).isGreaterThan(20);
    }

    @ParameterizedTest(name = "Qdrant {0}, {1}")
    @MethodSource("kinds")
    void theNextRunCanBeginAnew(String version, String kind, Map<String, String> names, PointRecipe recipe)
            throws Exception {
        int write = 1;
        while (isStoppedBefore(write, version, names, recipe, HalfMade.ROLLED_BACK)) {
            write += 5;
        }
    }

    @ParameterizedTest(name = "Qdrant {0}, {1}")
    @MethodSource("kinds")
    void whatIsTakenBackBetweenTwoRunsLeavesNothing(
            String version, String kind, Map<String, String> names, PointRecipe recipe) throws Exception {
        int write = 1;
        while (isStoppedBehindChangesBefore(write, version, names, recipe)) {
            write++;
        }
        assertThat(write).isGreaterThan(10);
    }

    /** When much is copied; says whether that was before the names are switched. */
    private boolean isStoppedBehindChangesBefore(
            int write, String version, Map<String, String> names, PointRecipe recipe) throws Exception {
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
                OtherVersion server = OtherVersion.of(version, qdrant.client())) {
            QdrantStore store = QdrantStore.over(server.client());
            fill(qdrant.client(), store, names);
            assertThat(isStopped(store, server, MUCH_IS_COPIED, recipe)).isTrue();
            server.back();
            String changed = names.keySet().iterator().next();
            change(qdrant.client(), changed);
            isStopped(store, server, write, recipe);
            server.back();
            if (isSwitched(store)) {
                return false;
            }
            takeBack(qdrant.client(), changed);
            Reshaping.on(store.rebuilding(OPTIONS), model).reshape(recipe);
            assertAsMadeOnce(qdrant.client(), recipe);
            return true;
        }
    }

    private static void change(QdrantClient client, String name) throws Exception {
        client.setPayloadAsync(name, Map.of("text", value("for a while")), id(4), true, null, null)
                .get();
        client.deleteAsync(name, List.of(id(8))).get();
        client.upsertAsync(name, List.of(point(2 * POINTS))).get();
    }

    private static void takeBack(QdrantClient client, String name) throws Exception {
        client.upsertAsync(name, List.of(point(4), point(8))).get();
        client.deleteAsync(name, List.of(id(2 * POINTS))).get();
    }

    private static void assertAsMadeOnce(QdrantClient client, PointRecipe recipe) throws Exception {
        for (VectorCollection into : recipe.into()) {
            assertThat(client.countAsync(into.name()).get())
                    .isEqualTo(POINTS / recipe.into().size());
        }
        String name = recipe.into().get(0).name();
        assertThat(client.retrieveAsync(name, List.of(id(4), id(8)), true, false, null)
                        .get())
                .extracting(point -> point.getPayloadOrThrow("text").getStringValue())
                .containsExactlyInAnyOrder("text 4", "text 8");
    }

    private boolean isStoppedBefore(
            int write, String version, Map<String, String> names, PointRecipe recipe, HalfMade halfMade)
            throws Exception {
        embedded.set(0);
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
                OtherVersion server = OtherVersion.of(version, qdrant.client())) {
            QdrantStore store = QdrantStore.over(server.client());
            fill(qdrant.client(), store, names);
            boolean stopped = isStopped(store, server, write, recipe);
            server.back();
            assertWhole(qdrant.client(), store, recipe);
            RebuildOptions options = halfMade == HalfMade.ROLLED_BACK ? OPTIONS.rollingBackHalfMade() : OPTIONS;
            Reshaping.on(store.rebuilding(options), model).reshape(recipe);
            for (VectorCollection into : recipe.into()) {
                assertThat(client(qdrant, into.name()))
                        .as("before write %s", write)
                        .isEqualTo(POINTS / recipe.into().size());
            }
            store.finish(recipe.into().get(0).name());
            assertThat(qdrant.client().listCollectionsAsync().get())
                    .as("before write %s", write)
                    .filteredOn(
                            name -> !name.equals("whisper_schema_rebuilds") && !name.equals("whisper_schema_registry"))
                    .hasSize(recipe.into().size());
            return stopped;
        }
    }

    private static long client(EmbeddedQdrant qdrant, String name) throws Exception {
        return qdrant.client().countAsync(name).get();
    }

    private static void fill(QdrantClient client, QdrantStore store, Map<String, String> names) throws Exception {
        int part = 0;
        for (var name : names.entrySet()) {
            store.create(shape(name.getValue(), 2));
            if (!name.getKey().equals(name.getValue())) {
                client.createAliasAsync(name.getKey(), name.getValue()).get();
            }
            int of = names.size();
            int mine = part++;
            client.upsertAsync(
                            name.getKey(),
                            IntStream.range(0, POINTS)
                                    .filter(number -> number % of == mine)
                                    .mapToObj(InterruptedReshapeTest::point)
                                    .toList())
                    .get();
        }
    }

    private static PointStruct point(int number) {
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(namedVectors(Map.of("content", vector(number, 1f))))
                .putPayload("text", value("text " + number))
                .putPayload("parity", value(number % 2 == 0 ? "even" : "odd"))
                .build();
    }

    private boolean isStopped(QdrantStore store, OtherVersion server, int write, PointRecipe recipe) {
        var reshaping = Reshaping.on(store.rebuilding(OPTIONS), model);
        server.goingAwayBeforeWrite(write);
        try {
            reshaping.reshape(recipe);
            return false;
        } catch (SchemaException failure) {
            assertThat(failure).hasMessageContaining("connection refused");
            return true;
        }
    }

    /** All points are reached by the names before or by those after; where they lead nowhere the store knows of it. */
    private static void assertWhole(QdrantClient client, QdrantStore store, PointRecipe recipe) throws Exception {
        List<String> after = recipe.into().stream().map(VectorCollection::name).toList();
        List<String> names = isSwitched(store) ? after : recipe.from();
        assertThat(names).allMatch(name -> store.inspect().reached(name).isPresent());
        long found = 0;
        for (String name : names) {
            found += client.countAsync(
                            store.inspect().reached(name).orElseThrow().name())
                    .get();
        }
        assertThat(found).isEqualTo(POINTS);
    }

    private static boolean isSwitched(QdrantStore store) {
        return store.inspect().aliases().values().stream().anyMatch(name -> name.contains("__v"));
    }
}
