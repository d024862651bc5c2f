package io.whisperschema.vector.embedded.internal.query;

import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.WithLookup;
import io.whisperschema.vector.embedded.internal.filter.PayloadPath;
import java.util.Optional;

/**
 * A query whose points are wanted in groups.
 *
 * @param points the query; its limit and offset are not looked at
 * @param limit how many groups, at least 1
 * @param size how many points a group, at least 1
 * @param lookup where there is a point for each group
 */
public record GroupRequest(QueryPoints points, PayloadPath field, int limit, int size, Optional<WithLookup> lookup) {}
