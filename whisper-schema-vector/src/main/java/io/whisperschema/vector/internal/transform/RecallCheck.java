package io.whisperschema.vector.internal.transform;

import static io.qdrant.client.ConditionFactory.hasId;

import io.qdrant.client.QueryFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.Sample;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.Vector;
import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.finding.Finding;
import io.whisperschema.vector.RebuildOptions.Recall;
import io.whisperschema.vector.internal.points.PointBytes;
import io.whisperschema.vector.internal.points.PointsById;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.points.VectorsByName;
import io.whisperschema.vector.internal.transform.Neighbours.Neighbour;
import io.whisperschema.vector.internal.transform.SampleCheck.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether the neighbours of a sample of points are found where the points are now; not thread-safe. */
final class RecallCheck {
    private final SampleCheck check;
    private final PointRecipe recipe;
    private final Recall wanted;
    private final Map<PointId, RetrievedPoint> before = new LinkedHashMap<>();

    RecallCheck(SampleCheck check, Recall wanted) {
        this.check = check;
        this.recipe = check.recipe();
        this.wanted = wanted;
    }

    List<Finding> findings() throws CallFailed {
        for (String source : recipe.from()) {
            before.putAll(sample(source));
        }
        var findings = new ArrayList<Finding>();
        for (VectorCollection target : recipe.into()) {
            for (VectorSpace space : target.spaces()) {
                if (recipe.embedded().containsKey(space.name())) {
                    finding(List.of(target.name()), space, amongSample(target, space))
                            .ifPresent(findings::add);
                } else if (isTakenOverAsItWas(space) && isFirstOfIts(target, space)) {
                    List<String> targets = targetsWith(space);
                    finding(targets, space, asBefore(targets, space)).ifPresent(findings::add);
                }
            }
        }
        return findings;
    }

    private boolean isFirstOfIts(VectorCollection target, VectorSpace space) {
        return targetsWith(space).get(0).equals(target.name());
    }

    private List<String> targetsWith(VectorSpace space) {
        return recipe.into().stream()
                .filter(one -> one.shape().space(space.name()).isPresent())
                .map(VectorCollection::name)
                .toList();
    }

    private boolean isTakenOverAsItWas(VectorSpace space) {
        Optional<String> former = TakingOver.former(recipe, space.name());
        return former.isPresent()
                && check.shapes().stream()
                        .map(shape -> distance(shape, former.get()))
                        .allMatch(Optional.of(space.distance())::equals);
    }

    private static Optional<Distance> distance(CollectionShape shape, String name) {
        return shape.space(name).map(VectorSpace::distance);
    }

    private Map<PointId, RetrievedPoint> sample(String source) throws CallFailed {
        Place from = check.from();
        String collection = from.name(source);
        var request = QueryPoints.newBuilder()
                .setCollectionName(collection)
                .setQuery(QueryFactory.sample(Sample.Random))
                .setLimit(wanted.points());
        List<PointId> ids = from.calls().answer(from.client().queryAsync(request.build())).stream()
                .map(ScoredPoint::getId)
                .toList();
        return new PointsById(from.client(), from.calls(), collection).get(ids);
    }

    /** Of how many neighbours how many were found again, and of how many points they are. */
    private static final class Found {
        private int points;
        private int neighbours;
        private int again;

        void add(List<Neighbour> expected, List<Neighbour> found, Distance distance) {
            points++;
            neighbours += expected.size();
            again += Neighbours.again(expected, found, distance);
        }

        double part() {
            return (double) again / neighbours;
        }
    }

    /** Of all sources together against all targets together: points may have been merged or split. */
    private Found asBefore(List<String> targets, VectorSpace space) throws CallFailed {
        String former = TakingOver.former(recipe, space.name()).orElseThrow();
        var sources = new Neighbours(check.from(), recipe.from(), former, space.distance(), Neighbours.Search.EXACT);
        var now = new Neighbours(check.into(), targets, space.name(), space.distance(), Neighbours.Search.AS_USUAL);
        var found = new Found();
        for (Map.Entry<PointId, RetrievedPoint> point : before.entrySet()) {
            Optional<Vector> vector = vector(point.getValue(), former);
            if (vector.isPresent()) {
                found.add(
                        sources.of(point.getKey(), vector.get(), wanted.nearest(), everything()),
                        now.of(point.getKey(), vector.get(), wanted.nearest(), everything()),
                        space.distance());
            }
        }
        return found;
    }

    private static Filter everything() {
        return Filter.getDefaultInstance();
    }

    private Found amongSample(VectorCollection target, VectorSpace space) throws CallFailed {
        Place into = check.into();
        List<PointId> ids = List.copyOf(before.keySet());
        var vectors = new LinkedHashMap<PointId, Vector>();
        new PointsById(into.client(), into.calls(), into.name(target.name()))
                .get(ids)
                .forEach((id, point) -> vector(point, space.name()).ifPresent(vector -> vectors.put(id, vector)));
        var now = new Neighbours(
                into, List.of(target.name()), space.name(), space.distance(), Neighbours.Search.AS_USUAL);
        Filter sample = Filter.newBuilder()
                .addMust(hasId(List.copyOf(vectors.keySet())))
                .build();
        var found = new Found();
        for (Map.Entry<PointId, Vector> point : vectors.entrySet()) {
            found.add(
                    Neighbours.exact(point.getKey(), vectors, wanted.nearest(), space.distance()),
                    now.of(point.getKey(), point.getValue(), wanted.nearest(), sample),
                    space.distance());
        }
        return found;
    }

    private static Optional<Vector> vector(RetrievedPoint point, String name) {
        return Optional.ofNullable(
                        VectorsByName.of(PointBytes.sent(point.getVectors())).get(name))
                .filter(Vector::hasDense);
    }

    private Optional<Finding> finding(List<String> targets, VectorSpace space, Found found) {
        if (found.neighbours == 0) {
            return Optional.empty();
        }
        String place = "collection " + String.join(", ", targets) + ", " + Words.vector(space.name());
        String expected = part(wanted.atLeast()) + " of the " + wanted.nearest() + " nearest of " + found.points
                + " points found again";
        String there = part(found.part());
        return Optional.of(
                found.part() < wanted.atLeast()
                        ? Finding.error(
                                place,
                                expected,
                                there,
                                "Have its index built with more edges, or be content with less; the points before are"
                                        + " untouched.")
                        : Finding.notice(place, expected, there, "Nothing needs doing."));
    }

    private static String part(double part) {
        return String.format(Locale.ROOT, "%.3f", part);
    }
}
