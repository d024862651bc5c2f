package io.whisperschema.vector;

import static java.util.Objects.requireNonNull;

import io.whisperschema.plan.CodeStep;
import io.whisperschema.vector.PointBatch.Point;
import io.whisperschema.vector.PointBatch.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes vectors of points' texts by a model, so many texts at a time. A call that fails is tried again, five times in all unless
 * said otherwise, with pauses of one second, two, four and so on, up to a minute. An answer of another number of vectors, of
 * another size or with elements that are no numbers is refused and not asked for again. A point without a text, or of blanks
 * alone, stops the run unless {@link #leavingEmptyWithoutText} is chosen. Immutable but for the time of its last call; one at
 * a time uses it.
 */
public final class Embedder implements CodeStep<PointBatch> {
    private static final int TEXTS = 32;

    private final String name;
    private final String version;
    private final Function<Point, Optional<String>> text;
    private final Model model;
    private final int textsPerCall;
    private final WithoutText withoutText;
    private final ModelCalls calls;

    private Embedder(
            String name,
            String version,
            Function<Point, Optional<String>> text,
            Model model,
            int textsPerCall,
            WithoutText withoutText,
            ModelCalls calls) {
        this.name = requireNonNull(name);
        this.version = requireNonNull(version);
        this.text = requireNonNull(text);
        this.model = requireNonNull(model);
        this.textsPerCall = textsPerCall;
        this.withoutText = withoutText;
        this.calls = calls;
    }

    /** What makes vectors of texts. */
    @FunctionalInterface
    public interface Model {
        /** A vector for each text, in their order. */
        List<float[]> embed(List<String> texts) throws Exception;
    }

    /** Time as it passes. */
    public interface Time {
        /** That of this machine. */
        Time SYSTEM = new Time() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void pause(Duration howLong) throws InterruptedException {
                Thread.sleep(howLong.toMillis(), howLong.toNanosPart() % 1_000_000);
            }
        };

        /** Nanoseconds since any moment. */
        long nanos();

        /** Returns when that much has passed. */
        void pause(Duration howLong) throws InterruptedException;
    }

    private enum WithoutText {
        STOPS,
        LEAVES_EMPTY
    }

    static Embedder of(String name, String version, Function<Point, Optional<String>> text, Model model) {
        return new Embedder(name, version, text, model, TEXTS, WithoutText.STOPS, ModelCalls.unlimited());
    }

    /** With that many texts at a time; 32 unless said. */
    public Embedder textsPerCall(int texts) {
        if (texts < 1) {
            throw new IllegalArgumentException("A call of " + texts + " texts makes no vector; give 1 or more.");
        }
        return new Embedder(name, version, text, model, texts, withoutText, calls);
    }

    /** With no more calls than that in a second, those included that are tried again; as many as go unless said. */
    public Embedder callsPerSecond(double most) {
        return with(calls.callsPerSecond(most));
    }

    /** With no more texts than that in a second, those included that are tried again; as many as go unless said. */
    public Embedder textsPerSecond(double most) {
        return with(calls.textsPerSecond(most));
    }

    /**
     * With that many tries in all of a call that fails.
     *
     * @param pause how long to wait before the second; each further wait is twice as long
     * @param longestPause how long to wait at most
     */
    public Embedder tries(int tries, Duration pause, Duration longestPause) {
        return with(calls.tries(tries, pause, longestPause));
    }

    /** Points that have no text are left without this vector. */
    public Embedder leavingEmptyWithoutText() {
        return new Embedder(name, version, text, model, textsPerCall, WithoutText.LEAVES_EMPTY, calls);
    }

    /** By that time instead of the machine's. */
    public Embedder timedBy(Time time) {
        return with(calls.timedBy(time));
    }

    private Embedder with(ModelCalls changed) {
        return new Embedder(name, version, text, model, textsPerCall, withoutText, changed);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Class<PointBatch> context() {
        return PointBatch.class;
    }

    @Override
    public void run(PointBatch batch) throws Exception {
        Point first = batch.points().get(0);
        if (!(batch.wanted() instanceof Wanted.Vector wanted)) {
            throw first.refused("is given a vector where something else is wanted");
        }
        String vector = wanted.space().name();
        List<Texted> texted = texted(batch.points(), vector);
        for (int from = 0; from < texted.size(); from += textsPerCall) {
            embed(texted.subList(from, Math.min(texted.size(), from + textsPerCall)), vector);
        }
    }

    private record Texted(Point point, String text) {}

    private List<Texted> texted(List<Point> points, String vector) {
        var texted = new ArrayList<Texted>();
        for (Point point : points) {
            Optional<String> found = text.apply(point).filter(one -> !one.isBlank());
            if (found.isPresent()) {
                texted.add(new Texted(point, found.get()));
            } else if (withoutText == WithoutText.LEAVES_EMPTY) {
                point.removeVector(vector);
            } else {
                throw point.refused("has no text to make a vector of");
            }
        }
        return texted;
    }

    private void embed(List<Texted> texted, String vector) throws Exception {
        List<String> texts = texted.stream().map(Texted::text).toList();
        List<float[]> vectors = calls.call(texts.size(), () -> model.embed(texts));
        if (vectors.size() != texts.size()) {
            throw texted.get(0)
                    .point()
                    .refused("and those behind it, " + texts.size() + " in all, are given " + vectors.size()
                            + " vectors");
        }
        for (int i = 0; i < texts.size(); i++) {
            texted.get(i).point().putVector(vector, vectors.get(i));
        }
    }
}
