package io.whisperschema.vector;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.hnsw;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.PayloadType;
import io.whisperschema.definition.vector.Quantization;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.CodeName;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind of migration while other clients write and read all the time, over a port. What was acknowledged to them is there in
 * the end, as the recipe makes it.
 */
class ConcurrentReshapeTest {
    private static final int WRITERS = 3;
    private static final CodeName MODEL = new CodeName("model", "1");
    private static final CodeName DOUBLED = new CodeName("doubled", "1");

    private static final VectorCollection BEFORE = collection(
                    "notes", vector("content", 2, Distance.EUCLID), vector("mood", 3, Distance.COSINE))
            .version("1");

    private static final CodeStep<PointBatch> MODEL_CODE = PointCode.embedder(
            MODEL.name(),
            MODEL.version(),
            "text",
            texts -> texts.stream().map(Kind::embedding).toList());
    private static final CodeStep<PointBatch> DOUBLED_CODE = PointCode.field(
            DOUBLED.name(),
            DOUBLED.version(),
            point -> Optional.of(2 * (Long) point.payload().getOrDefault("number", 0L)));

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final int port = qdrant.serve(0).port();
    private final HostFence fence = new HostFence();
    private final List<BusyClient> busy = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (BusyClient each : busy) {
            each.close();
        }
        qdrant.close();
    }

    /**
     * A migration.
     *
     * @param physical which collections are there, by the names that clients use
     * @param recipe what is done
     * @param expected what becomes of a point
     */
    record Kind(
            String title,
            Map<String, String> physical,
            PointRecipe recipe,
            Options options,
            BusyClient.Expectation expected) {
        enum Options {
            FENCED,
            FREE
        }

        static float[] embedding(String text) {
            return new float[] {text.length(), text.hashCode() % 1000, 1, 2};
        }

        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Kind> kinds() {
        var alias = Map.of("notes", "notes_7d");
        var legacy = Map.of("notes", "notes");
        return Stream.of(
                kind("another model", alias, larger(), Kind.Options.FREE, BusyClient.Expectation::embedded),
                kind("another model, fenced", alias, larger(), Kind.Options.FENCED, BusyClient.Expectation::embedded),
                kind(
                        "another model, of a name that becomes an alias",
                        legacy,
                        larger(),
                        Kind.Options.FENCED,
                        BusyClient.Expectation::embedded),
                kind(
                        "payload fields",
                        alias,
                        edits(
                                BEFORE,
                                new PayloadEdit.Rename("number", "count"),
                                new PayloadEdit.Retype("seq", PayloadType.FLOAT),
                                new PayloadEdit.Drop("tag"),
                                new PayloadEdit.Add("owner", "nobody")),
                        Kind.Options.FREE,
                        BusyClient.Expectation::edited),
                kind(
                        "a computed field",
                        alias,
                        edits(BEFORE, new PayloadEdit.Compute("double", DOUBLED)),
                        Kind.Options.FREE,
                        BusyClient.Expectation::computed),
                kind(
                        "a vector's name",
                        alias,
                        renamedVector(),
                        Kind.Options.FREE,
                        BusyClient.Expectation::renamedVector),
                kind(
                        "a dropped vector, in place",
                        legacy,
                        of(collection("notes", vector("content", 2, Distance.EUCLID))
                                .version("2")),
                        Kind.Options.FREE,
                        BusyClient.Expectation::withoutMood),
                kind(
                        "an index, in place",
                        legacy,
                        of(collection(
                                        "notes",
                                        vector("content", 2, Distance.EUCLID),
                                        vector("mood", 3, Distance.COSINE),
                                        payload("tag").keyword().indexed())
                                .version("2")),
                        Kind.Options.FREE,
                        BusyClient.Expectation::same),
                kind(
                        "an added vector, in place",
                        legacy,
                        new PointRecipe(
                                List.of("notes"),
                                List.of(collection(
                                                "notes",
                                                vector("content", 2, Distance.EUCLID),
                                                vector("mood", 3, Distance.COSINE),
                                                vector("weather", 5, Distance.DOT))
                                        .version("2")),
                                Map.of(),
                                Map.of(),
                                Set.of("weather"),
                                List.of(new PayloadEdit.Add("owner", "nobody")),
                                Optional.empty(),
                                Optional.empty()),
                        Kind.Options.FREE,
                        BusyClient.Expectation::owned),
                kind(
                        "HNSW and quantization, in place",
                        legacy,
                        of(collection(
                                        "notes",
                                        vector("content", 2, Distance.EUCLID).indexed(hnsw(32, 256)),
                                        vector("mood", 3, Distance.COSINE)
                                                .quantized(new Quantization.Scalar(
                                                        OptionalDouble.empty(), Optional.empty())))
                                .version("2")),
                        Kind.Options.FREE,
                        BusyClient.Expectation::same),
                kind(
                        "another distance",
                        alias,
                        recipe(
                                collection(
                                                "notes",
                                                vector("content", 2, Distance.MANHATTAN),
                                                vector("mood", 3, Distance.COSINE))
                                        .version("2"),
                                Map.of("content", "content"),
                                Map.of(),
                                List.of()),
                        Kind.Options.FREE,
                        BusyClient.Expectation::same),
                kind(
                        "more shards",
                        alias,
                        of(BEFORE.version("2").sharded(2)),
                        Kind.Options.FREE,
                        BusyClient.Expectation::same),
                kind(
                        "another name, in place",
                        alias,
                        PointRecipe.of("notes", new VectorCollection("memories", Optional.of("2"), BEFORE.shape())),
                        Kind.Options.FREE,
                        BusyClient.Expectation::same),
                kind(
                        "two that become one",
                        Map.of("left", "left_1", "right", "right_1"),
                        merge(),
                        Kind.Options.FREE,
                        BusyClient.Expectation::same),
                kind("one that becomes two", alias, split(), Kind.Options.FREE, BusyClient.Expectation::same));
    }

    private static Kind kind(
            String title,
            Map<String, String> physical,
            PointRecipe recipe,
            Kind.Options options,
            BusyClient.Expectation expected) {
        return new Kind(title, physical, recipe, options, expected);
    }

    private static PointRecipe of(VectorCollection into) {
        return PointRecipe.of("notes", into);
    }

    private static PointRecipe larger() {
        return recipe(
                collection("notes", vector("content", 4, Distance.EUCLID), vector("mood", 3, Distance.COSINE))
                        .version("2"),
                Map.of(),
                Map.of("content", MODEL),
                List.of());
    }

    private static PointRecipe edits(VectorCollection into, PayloadEdit... edits) {
        return recipe(into.version("2"), Map.of(), Map.of(), List.of(edits));
    }

    private static PointRecipe renamedVector() {
        return recipe(
                collection("notes", vector("meaning", 2, Distance.EUCLID), vector("mood", 3, Distance.COSINE))
                        .version("2"),
                Map.of("meaning", "content"),
                Map.of(),
                List.of());
    }

    private static PointRecipe recipe(
            VectorCollection into,
            Map<String, String> renamed,
            Map<String, CodeName> embedded,
            List<PayloadEdit> edits) {
        return new PointRecipe(
                List.of("notes"),
                List.of(into),
                renamed,
                embedded,
                Set.of(),
                edits,
                Optional.empty(),
                Optional.empty());
    }

    private static PointRecipe merge() {
        return new PointRecipe(
                List.of("left", "right"),
                List.of(BEFORE.version("2")),
                Map.of(),
                Map.of(),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static PointRecipe split() {
        return new PointRecipe(
                List.of("notes"),
                List.of(
                        new VectorCollection("evens", Optional.of("2"), BEFORE.shape()),
                        new VectorCollection("odds", Optional.of("2"), BEFORE.shape())),
                Map.of(),
                Map.of(),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.of(new PointRecipe.Routing("parity", Map.of("even", "evens", "odd", "odds"))));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nothingAcknowledgedIsLostAndNoReadFails(Kind kind) throws Exception {
        QdrantClient client = qdrant.client();
        var options = RebuildOptions.careful().inBatchesOf(32);
        QdrantStore store = QdrantStore.over(client)
                .rebuilding(kind.options() == Kind.Options.FENCED ? options.fencedBy(fence) : options);
        for (var name : kind.physical().entrySet()) {
            store.create(new VectorCollection(name.getValue(), Optional.of("1"), BEFORE.shape()));
            if (!name.getKey().equals(name.getValue())) {
                client.createAliasAsync(name.getKey(), name.getValue()).get();
            }
        }
        for (int writer = 0; writer < WRITERS; writer++) {
            busy.add(BusyClient.of(
                    port, writer, List.copyOf(kind.physical().keySet()), kind.recipe(), fence, kind.options()));
        }
        for (BusyClient each : busy) {
            each.fill();
        }
        for (BusyClient each : busy) {
            each.start();
        }

        Reshaping.on(store, MODEL_CODE, DOUBLED_CODE).reshape(kind.recipe());

        for (BusyClient each : busy) {
            each.goOnFor(20);
        }
        for (BusyClient each : busy) {
            each.assertAllThere(kind.expected());
        }
        assertThat(busy).allSatisfy(each -> assertThat(each.problems()).isEmpty());
        long there = 0;
        for (VectorCollection into : kind.recipe().into()) {
            there += client.countAsync(into.name()).get();
        }
        assertThat(there).isEqualTo(busy.stream().mapToLong(BusyClient::points).sum());
    }
}
