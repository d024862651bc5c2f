package io.whisperschema.vector.internal.transform;

import io.qdrant.client.QueryFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchParams;
import io.qdrant.client.grpc.Points.Vector;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.transform.SampleCheck.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The nearest points of collections, taken together.
 *
 * @param place where the collections are
 * @param collections their names in the recipe
 * @param vector by which of their vectors
 * @param distance how near two of them are
 * @param search how they are searched
 */
record Neighbours(Place place, List<String> collections, String vector, Distance distance, Search search) {
    private static final double TIE = 1e-5;

    enum Search {
        EXACT,
        AS_USUAL
    }

    /** A point and how near it is. */
    record Neighbour(PointId id, double score) {}

    /** Those of a point, without itself. */
    List<Neighbour> of(PointId id, Vector of, int nearest, Filter filter) throws CallFailed {
        var all = new ArrayList<Neighbour>();
        for (String collection : collections) {
            for (ScoredPoint point : place.calls()
                    .answer(place.client().queryAsync(request(place.name(collection), of, nearest, filter)))) {
                all.add(new Neighbour(point.getId(), point.getScore()));
            }
        }
        return nearest(id, all, nearest, distance);
    }

    private QueryPoints request(String collection, Vector of, int nearest, Filter filter) {
        var request = QueryPoints.newBuilder()
                .setCollectionName(collection)
                .setQuery(QueryFactory.nearest(of.getDense().getDataList()))
                .setLimit(nearest + 1L)
                .setParams(SearchParams.newBuilder().setExact(search == Search.EXACT));
        if (!vector.equals(VectorSpace.UNNAMED)) {
            request.setUsing(vector);
        }
        if (filter.getMustCount() > 0) {
            request.setFilter(filter);
        }
        return request.build();
    }

    /** Those of a point among some, by what their vectors are. */
    static List<Neighbour> exact(PointId id, Map<PointId, Vector> vectors, int nearest, Distance distance) {
        var all = new ArrayList<Neighbour>();
        Vector of = vectors.getOrDefault(id, Vector.getDefaultInstance());
        float[] floats = Floats.of(of.getDense());
        vectors.forEach((other, vector) ->
                all.add(new Neighbour(other, Floats.score(distance, floats, Floats.of(vector.getDense())))));
        return nearest(id, all, nearest, distance);
    }

    private static List<Neighbour> nearest(PointId id, List<Neighbour> all, int nearest, Distance distance) {
        return all.stream()
                .filter(one -> !one.id().equals(id))
                .sorted(Comparator.comparingDouble(one -> Floats.isWay(distance) ? one.score() : -one.score()))
                .limit(nearest)
                .toList();
    }

    /** How many are found again. A point that is as near as the last that was expected counts as well as that one. */
    static int again(List<Neighbour> expected, List<Neighbour> found, Distance distance) {
        if (expected.isEmpty()) {
            return 0;
        }
        Set<PointId> ids = expected.stream().map(Neighbour::id).collect(Collectors.toSet());
        double last = expected.get(expected.size() - 1).score();
        double tie = TIE * Math.max(1, Math.abs(last));
        long again = found.stream()
                .filter(one -> ids.contains(one.id())
                        || (Floats.isWay(distance) ? one.score() <= last + tie : one.score() >= last - tie))
                .count();
        return (int) Math.min(expected.size(), again);
    }
}
