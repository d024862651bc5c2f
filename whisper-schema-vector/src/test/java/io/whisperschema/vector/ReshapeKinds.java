package io.whisperschema.vector;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.hnsw;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.vector;

import io.whisperschema.definition.vector.CollectionPart;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.PayloadIndex;
import io.whisperschema.definition.vector.PayloadType;
import io.whisperschema.definition.vector.Quantization;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.diff.CodeName;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** The kinds of migrations, of points as {@link BusyClient} writes them. */
final class ReshapeKinds {
    static final CodeName MODEL = new CodeName("model", "1");
    static final CodeName DOUBLED = new CodeName("doubled", "1");

    private static final VectorCollection BEFORE = collection(
                    "notes", vector("content", 2, Distance.EUCLID), vector("mood", 3, Distance.COSINE))
            .version("1");

    private ReshapeKinds() {}

    /**
     * A migration.
     *
     * @param before what these collections are like
     * @param physical which collections are there, by the names that clients use
     * @param recipe what is done
     * @param expected what becomes of a point
     */
    record Kind(
            String title,
            VectorCollection before,
            Map<String, String> physical,
            PointRecipe recipe,
            Options options,
            BusyClient.Expectation expected) {
        enum Options {
            FENCED,
            FREE
        }

        private Kind from(VectorCollection other) {
            return new Kind(title, other, physical, recipe, options, expected);
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
                kind("another name, in place", alias, renamed(), Kind.Options.FREE, BusyClient.Expectation::same),
                kind(
                        "two that become one",
                        Map.of("left", "left_1", "right", "right_1"),
                        merge("notes"),
                        Kind.Options.FREE,
                        BusyClient.Expectation::same),
                kind("one that becomes two", alias, split(), Kind.Options.FREE, BusyClient.Expectation::same));
    }

    /** What companions have had. */
    static Stream<Kind> generations() {
        var alias = Map.of("notes", "notes_7d");
        var legacy = Map.of("notes", "notes");
        var unnamed = collection("notes", unnamed(2, Distance.EUCLID));
        var seven = collection(
                "notes",
                Stream.concat(Stream.of("content"), BusyClient.OTHERS.stream())
                        .map(name -> vector(name, 2, Distance.EUCLID))
                        .toArray(CollectionPart[]::new));
        var other = vector("content", 2, Distance.MANHATTAN);
        var content = vector("content", 2, Distance.EUCLID).indexed(hnsw(32, 256));
        return Stream.of(
                kind("an unnamed vector", alias, named(), Kind.Options.FREE, BusyClient.Expectation::named)
                        .from(unnamed),
                kind(
                                "an unnamed vector, of a name that becomes an alias",
                                legacy,
                                named(),
                                Kind.Options.FENCED,
                                BusyClient.Expectation::named)
                        .from(unnamed),
                kind(
                                "seven vectors that become three, in place",
                                legacy,
                                of(three(content, 2)),
                                Kind.Options.FREE,
                                BusyClient.Expectation::threeOfSeven)
                        .from(seven),
                kind(
                                "seven vectors that become three, of another distance",
                                alias,
                                recipe(three(other, 2), Map.of("content", "content"), Map.of(), List.of()),
                                Kind.Options.FREE,
                                BusyClient.Expectation::threeOfSeven)
                        .from(seven));
    }

    static Stream<Kind> indexes() {
        var indexed = collection(
                "notes",
                vector("content", 2, Distance.EUCLID),
                vector("mood", 3, Distance.COSINE),
                payload("tag").keyword().indexed());
        var otherwise = collection(
                "notes",
                vector("content", 2, Distance.EUCLID),
                vector("mood", 3, Distance.COSINE),
                payload("tag").keyword().indexed(PayloadIndex.of(PayloadType.TEXT)));
        var legacy = Map.of("notes", "notes");
        return Stream.of(
                kind(
                                "a dropped index, in place",
                                legacy,
                                of(BEFORE.version("2")),
                                Kind.Options.FREE,
                                BusyClient.Expectation::same)
                        .from(indexed),
                kind(
                                "another index, in place",
                                legacy,
                                of(otherwise.version("2")),
                                Kind.Options.FREE,
                                BusyClient.Expectation::same)
                        .from(indexed));
    }

    /** They are not there any more for writes when the fence lets these go on. */
    static Stream<Kind> ownNames() {
        var two = Map.of("left", "left", "right", "right");
        return Stream.of(
                fenced("two that become one", two, merge("notes")),
                fenced("two that become one of them", two, merge("left")),
                fenced(
                        "an own name and an alias that become one",
                        Map.of("left", "left_7d", "right", "right"),
                        merge("notes")),
                fenced("one that becomes two", Map.of("notes", "notes"), split()),
                fenced("another name", Map.of("notes", "notes"), renamed()));
    }

    private static Kind fenced(String title, Map<String, String> physical, PointRecipe recipe) {
        return kind("own names: " + title, physical, recipe, Kind.Options.FENCED, BusyClient.Expectation::same);
    }

    static Kind kind(
            String title,
            Map<String, String> physical,
            PointRecipe recipe,
            Kind.Options options,
            BusyClient.Expectation expected) {
        return new Kind(title, BEFORE, physical, recipe, options, expected);
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

    static PointRecipe doubled(String name) {
        return new PointRecipe(
                List.of(name),
                List.of(called(name)),
                Map.of(),
                Map.of(),
                Set.of(),
                List.of(new PayloadEdit.Compute("double", DOUBLED)),
                Optional.empty(),
                Optional.empty());
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

    private static VectorCollection three(VectorSpace content, int others) {
        return collection(
                        "notes",
                        content,
                        vector("emotion", others, Distance.EUCLID),
                        vector("semantic", others, Distance.EUCLID),
                        payload("tag").keyword().indexed(),
                        payload("number").integer().indexed())
                .version("3");
    }

    private static PointRecipe named() {
        return recipe(
                three(vector("content", 2, Distance.EUCLID), 4),
                Map.of("content", VectorSpace.UNNAMED),
                Map.of("emotion", MODEL, "semantic", MODEL),
                List.of());
    }

    private static PointRecipe renamed() {
        return PointRecipe.of("notes", called("memories"));
    }

    private static VectorCollection called(String name) {
        return new VectorCollection(name, Optional.of("2"), BEFORE.shape());
    }

    private static PointRecipe merge(String into) {
        return new PointRecipe(
                List.of("left", "right"),
                List.of(called(into)),
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
                List.of(called("evens"), called("odds")),
                Map.of(),
                Map.of(),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.of(new PointRecipe.Routing("parity", Map.of("even", "evens", "odd", "odds"))));
    }
}
