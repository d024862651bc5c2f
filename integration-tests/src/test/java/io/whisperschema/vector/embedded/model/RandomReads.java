package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Collections.CollectionExistsRequest;
import io.qdrant.client.grpc.Collections.ListCollectionAliasesRequest;
import io.qdrant.client.grpc.Points.ContextExamplePair;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.DiscoverBatchPoints;
import io.qdrant.client.grpc.Points.DiscoverPoints;
import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.QueryBatchPoints;
import io.qdrant.client.grpc.Points.RecommendBatchPoints;
import io.qdrant.client.grpc.Points.RecommendPoints;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.SearchBatchPoints;
import io.qdrant.client.grpc.Points.SearchMatrixPoints;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.TargetVector;
import io.qdrant.client.grpc.Points.VectorExample;
import io.whisperschema.property.Chance;

/** Calls that change nothing. */
final class RandomReads {
    private final Chance chance;
    private final RandomIds ids;
    private final RandomVectors vectors;
    private final RandomPayloads payloads;
    private final RandomFilters filters;
    private final RandomSelections selections;
    private final RandomQueries queries;

    RandomReads(
            Chance chance,
            RandomIds ids,
            RandomVectors vectors,
            RandomPayloads payloads,
            RandomFilters filters,
            RandomSelections selections,
            RandomQueries queries) {
        this.chance = chance;
        this.ids = ids;
        this.vectors = vectors;
        this.payloads = payloads;
        this.filters = filters;
        this.selections = selections;
        this.queries = queries;
    }

    Operation read() {
        String name = ids.name();
        return switch (chance.below(24)) {
            case 0 -> Rpc.GET.of(get(name));
            case 1, 2, 3 ->
                Rpc.COUNT.of(CountPoints.newBuilder()
                        .setCollectionName(name)
                        .setFilter(filters.filter())
                        .build());
            case 4, 5, 6 -> Rpc.SCROLL.of(scroll(name));
            case 7 -> Rpc.SEARCH.of(search(name));
            case 8 -> Rpc.RECOMMEND.of(recommend(name));
            case 9 -> Rpc.DISCOVER.of(discover(name));
            case 10 -> batch(name);
            case 11 ->
                chance.toss()
                        ? Rpc.EXISTS.of(CollectionExistsRequest.newBuilder()
                                .setCollectionName(name)
                                .build())
                        : Rpc.ALIASES_OF.of(ListCollectionAliasesRequest.newBuilder()
                                .setCollectionName(name)
                                .build());
            case 12, 13 -> Rpc.QUERY_GROUPS.of(queries.groups(name));
            case 14 -> Rpc.FACETS.of(facets(name));
            case 15 -> chance.toss() ? Rpc.MATRIX_PAIRS.of(matrix(name)) : Rpc.MATRIX_OFFSETS.of(matrix(name));
            default -> Rpc.QUERY.of(queries.query(name));
        };
    }

    private FacetCounts facets(String name) {
        var facets = FacetCounts.newBuilder()
                .setCollectionName(name)
                .setKey(chance.oneIn(30) ? "" : payloads.path())
                .setExact(chance.toss());
        if (chance.toss()) {
            facets.setFilter(filters.filter());
        }
        return chance.toss() ? facets.setLimit(chance.below(4)).build() : facets.build();
    }

    /** Of all points, since others would be any. */
    private SearchMatrixPoints matrix(String name) {
        var matrix = SearchMatrixPoints.newBuilder()
                .setCollectionName(name)
                .setUsing(vectors.using(name))
                .setSample(chance.oneIn(30) ? chance.below(2) : RandomIds.COUNT);
        if (chance.toss()) {
            matrix.setFilter(filters.filter());
        }
        return chance.toss() ? matrix.setLimit(chance.below(5)).build() : matrix.build();
    }

    private Operation batch(String name) {
        return switch (chance.below(4)) {
            case 0 ->
                Rpc.SEARCH_BATCH.of(SearchBatchPoints.newBuilder()
                        .setCollectionName(name)
                        .addAllSearchPoints(chance.some(0, 2, () -> search(name)))
                        .build());
            case 1 ->
                Rpc.RECOMMEND_BATCH.of(RecommendBatchPoints.newBuilder()
                        .setCollectionName(name)
                        .addAllRecommendPoints(chance.some(0, 2, () -> recommend(name)))
                        .build());
            case 2 ->
                Rpc.DISCOVER_BATCH.of(DiscoverBatchPoints.newBuilder()
                        .setCollectionName(name)
                        .addAllDiscoverPoints(chance.some(0, 2, () -> discover(name)))
                        .build());
            default ->
                Rpc.QUERY_BATCH.of(QueryBatchPoints.newBuilder()
                        .setCollectionName(name)
                        .addAllQueryPoints(chance.some(0, 3, () -> queries.query(name)))
                        .build());
        };
    }

    private GetPoints get(String name) {
        var get = GetPoints.newBuilder()
                .setCollectionName(name)
                .addAllIds(chance.some(0, 5, ids::any))
                .setWithVectors(selections.vectors());
        return chance.toss() ? get.setWithPayload(selections.payload()).build() : get.build();
    }

    private ScrollPoints scroll(String name) {
        var scroll = ScrollPoints.newBuilder().setCollectionName(name).setWithVectors(selections.vectors());
        if (chance.toss()) {
            scroll.setFilter(filters.filter());
        }
        if (chance.toss()) {
            scroll.setLimit(chance.oneIn(20) ? 0 : chance.between(1, 6));
        }
        if (chance.oneIn(3)) {
            scroll.setOrderBy(queries.orderBy());
        }
        if (chance.oneIn(3)) {
            scroll.setOffset(ids.any());
        }
        if (chance.toss()) {
            scroll.setWithPayload(selections.payload());
        }
        return scroll.build();
    }

    private SearchPoints search(String name) {
        String using = vectors.using(name);
        var search = SearchPoints.newBuilder()
                .setCollectionName(name)
                .addAllVector(vectors.numbers(using))
                .setLimit(limit())
                .setOffset(chance.below(2))
                .setVectorName(using)
                .setWithVectors(selections.vectors());
        if (chance.toss()) {
            search.setFilter(filters.filter());
        }
        if (chance.oneIn(4)) {
            search.setScoreThreshold(queries.threshold());
        }
        return search.build();
    }

    private long limit() {
        return chance.oneIn(20) ? 0 : chance.between(1, 8);
    }

    private RecommendPoints recommend(String name) {
        String using = vectors.using(name);
        var recommend = RecommendPoints.newBuilder()
                .setCollectionName(name)
                .addAllPositive(chance.some(0, 2, ids::any))
                .addAllNegative(chance.some(0, 1, ids::any))
                .addAllPositiveVectors(chance.some(0, 2, () -> vectors.vector(using)))
                .addAllNegativeVectors(chance.some(0, 1, () -> vectors.vector(using)))
                .setStrategy(queries.strategy())
                .setUsing(using)
                .setLimit(limit())
                .setWithPayload(selections.payload());
        if (chance.oneIn(3)) {
            recommend.setFilter(filters.filter());
        }
        return chance.oneIn(6) ? recommend.setLookupFrom(queries.lookup()).build() : recommend.build();
    }

    private DiscoverPoints discover(String name) {
        String using = vectors.using(name);
        var discover = DiscoverPoints.newBuilder()
                .setCollectionName(name)
                .addAllContext(chance.some(
                        0,
                        2,
                        () -> ContextExamplePair.newBuilder()
                                .setPositive(example(using))
                                .setNegative(example(using))
                                .build()))
                .setUsing(using)
                .setLimit(limit());
        if (chance.toss()) {
            discover.setTarget(TargetVector.newBuilder().setSingle(example(using)));
        }
        return discover.build();
    }

    private VectorExample example(String using) {
        var example = VectorExample.newBuilder();
        return chance.oneIn(4)
                ? example.setId(ids.any()).build()
                : example.setVector(vectors.vector(using)).build();
    }
}
