package io.whisperschema.vector;

import static java.util.Objects.requireNonNull;

import io.whisperschema.plan.CodeStep;
import io.whisperschema.vector.PointBatch.Point;
import io.whisperschema.vector.PointBatch.Wanted;
import java.util.Optional;
import java.util.function.Function;

/**
 * Host code for points, by name and version: what a recipe speaks of is handed to execute.
 *
 * <pre>{@code
 * var embedder = PointCode.embedder("bge-m3", "1", "content", texts -> model.embed(texts))
 *         .textsPerCall(16)
 *         .callsPerSecond(5);
 * schema.execute(plan, ExecuteOptions.cautious().with(embedder));
 * }</pre>
 *
 * <p>Code that a recipe calls for one part of a point and that gives another is refused when it runs.
 */
public final class PointCode {
    private PointCode() {}

    /** Makes vectors of the texts in a payload field, as it is called when the recipe's payload edits are done. */
    public static Embedder embedder(String name, String version, String field, Embedder.Model model) {
        requireNonNull(field);
        return embedder(name, version, point -> point.text(field), model);
    }

    /** Makes vectors of the texts that are found of points. */
    public static Embedder embedder(
            String name, String version, Function<Point, Optional<String>> text, Embedder.Model model) {
        return Embedder.of(name, version, text, model);
    }

    /** Gives a payload field its value, or none where the code has none. */
    public static CodeStep<PointBatch> field(String name, String version, FieldValue value) {
        requireNonNull(value);
        return new Step(name, version, batch -> giveField(batch, value));
    }

    /** What the value of a payload field is. */
    @FunctionalInterface
    public interface FieldValue {
        /** That of a point: text, {@code Boolean}, {@code Long}, {@code Double}, a list or map by text of these. */
        Optional<?> of(Point point) throws Exception;
    }

    private static void giveField(PointBatch batch, FieldValue value) throws Exception {
        for (Point point : batch.points()) {
            if (!(batch.wanted() instanceof Wanted.Field wanted)) {
                throw point.refused("is given a payload field where something else is wanted");
            }
            Optional<?> given = value.of(point);
            if (given.isPresent()) {
                point.put(wanted.field(), given.get());
            } else {
                point.remove(wanted.field());
            }
        }
    }

    /** Changes points in any part but their ids, one after the other. */
    public static CodeStep<PointBatch> points(String name, String version, PointChange change) {
        requireNonNull(change);
        return new Step(name, version, batch -> {
            for (Point point : batch.points()) {
                change.of(point);
            }
        });
    }

    /** What is done to a point. */
    @FunctionalInterface
    public interface PointChange {
        /** Does it. */
        void of(Point point) throws Exception;
    }

    private record Step(String name, String version, Body body) implements CodeStep<PointBatch> {
        private Step {
            requireNonNull(name);
            requireNonNull(version);
        }

        @Override
        public Class<PointBatch> context() {
            return PointBatch.class;
        }

        @Override
        public void run(PointBatch batch) throws Exception {
            body.run(batch);
        }
    }

    @FunctionalInterface
    private interface Body {
        void run(PointBatch batch) throws Exception;
    }
}
