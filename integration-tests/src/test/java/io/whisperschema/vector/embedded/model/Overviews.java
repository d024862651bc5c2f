package io.whisperschema.vector.embedded.model;

import com.google.protobuf.ByteString;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.FacetHit;
import io.qdrant.client.grpc.Points.FacetResponse;
import io.qdrant.client.grpc.Points.FacetValue;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.SearchMatrixOffsets;
import io.qdrant.client.grpc.Points.SearchMatrixOffsetsResponse;
import io.qdrant.client.grpc.Points.SearchMatrixPair;
import io.qdrant.client.grpc.Points.SearchMatrixPairs;
import io.qdrant.client.grpc.Points.SearchMatrixPairsResponse;
import io.qdrant.client.grpc.Points.SearchMatrixPoints;
import io.qdrant.client.grpc.Points.VectorInput;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts by value, and how near points are to each other. */
final class Overviews {
    private static final int USUAL_FACETS = 10;
    private static final int USUAL_NEIGHBOURS = 3;

    private Overviews() {}

    static FacetResponse facets(Reference reference, FacetCounts request) {
        Checks.refuse(Checks.complaints(request));
        Path path = Path.of(request.getKey());
        Collection collection = reference.collection(request.getCollectionName());
        var response = FacetResponse.newBuilder();
        long limit = request.hasLimit() ? request.getLimit() : USUAL_FACETS;
        if (limit == 0 || (collection.points.isEmpty() && !request.getExact())) {
            return response.build();
        }
        List<Point> points = collection.matching(request.getFilter());
        FieldIndex index = Optional.ofNullable(collection.indexes.get(path))
                .filter(FieldIndex::hasFacets)
                .orElseThrow(() -> Refusal.invalid("Wrong input: No appropriate index for faceting: `" + path
                        + "`. Please create one to facet on this field. Check"
                        + " https://qdrant.tech/documentation/concepts/indexing/#payload-index to see which payload"
                        + " schemas support Match conditions"));
        Map<FacetValue, Integer> counts = new HashMap<>();
        points.forEach(point -> index.facets(point).forEach(value -> counts.merge(value, 1, Integer::sum)));
        counts.entrySet().stream()
                .sorted(Map.Entry.<FacetValue, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry::getKey, Overviews::compare))
                .limit(limit)
                .forEach(count -> response.addHits(
                        FacetHit.newBuilder().setValue(count.getKey()).setCount(count.getValue())));
        return response.build();
    }

    private static int compare(FacetValue left, FacetValue right) {
        return Comparator.comparing(FacetValue::getStringValueBytes, ByteString.unsignedLexicographicalComparator())
                .thenComparing(FacetValue::getIntegerValue)
                .thenComparing(FacetValue::getBoolValue)
                .compare(left, right);
    }

    /** Of each point the nearest others: each is asked for alone. */
    private static Map<Point, List<ScoredPoint>> matrix(Reference reference, SearchMatrixPoints request) {
        Checks.refuse(Checks.complaints(request));
        Collection collection = reference.collection(request.getCollectionName());
        collection.configured(request.getUsing());
        List<Point> points = collection.matching(request.getFilter()).stream()
                .filter(point -> point.vectors.containsKey(request.getUsing()))
                .toList();
        Map<Point, List<ScoredPoint>> rows = new LinkedHashMap<>();
        if (points.size() > 1) {
            points.forEach(point -> rows.put(
                    point,
                    Search.answer(
                            reference,
                            QueryPoints.newBuilder()
                                    .setCollectionName(request.getCollectionName())
                                    .setUsing(request.getUsing())
                                    .setFilter(request.getFilter())
                                    .setLimit(request.hasLimit() ? request.getLimit() : USUAL_NEIGHBOURS)
                                    .setQuery(Query.newBuilder()
                                            .setNearest(VectorInput.newBuilder().setId(point.id.proto())))
                                    .build())));
        }
        return rows;
    }

    static SearchMatrixPairsResponse pairs(Reference reference, SearchMatrixPoints request) {
        var pairs = SearchMatrixPairs.newBuilder();
        matrix(reference, request)
                .forEach((point, others) -> others.forEach(other -> pairs.addPairs(SearchMatrixPair.newBuilder()
                        .setA(point.id.proto())
                        .setB(other.getId())
                        .setScore(other.getScore()))));
        return SearchMatrixPairsResponse.newBuilder().setResult(pairs).build();
    }

    static SearchMatrixOffsetsResponse offsets(Reference reference, SearchMatrixPoints request) {
        var offsets = SearchMatrixOffsets.newBuilder();
        Map<Point, List<ScoredPoint>> rows = matrix(reference, request);
        rows.keySet().forEach(point -> offsets.addIds(point.id.proto()));
        List<List<ScoredPoint>> others = List.copyOf(rows.values());
        for (int row = 0; row < others.size(); row++) {
            for (ScoredPoint other : others.get(row)) {
                offsets.addOffsetsRow(row)
                        .addOffsetsCol(offsets.getIdsList().indexOf(other.getId()))
                        .addScores(other.getScore());
            }
        }
        return SearchMatrixOffsetsResponse.newBuilder().setResult(offsets).build();
    }
}
