package io.whisperschema.vector.embedded.internal.service;

import io.grpc.Status;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import java.util.List;
import java.util.Map;

/**
 * Keeps out what is nested deeper than a server can read. In process a message comes as it is, not as bytes, so that
 * nobody has counted its depth yet.
 */
final class Nesting {

    /** A server reads messages up to 100 levels deep, and an object takes three. */
    private static final int DEEPEST = 32;

    private Nesting() {}

    static void check(Map<String, Value> payload) {
        payload.values().forEach(value -> check(value, 1));
    }

    /** A payload that a path has made deeper: no client could read it, nor could the file be opened. */
    static Map<String, Value> checked(Map<String, Value> payload) {
        check(payload);
        return payload;
    }

    private static void check(Value value, int depth) {
        refuse(depth);
        if (value.hasStructValue()) {
            value.getStructValue().getFieldsMap().values().forEach(inner -> check(inner, depth + 1));
        } else if (value.hasListValue()) {
            value.getListValue().getValuesList().forEach(inner -> check(inner, depth + 1));
        }
    }

    static void check(Filter filter) {
        check(filter, 1);
    }

    private static void check(Filter filter, int depth) {
        refuse(depth);
        check(filter.getMustList(), depth);
        check(filter.getShouldList(), depth);
        check(filter.getMustNotList(), depth);
        check(filter.getMinShould().getConditionsList(), depth);
    }

    private static void check(List<Condition> conditions, int depth) {
        for (Condition condition : conditions) {
            if (condition.hasFilter()) {
                check(condition.getFilter(), depth + 1);
            } else if (condition.hasNested()) {
                check(condition.getNested().getFilter(), depth + 1);
            }
        }
    }

    static void refuse(int depth) {
        if (depth > DEEPEST) {
            throw new Refused(Status.Code.INTERNAL, "failed to decode Protobuf message: recursion limit reached");
        }
    }
}
