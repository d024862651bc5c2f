package io.whisperschema.vector.embedded.internal.filter;

import com.google.protobuf.Message;
import io.qdrant.client.grpc.Common;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.GeoBoundingBox;
import io.qdrant.client.grpc.Common.GeoLineString;
import io.qdrant.client.grpc.Common.GeoPolygon;
import io.qdrant.client.grpc.Common.MinShould;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the server asks of a filter before it reads it. */
public final class FilterRules {
    private static final int SHORTEST_LINE = 4;

    private final List<String> complaints = new ArrayList<>();

    private FilterRules() {}

    /** All complaints about the filter that stands at a path of a request, each with its own path. */
    public static List<String> complaints(String path, Filter filter) {
        var rules = new FilterRules();
        rules.check(filter, path);
        return rules.complaints;
    }

    private void complain(String path, String complaint) {
        complaints.add(path + ": " + complaint);
    }

    private void check(Filter filter, String path) {
        refuseUnknown(filter);
        check(filter.getShouldList(), path + ".should");
        check(filter.getMustList(), path + ".must");
        check(filter.getMustNotList(), path + ".must_not");
        if (filter.hasMinShould()) {
            check(filter.getMinShould(), path + ".min_should");
        }
    }

    private void check(MinShould minShould, String path) {
        if (minShould.getMinCount() == 0) {
            complain(path + ".min_count", "min_count must be greater than 0");
        }
        check(minShould.getConditionsList(), path + ".conditions");
    }

    private void check(List<Condition> conditions, String path) {
        for (int i = 0; i < conditions.size(); i++) {
            check(conditions.get(i), path + "[" + i + "].condition_one_of");
        }
    }

    private void check(Condition condition, String path) {
        refuseUnknown(condition);
        switch (condition.getConditionOneOfCase()) {
            case FIELD -> check(condition.getField(), path);
            case FILTER -> check(condition.getFilter(), path);
            case NESTED -> check(condition.getNested().getFilter(), path + ".filter");
            default -> {
                // The others have no rules.
            }
        }
    }

    /** A condition of a newer client must not be left out unseen: a delete would take what it protects. */
    private static void refuseUnknown(Message message) {
        message.getUnknownFields().asMap().keySet().stream().findFirst().ifPresent(field -> {
            throw Refused.unimplemented("EmbeddedQdrant does not know field " + field + " of "
                    + message.getDescriptorForType().getFullName());
        });
    }

    private void check(FieldCondition condition, String path) {
        refuseUnknown(condition);
        boolean hasPart = condition.getAllFields().keySet().stream().anyMatch(field -> field.getNumber() > 1);
        if (!hasPart) {
            complain(path + ".match", "Validation error: At least one field condition must be specified [{}]");
        }
        if (condition.hasGeoBoundingBox()) {
            check(condition.getGeoBoundingBox(), path + ".geo_bounding_box");
        }
        if (condition.getGeoRadius().hasCenter()) {
            check(condition.getGeoRadius().getCenter(), path + ".geo_radius.center");
        }
        if (condition.hasGeoPolygon()) {
            check(condition.getGeoPolygon(), path + ".geo_polygon");
        }
    }

    private void check(GeoBoundingBox box, String path) {
        check(box.getTopLeft(), path + ".top_left");
        check(box.getBottomRight(), path + ".bottom_right");
    }

    private void check(Common.GeoPoint point, String path) {
        if (!GeoPoint.of(point).isOnEarth()) {
            complain(
                    path + ".geo",
                    "Wrong format of GeoPoint payload: expected `lat` = " + Numbers.plain(point.getLat())
                            + " within [-90;90] and `lon` = " + Numbers.plain(point.getLon()) + " within [-180;180]");
        }
    }

    private void check(GeoPolygon polygon, String path) {
        if (polygon.hasExterior()) {
            checkExterior(polygon.getExterior(), path + ".exterior");
        }
        checkInteriors(polygon.getInteriorsList(), path + ".interiors");
    }

    private void checkExterior(GeoLineString line, String path) {
        if (line.getPointsCount() == 0) {
            complain(path, "value invalid, must not be empty");
        } else {
            shape(line).ifPresent(complaint -> complain(path, complaint));
        }
        checkPoints(line, path);
    }

    /** Of their shapes only the first that is wrong is named. */
    private void checkInteriors(List<GeoLineString> lines, String path) {
        lines.stream()
                .map(FilterRules::shape)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(complaint -> complain(path, complaint));
        for (int i = 0; i < lines.size(); i++) {
            checkPoints(lines.get(i), path + "[" + i + "]");
        }
    }

    private static Optional<String> shape(GeoLineString line) {
        int count = line.getPointsCount();
        if (count < SHORTEST_LINE) {
            return Optional.of("value invalid, the size must be at least " + SHORTEST_LINE + ", got " + count);
        }
        return line.getPoints(0).equals(line.getPoints(count - 1))
                ? Optional.empty()
                : Optional.of("value invalid, the first and the last points should be same to form a closed line");
    }

    private void checkPoints(GeoLineString line, String path) {
        for (int i = 0; i < line.getPointsCount(); i++) {
            check(line.getPoints(i), path + ".points[" + i + "]");
        }
    }
}
