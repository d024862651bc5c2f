package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.NestedCondition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether a point, or an object in its payload, matches a filter.
 *
 * @param indexes of the collection, by path
 * @param above where the object is in the payload
 */
record Conditions(Map<Path, FieldIndex> indexes, Optional<Path> above) {
    static Predicate<Point> on(Map<Path, FieldIndex> indexes, Filter filter) {
        var conditions = new Conditions(indexes, Optional.empty());
        Checks.refuse(Rules.complaints(filter, "filter"));
        paths(filter);
        return point -> conditions.matches(filter, point, point.payload);
    }

    private boolean matches(Filter filter, Point point, Map<String, Object> payload) {
        Predicate<Condition> holds = condition -> matches(condition, point, payload);
        return known(filter.getMustList()).stream().allMatch(holds)
                && known(filter.getMustNotList()).stream().noneMatch(holds)
                && (known(filter.getShouldList()).isEmpty()
                        || known(filter.getShouldList()).stream().anyMatch(holds))
                && known(filter.getMinShould().getConditionsList()).stream()
                                .filter(holds)
                                .count()
                        >= filter.getMinShould().getMinCount();
    }

    /** A condition that asks for nothing is none. */
    private static List<Condition> known(List<Condition> conditions) {
        return conditions.stream()
                .filter(condition ->
                        condition.getConditionOneOfCase() != Condition.ConditionOneOfCase.CONDITIONONEOF_NOT_SET)
                .toList();
    }

    private boolean matches(Condition condition, Point point, Map<String, Object> payload) {
        return switch (condition.getConditionOneOfCase()) {
            case FILTER -> matches(condition.getFilter(), point, payload);
            case FIELD -> matches(condition.getField(), payload);
            case IS_EMPTY -> isEmpty(Path.of(condition.getIsEmpty().getKey()), payload);
            case IS_NULL -> isNull(Path.of(condition.getIsNull().getKey()), payload);
            case HAS_ID ->
                above.isEmpty()
                        && condition.getHasId().getHasIdList().stream()
                                .anyMatch(id -> Key.of(id).equals(point.id));
            case HAS_VECTOR ->
                above.isEmpty()
                        && point.vectors.containsKey(condition.getHasVector().getHasVector());
            case NESTED -> nested(condition.getNested(), point, payload);
            case CONDITIONONEOF_NOT_SET -> throw new IllegalStateException(condition.toString());
        };
    }

    private Optional<FieldIndex> index(Path path) {
        return Optional.ofNullable(indexes.get(above.map(path::below).orElse(path)));
    }

    private boolean matches(FieldCondition condition, Map<String, Object> payload) {
        Path path = Path.of(condition.getKey());
        Optional<FieldIndex> index = index(path);
        List<Object> values = path.values(payload);
        Optional<Boolean> byIndex = above.isEmpty()
                ? index.flatMap(any -> any.matches(condition, payload))
                : index.filter(any -> any.type() == PayloadSchemaType.Text)
                        .flatMap(any -> byWords(any, condition, values));
        return byIndex.orElseGet(() -> Fields.matches(condition, values));
    }

    private static Optional<Boolean> byWords(FieldIndex index, FieldCondition condition, List<Object> values) {
        return index.words(condition.getMatch(), List.of())
                .map(asked -> values.stream()
                        .anyMatch(value -> Fields.elements(List.of(value))
                                .anyMatch(element -> index.words(condition.getMatch(), List.of(element))
                                        .orElse(false))));
    }

    private boolean isEmpty(Path path, Map<String, Object> payload) {
        return path.values(payload).stream().allMatch(Fields::isEmpty);
    }

    /** An index also sees what is null in arrays, but not within objects of arrays. */
    private boolean isNull(Path path, Map<String, Object> payload) {
        boolean indexed = above.isEmpty() && index(path).isPresent();
        return path.values(payload).stream()
                .anyMatch(value -> indexed ? Fields.holdsNull(value) : value == Json.Null.NULL);
    }

    private boolean nested(NestedCondition condition, Point point, Map<String, Object> payload) {
        Path elements = Path.of(condition.getKey()).elements();
        var inner =
                new Conditions(indexes, Optional.of(above.map(elements::below).orElse(elements)));
        return elements.values(payload).stream()
                .anyMatch(object -> object instanceof Map<?, ?>
                        && inner.matches(condition.getFilter(), point, Json.asObject(object)));
    }

    /** What is wrong with it, whatever the points, and breaks no rule. */
    private static void paths(Filter filter) {
        filter.getShouldList().forEach(Conditions::paths);
        filter.getMustList().forEach(Conditions::paths);
        filter.getMustNotList().forEach(Conditions::paths);
        filter.getMinShould().getConditionsList().forEach(Conditions::paths);
    }

    private static void paths(Condition condition) {
        switch (condition.getConditionOneOfCase()) {
            case FIELD -> {
                Path.of(condition.getField().getKey());
                Fields.matches(condition.getField(), List.of(""));
            }
            case IS_EMPTY -> Path.of(condition.getIsEmpty().getKey());
            case IS_NULL -> Path.of(condition.getIsNull().getKey());
            case HAS_ID -> condition.getHasId().getHasIdList().forEach(Key::of);
            case NESTED -> {
                if (!condition.getNested().hasFilter()) {
                    throw Refusal.invalid("Nested condition must have a filter");
                }
                Path.of(condition.getNested().getKey());
                paths(condition.getNested().getFilter());
            }
            case FILTER -> paths(condition.getFilter());
            default -> {
                // Nothing can be wrong.
            }
        }
    }
}
