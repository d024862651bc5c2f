package io.whisperschema.vector.internal.transform;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.diff.CodeName;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.finding.Finding;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.vector.PointBatch;
import io.whisperschema.vector.PointBatch.Wanted;
import io.whisperschema.vector.internal.points.PointIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a recipe makes of points. The same points become the same bytes each time, as far as no host code is at work. In this
 * order: a point finds its target by its payload as it was read; vectors are taken over; payload edits are done; vectors are
 * embedded, of payloads as they are then; the recipe's code changes the rest.
 *
 * <p>A dense vector that a target does not have is left behind ({@link #leftBehind}). Sparse vectors and multivectors, of which
 * definitions know nothing, are taken over by name into the targets that are said to have them ({@link #carrying}); a point
 * with another such vector is refused, so that none is lost unseen. A payload field that is null counts as missing where a
 * default is added. Thread-safe as far as the host's code is.
 */
public final class Transform {
    private final PointRecipe recipe;
    private final CodeCalls calls;
    private final Map<String, Set<String>> foreign;
    private final Code code;

    private Transform(PointRecipe recipe, CodeCalls calls, Map<String, Set<String>> foreign, Code code) {
        this.recipe = recipe;
        this.calls = calls;
        this.foreign = Map.copyOf(foreign);
        this.code = code;
    }

    private enum Code {
        RUN,
        LEFT_OUT
    }

    /** That of a recipe, with the code that it speaks of. */
    public static Transform of(PointRecipe recipe, Function<CodeName, CodeStep<PointBatch>> codes) {
        return new Transform(recipe, new CodeCalls(codes), Map.of(), Code.RUN);
    }

    /**
     * The same, where a target has vectors that no definition can say, sparse ones and multivectors: they are taken over by name.
     *
     * @param target the target's name in the recipe
     */
    public Transform carrying(String target, Set<String> vectors) {
        var more = new HashMap<>(foreign);
        more.put(target, Set.copyOf(vectors));
        return new Transform(recipe, calls, more, code);
    }

    /** The same without host code: vectors and payload fields that it would make are left out. */
    public Transform withoutCode() {
        return new Transform(recipe, calls, foreign, Code.LEFT_OUT);
    }

    /**
     * Why the recipe cannot be followed on collections of those shapes; empty where it can. The distance of a vector that is
     * taken over may change only where the recipe names it among the renamed ones, also under the same name, and never from
     * cosine, which has lost the lengths.
     *
     * @param sources the shapes of the recipe's collections, in its order
     */
    public static List<Finding> refuse(PointRecipe recipe, List<CollectionShape> sources) {
        return new RecipeProblems(recipe, sources).found();
    }

    /**
     * The vectors that are lost, in words: those that no target takes over.
     *
     * @param sources the shapes of the recipe's collections, in its order
     */
    public static List<String> leftBehind(PointRecipe recipe, List<CollectionShape> sources) {
        return RecipeProblems.leftBehind(recipe, sources);
    }

    /** What the points of a page become, in its order. */
    public List<Transformed> apply(List<RetrievedPoint> page) throws TransformFailed {
        var points = new ArrayList<MovingPoint>();
        for (RetrievedPoint point : page) {
            points.add(new MovingPoint(point, target(point)));
        }
        change(points);
        return points.stream()
                .map(point -> new Transformed(point.target().name(), point.arriving()))
                .toList();
    }

    /**
     * A point, ready to be written.
     *
     * @param target the target's name in the recipe
     */
    public record Transformed(String target, PointStruct point) {}

    private void change(List<MovingPoint> points) throws TransformFailed {
        var vectors = new TakingOver(recipe, foreign);
        for (MovingPoint point : points) {
            vectors.apply(point);
        }
        var payload = new PayloadEdits(recipe.payload());
        if (code == Code.LEFT_OUT) {
            payload.applyWithoutCode(points);
            return;
        }
        payload.apply(points, calls);
        for (Map.Entry<VectorCollection, List<MovingPoint>> target :
                byTarget(points).entrySet()) {
            finish(target.getKey(), target.getValue());
        }
    }

    private VectorCollection target(RetrievedPoint point) throws TransformFailed {
        if (recipe.routing().isEmpty()) {
            return recipe.into().get(0);
        }
        PointRecipe.Routing routing = recipe.routing().get();
        Optional<VectorCollection> target = Optional.ofNullable(
                        point.getPayloadMap().get(routing.field()))
                .filter(Value::hasStringValue)
                .map(value -> routing.targets().get(value.getStringValue()))
                .flatMap(name -> recipe.into().stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst());
        return target.orElseThrow(() -> TransformFailed.of(
                PointIds.text(point.getId()),
                "has no value in payload field " + routing.field() + " that says which collection it belongs to",
                null));
    }

    private static Map<VectorCollection, List<MovingPoint>> byTarget(List<MovingPoint> points) {
        return points.stream()
                .collect(Collectors.groupingBy(MovingPoint::target, LinkedHashMap::new, Collectors.toList()));
    }

    private void finish(VectorCollection target, List<MovingPoint> points) throws TransformFailed {
        for (VectorSpace space : target.spaces()) {
            CodeName embedder = recipe.embedded().get(space.name());
            if (embedder != null) {
                calls.run(embedder, new Wanted.Vector(target.name(), space), points);
            }
        }
        if (recipe.code().isPresent()) {
            calls.run(recipe.code().get(), new Wanted.Anything(target.name()), points);
        }
    }
}
