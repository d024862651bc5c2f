package io.whisperschema.vector.embedded.internal.filter;

import com.google.protobuf.Message;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.GeoLineString;
import io.qdrant.client.grpc.Common.GeoPolygon;
import io.qdrant.client.grpc.Common.MinShould;
import java.util.List;

/** What the server asks of a filter before it reads it. */
public final class FilterRules {
    private static final int SHORTEST_LINE = 4;

    private FilterRules() {}

    /**
     * Throws {@link Refused} for a filter that breaks a rule.
     *
     * @param path the name of the request's field, which the message begins with
     */
    public static void check(Filter filter, String path) {
        refuseUnknown(filter);
        check(filter.getShouldList(), path + ".should");
        check(filter.getMustList(), path + ".must");
        check(filter.getMustNotList(), path + ".must_not");
        if (filter.hasMinShould()) {
            check(filter.getMinShould(), path + ".min_should");
        }
    }

    private static void check(MinShould minShould, String path) {
        if (minShould.getMinCount() == 0) {
            throw Refused.invalidField(path + ".min_count", "min_count must be greater than 0");
        }
        check(minShould.getConditionsList(), path + ".conditions");
    }

    private static void check(List<Condition> conditions, String path) {
        for (int i = 0; i < conditions.size(); i++) {
            check(conditions.get(i), path + "[" + i + "].condition_one_of");
        }
    }

    private static void check(Condition condition, String path) {
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
            throw Refused.unimplemented("The embedded engine does not know field " + field + " of "
                    + message.getDescriptorForType().getFullName());
        });
    }

    private static void check(FieldCondition condition, String path) {
        refuseUnknown(condition);
        boolean hasPart = condition.getAllFields().keySet().stream().anyMatch(field -> field.getNumber() > 1);
        if (!hasPart) {
            throw Refused.invalidField(
                    path + ".match", "Validation error: At least one field condition must be specified [{}]");
        }
        if (condition.hasGeoPolygon()) {
            check(condition.getGeoPolygon(), path + ".geo_polygon");
        }
    }

    private static void check(GeoPolygon polygon, String path) {
        if (polygon.hasExterior()) {
            checkExterior(polygon.getExterior(), path + ".exterior");
        }
        polygon.getInteriorsList().forEach(hole -> checkLine(hole, path + ".interiors"));
    }

    private static void checkExterior(GeoLineString line, String path) {
        if (line.getPointsCount() == 0) {
            throw Refused.invalidField(path, "value invalid, must not be empty");
        }
        checkLine(line, path);
    }

    private static void checkLine(GeoLineString line, String path) {
        int count = line.getPointsCount();
        if (count < SHORTEST_LINE) {
            throw Refused.invalidField(
                    path, "value invalid, the size must be at least " + SHORTEST_LINE + ", got " + count);
        }
        if (!line.getPoints(0).equals(line.getPoints(count - 1))) {
            throw Refused.invalidField(
                    path, "value invalid, the first and the last points should be same to form a closed line");
        }
    }
}
