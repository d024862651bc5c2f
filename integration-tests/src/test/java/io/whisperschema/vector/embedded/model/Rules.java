package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.GeoLineString;
import io.qdrant.client.grpc.Common.GeoPoint;
import io.qdrant.client.grpc.Common.GeoPolygon;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a server complains of before it reads a filter; each complaint begins with the path of a field. */
final class Rules {
    private static final int SHORTEST_RING = 4;

    private Rules() {}

    static List<String> complaints(Filter filter, String path) {
        List<String> complaints = new ArrayList<>();
        complain(complaints, filter.getShouldList(), path + ".should");
        complain(complaints, filter.getMustList(), path + ".must");
        complain(complaints, filter.getMustNotList(), path + ".must_not");
        if (filter.hasMinShould()) {
            if (filter.getMinShould().getMinCount() == 0) {
                complaints.add(path + ".min_should.min_count: min_count must be greater than 0");
            }
            complain(complaints, filter.getMinShould().getConditionsList(), path + ".min_should.conditions");
        }
        return complaints;
    }

    private static void complain(List<String> complaints, List<Condition> conditions, String path) {
        for (int i = 0; i < conditions.size(); i++) {
            Condition condition = conditions.get(i);
            String here = path + "[" + i + "].condition_one_of";
            if (condition.hasField()) {
                complaints.addAll(complaints(condition.getField(), here));
            }
            if (condition.hasFilter()) {
                complaints.addAll(complaints(condition.getFilter(), here));
            }
            if (condition.hasNested()) {
                complaints.addAll(complaints(condition.getNested().getFilter(), here + ".filter"));
            }
        }
    }

    private static List<String> complaints(FieldCondition condition, String path) {
        List<String> complaints = new ArrayList<>();
        if (condition.toBuilder().clearKey().build().equals(FieldCondition.getDefaultInstance())) {
            complaints.add(path + ".match: Validation error: At least one field condition must be specified [{}]");
        }
        if (condition.hasGeoRadius() && condition.getGeoRadius().hasCenter()) {
            place(condition.getGeoRadius().getCenter(), path + ".geo_radius.center")
                    .ifPresent(complaints::add);
        }
        if (condition.hasGeoBoundingBox()) {
            String box = path + ".geo_bounding_box";
            place(condition.getGeoBoundingBox().getTopLeft(), box + ".top_left").ifPresent(complaints::add);
            place(condition.getGeoBoundingBox().getBottomRight(), box + ".bottom_right")
                    .ifPresent(complaints::add);
        }
        if (condition.hasGeoPolygon()) {
            complaints.addAll(complaints(condition.getGeoPolygon(), path + ".geo_polygon"));
        }
        return complaints;
    }

    private static Optional<String> place(GeoPoint point, String path) {
        return new Earth(point.getLon(), point.getLat()).isReal()
                ? Optional.empty()
                : Optional.of(path + ".geo: Wrong format of GeoPoint payload: expected `lat` = "
                        + plain(point.getLat()) + " within [-90;90] and `lon` = " + plain(point.getLon())
                        + " within [-180;180]");
    }

    private static String plain(double degree) {
        return BigDecimal.valueOf(degree).stripTrailingZeros().toPlainString();
    }

    /** All of the exterior, and the first of the interiors that has no shape. */
    private static List<String> complaints(GeoPolygon polygon, String path) {
        GeoLineString exterior = polygon.getExterior();
        Stream<String> outer = !polygon.hasExterior()
                ? Stream.of()
                : exterior.getPointsCount() == 0
                        ? Stream.of(path + ".exterior: value invalid, must not be empty")
                        : Stream.concat(
                                shape(exterior, path + ".exterior").stream(), places(exterior, path + ".exterior"));
        Stream<String> shape = polygon.getInteriorsList().stream()
                .flatMap(ring -> shape(ring, path + ".interiors").stream())
                .limit(1);
        Stream<String> inner = IntStream.range(0, polygon.getInteriorsCount())
                .boxed()
                .flatMap(i -> places(polygon.getInteriors(i), path + ".interiors[" + i + "]"));
        return Stream.of(outer, shape, inner).flatMap(each -> each).toList();
    }

    private static Optional<String> shape(GeoLineString ring, String path) {
        List<GeoPoint> points = ring.getPointsList();
        if (points.size() < SHORTEST_RING) {
            return Optional.of(
                    path + ": value invalid, the size must be at least " + SHORTEST_RING + ", got " + points.size());
        }
        return points.get(0).equals(points.get(points.size() - 1))
                ? Optional.empty()
                : Optional.of(
                        path + ": value invalid, the first and the last points should be same to form a closed line");
    }

    private static Stream<String> places(GeoLineString ring, String path) {
        return IntStream.range(0, ring.getPointsCount())
                .boxed()
                .flatMap(i -> place(ring.getPoints(i), path + ".points[" + i + "]").stream());
    }
}
