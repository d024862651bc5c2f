package io.whisperschema.vector.internal.transform;

import static io.qdrant.client.ValueFactory.value;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.vector;
import static io.whisperschema.vector.internal.transform.Recipes.CODE;
import static io.whisperschema.vector.internal.transform.Recipes.named;
import static io.whisperschema.vector.internal.transform.Recipes.point;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.Vector;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.vector.Embedder;
import io.whisperschema.vector.PointBatch;
import io.whisperschema.vector.PointCode;
import io.whisperschema.vector.internal.transform.Transform.Transformed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbedderTest {
    private static final PointRecipe RECIPE = Recipes.vectors(
            collection("new", vector("content", 2, Distance.DOT)), Map.of(), Map.of("content", CODE), Set.of());

    private final List<List<String>> asked = new ArrayList<>();
    private final Clock time = new Clock();
    private final Embedder embedder =
            PointCode.embedder("bge-m3", "1", "text", this::lengths).timedBy(time);

    /** A time in which nothing takes long but pauses. */
    private static final class Clock implements Embedder.Time {
        private long now = Long.MAX_VALUE - 5;
        private final List<Duration> pauses = new ArrayList<>();

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void pause(Duration howLong) {
            pauses.add(howLong);
            now += howLong.toNanos();
        }
    }

    private List<float[]> lengths(List<String> texts) {
        asked.add(texts);
        return texts.stream().map(text -> new float[] {text.length(), 1}).toList();
    }

    private static List<RetrievedPoint> points(String... texts) {
        return IntStream.range(0, texts.length)
                .mapToObj(i -> point(i + 1, named(Map.of()), Map.of("text", value(texts[i]))))
                .toList();
    }

    private static List<Transformed> applied(CodeStep<PointBatch> code, List<RetrievedPoint> points)
            throws TransformFailed {
        return Transform.of(RECIPE, name -> code).apply(points);
    }

    private static TransformFailed failure(CodeStep<PointBatch> code, String... texts) {
        return catchThrowableOfType(TransformFailed.class, () -> applied(code, points(texts)));
    }

    private static List<List<Float>> vectors(List<Transformed> points) {
        return points.stream()
                .map(one -> one.point()
                        .getVectors()
                        .getVectors()
                        .getVectorsOrDefault("content", Vector.getDefaultInstance())
                        .getDense()
                        .getDataList())
                .toList();
    }

    @Test
    void eachPointGetsTheVectorOfItsText() throws Exception {
        assertThat(vectors(applied(embedder, points("a", "bbb")))).containsExactly(List.of(1f, 1f), List.of(3f, 1f));
        assertThat(time.pauses).isEmpty();
    }

    @Test
    void soManyTextsGoInACall() throws Exception {
        applied(embedder.textsPerCall(2), points("a", "b", "c", "d", "e"));

        assertThat(asked).containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
    }

    @Test
    void theTextMayBeMadeOfSeveralFields() throws Exception {
        var both = PointCode.embedder(
                "bge-m3",
                "1",
                one -> Optional.of(
                        one.payloadBefore().get("text") + "!" + one.payload().size()),
                this::lengths);

        applied(both, points("a"));

        assertThat(asked).containsExactly(List.of("a!1"));
    }

    @Test
    void theTextIsThatBehindThePayloadEdits() throws Exception {
        var recipe = Recipes.with(RECIPE, List.of(new PayloadEdit.Rename("memory", "text")), Optional.empty());

        Transform.of(recipe, name -> embedder).apply(List.of(point(1, named(Map.of()), Map.of("memory", value("a")))));

        assertThat(asked).containsExactly(List.of("a"));
    }

    @Test
    void aPointWithoutTextStops() {
        assertThat(failure(embedder, "a", " \n").sentence())
                .isEqualTo("point 2 has no text to make a vector of, says code code (version 1)");
        assertThat(asked).isEmpty();
    }

    @Test
    void aPointWithoutTextIsLeftEmptyWhereThatIsChosen() throws Exception {
        List<RetrievedPoint> points = new ArrayList<>(points("a", "", "ccc"));
        points.add(point(4, named(Map.of()), Map.of("text", value(12))));

        assertThat(vectors(applied(embedder.leavingEmptyWithoutText(), points)))
                .containsExactly(List.of(1f, 1f), List.of(), List.of(3f, 1f), List.of());
        assertThat(asked).containsExactly(List.of("a", "ccc"));
    }

    @Test
    void nothingIsAskedForPointsWithoutText() throws Exception {
        applied(embedder.leavingEmptyWithoutText(), points("", " "));

        assertThat(asked).isEmpty();
    }

    @Test
    void aVectorOfAnotherSizeStops() {
        var small = PointCode.embedder("bge-m3", "1", "text", texts -> List.of(new float[] {1, 2}, new float[] {1}));

        TransformFailed failure = failure(small, "a", "b");

        assertThat(failure.id()).contains("2");
        assertThat(failure.sentence())
                .isEqualTo("point 2 is given a vector content of 1 elements where 2 are meant,"
                        + " says code code (version 1)");
    }

    @Test
    void aVectorOfWhatIsNoNumberStops() {
        for (float element : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            var wrong = PointCode.embedder("bge-m3", "1", "text", texts -> List.of(new float[] {1, element}));

            assertThat(failure(wrong, "a").sentence())
                    .isEqualTo("point 1 is given a vector content with an element that is no number,"
                            + " says code code (version 1)");
        }
    }

    @Test
    void anotherNumberOfVectorsStops() {
        var one = PointCode.embedder("bge-m3", "1", "text", texts -> lengths(texts.subList(0, 1)))
                .timedBy(time);

        assertThat(failure(one, "a", "b").sentence())
                .isEqualTo("point 1 and those behind it, 2 in all, are given 1 vectors, says code code (version 1)");
        assertThat(asked).hasSize(1);
    }

    private List<float[]> failing(List<String> texts, int times) throws IOException {
        if (asked.size() < times) {
            asked.add(texts);
            throw new IOException("secret");
        }
        return lengths(texts);
    }

    @Test
    void aCallThatFailsIsTriedAgainBehindLongerAndLongerPauses() throws Exception {
        var shaky = PointCode.embedder("bge-m3", "1", "text", texts -> failing(texts, 4))
                .timedBy(time);

        assertThat(vectors(applied(shaky, points("a")))).containsExactly(List.of(1f, 1f));
        assertThat(time.pauses)
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    void triesAndPausesAreBounded() {
        var broken = PointCode.embedder("bge-m3", "1", "text", texts -> failing(texts, 1000))
                .tries(6, Duration.ofSeconds(2), Duration.ofSeconds(5))
                .timedBy(time);

        assertThat(failure(broken, "a")).hasMessage("code code (version 1) failed on point 1 with java.io.IOException");
        assertThat(asked).hasSize(6);
        assertThat(time.pauses)
                .containsExactly(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5));
    }

    @Test
    void aCallThatIsInterruptedIsNotTriedAgain() {
        var interrupted = PointCode.embedder("bge-m3", "1", "text", texts -> {
                    asked.add(texts);
                    throw new InterruptedException();
                })
                .timedBy(time);

        assertThat(failure(interrupted, "a")).hasCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(asked).hasSize(1);
    }

    @Test
    void noMoreCallsAreMadeInASecondThanAllowed() throws Exception {
        applied(embedder.textsPerCall(1).callsPerSecond(4), points("a", "b", "c"));

        assertThat(time.pauses).containsExactly(Duration.ofMillis(250), Duration.ofMillis(250));
    }

    @Test
    void noMoreTextsAreSentInASecondThanAllowed() throws Exception {
        Embedder slow = embedder.textsPerCall(2).textsPerSecond(4).callsPerSecond(1000);
        applied(slow, points("a", "b", "c"));
        applied(slow, points("d"));

        assertThat(time.pauses).containsExactly(Duration.ofMillis(500), Duration.ofMillis(250));
    }

    @Test
    void callsThatAreTriedAgainCountToo() throws Exception {
        var shaky = PointCode.embedder("bge-m3", "1", "text", texts -> failing(texts, 1))
                .tries(2, Duration.ofSeconds(1), Duration.ofSeconds(1))
                .callsPerSecond(0.5)
                .timedBy(time);

        applied(shaky, points("a"));

        assertThat(time.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void anEmbedderThatIsAskedForAFieldStops() {
        var recipe = Recipes.payload(
                collection("new", vector("content", 2, Distance.DOT)), new PayloadEdit.Compute("f", CODE));

        assertThat(catchThrowableOfType(
                                TransformFailed.class,
                                () -> Transform.of(recipe, name -> embedder).apply(points("a")))
                        .sentence())
                .isEqualTo("point 1 is given a vector where something else is wanted, says code code (version 1)");
    }

    @Test
    void codeForAFieldThatIsAskedForAVectorStops() {
        assertThat(failure(PointCode.field("code", "1", one -> Optional.of(1L)), "a")
                        .sentence())
                .isEqualTo(
                        "point 1 is given a payload field where something else is wanted, says code code (version 1)");
    }

    @Test
    void aPointThatGetsNoVectorAndNoWordStops() {
        assertThat(failure(PointCode.points("code", "1", one -> {}), "a").sentence())
                .isEqualTo("point 1 got no word of its vector content from code code (version 1)");
    }

    @Test
    void numbersThatMakeNoVectorAreRefused() {
        assertThatThrownBy(() -> embedder.textsPerCall(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> embedder.callsPerSecond(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> embedder.textsPerSecond(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> embedder.tries(0, Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> embedder.tries(2, Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
