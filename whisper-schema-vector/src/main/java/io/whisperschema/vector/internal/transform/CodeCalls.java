package io.whisperschema.vector.internal.transform;

import io.whisperschema.diff.CodeName;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.vector.PointBatch;
import io.whisperschema.vector.PointBatch.Wanted;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Has host code do its work on points.
 *
 * @param codes the code, by its name
 */
record CodeCalls(Function<CodeName, CodeStep<PointBatch>> codes) {
    /** Points as host code gets them. */
    private record Batch(Wanted wanted, List<Point> points) implements PointBatch {}

    void run(CodeName name, Wanted wanted, List<MovingPoint> points) throws TransformFailed {
        if (points.isEmpty()) {
            return;
        }
        List<BatchPoint> batch =
                points.stream().map(point -> new BatchPoint(point, wanted)).toList();
        run(name, new Batch(wanted, List.copyOf(batch)));
        for (BatchPoint point : batch) {
            if (!point.isAnswered()) {
                throw TransformFailed.of(
                        point.id(), "got no word of its " + Words.of(wanted) + " from code " + name, null);
            }
        }
    }

    private void run(CodeName name, Batch batch) throws TransformFailed {
        try {
            codes.apply(name).run(batch);
        } catch (PointRefused refused) {
            throw TransformFailed.of(refused.id(), refused.problem() + ", says code " + name, refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure(name, batch, interrupted);
        } catch (Exception failure) {
            throw failure(name, batch, failure);
        }
    }

    /** Without the code's own words, which may tell what points carry. */
    private static TransformFailed failure(CodeName name, Batch batch, Exception failure) {
        int others = batch.points().size() - 1;
        return new TransformFailed(
                Optional.empty(),
                "code " + name + " failed on point " + batch.points().get(0).id()
                        + (others == 0 ? "" : " and " + others + " behind it") + " with "
                        + failure.getClass().getName(),
                failure);
    }
}
