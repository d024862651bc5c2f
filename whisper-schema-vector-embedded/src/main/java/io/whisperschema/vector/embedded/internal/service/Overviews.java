package io.whisperschema.vector.embedded.internal.service;

import io.qdrant.client.grpc.Points.FacetCounts;
import io.qdrant.client.grpc.Points.FacetHit;
import io.qdrant.client.grpc.Points.SearchMatrixPoints;
import io.whisperschema.vector.embedded.internal.engine.Engine;
import io.whisperschema.vector.embedded.internal.query.Facets;
import io.whisperschema.vector.embedded.internal.query.Matrix;
import java.util.List;
import java.util.Random;

/** What is in a collection, seen from afar: counts by value, and how near points are to each other. */
final class Overviews {

    private final Engine engine;
    private final Random random = new Random();

    Overviews(Engine engine) {
        this.engine = engine;
    }

    /** A limit of 0 is no error: there is nothing in the answer then. */
    List<FacetHit> facets(FacetCounts request) {
        new Checks()
                .name(request.getCollectionName())
                .notEmpty("key", request.getKey())
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1)
                .filter("filter", request.getFilter())
                .done();
        SearchChecks.refuse(request.getShardKeySelector());
        return Facets.of(engine, request);
    }

    Matrix matrix(SearchMatrixPoints request) {
        new Checks()
                .name(request.getCollectionName())
                .atLeast("sample", request.hasSample(), request.getSample(), 2)
                .atLeast("limit", request.hasLimit(), request.getLimit(), 1)
                .atLeast("timeout", request.hasTimeout(), request.getTimeout(), 1)
                .filter("filter", request.getFilter())
                .done();
        SearchChecks.refuse(request.getShardKeySelector());
        return Matrix.of(engine, request, random);
    }
}
