package io.whisperschema.vector.embedded.internal.filter;

import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.NestedCondition;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Makes clauses of the conditions on a point, or on the objects of an array in its payload. */
final class FilterCompiler {
    private static final Clause NEVER = new Clause.ByPoint(point -> false);

    private final Indexes indexes;
    private final Optional<PayloadPath> objects;

    private FilterCompiler(Indexes indexes, Optional<PayloadPath> objects) {
        this.indexes = indexes;
        this.objects = objects;
    }

    static FilterCompiler ofPoints(Indexes indexes) {
        return new FilterCompiler(indexes, Optional.empty());
    }

    Clause group(Filter filter) {
        return new ClauseGroup(
                clauses(filter.getShouldList()),
                clauses(filter.getMustList()),
                clauses(filter.getMustNotList()),
                clauses(filter.getMinShould().getConditionsList()),
                filter.getMinShould().getMinCount());
    }

    private List<Clause> clauses(List<Condition> conditions) {
        return conditions.stream()
                .flatMap(condition -> clause(condition).stream())
                .toList();
    }

    /** Nothing for an empty condition, which the server leaves out. */
    private Optional<Clause> clause(Condition condition) {
        return switch (condition.getConditionOneOfCase()) {
            case FIELD -> Optional.of(field(condition.getField()));
            case IS_EMPTY ->
                Optional.of(empty(PayloadPath.of(condition.getIsEmpty().getKey())));
            case IS_NULL ->
                Optional.of(isNull(PayloadPath.of(condition.getIsNull().getKey())));
            case HAS_ID -> Optional.of(hasId(ids(condition)));
            case HAS_VECTOR -> Optional.of(hasVector(condition.getHasVector().getHasVector()));
            case NESTED -> Optional.of(nested(condition.getNested()));
            case FILTER -> Optional.of(group(condition.getFilter()));
            case CONDITIONONEOF_NOT_SET -> Optional.empty();
        };
    }

    private Clause field(FieldCondition condition) {
        PayloadPath path = PayloadPath.of(condition.getKey());
        FieldTest test = FieldTest.of(condition);
        if (objects.isPresent()) {
            return nestedField(path, condition, test);
        }
        return served(path, condition).orElseGet(() -> payload(path, test::test));
    }

    private Optional<Clause> served(PayloadPath path, FieldCondition condition) {
        return indexes.on(path).flatMap(index -> index.serve(condition)).map(Clause.ByIndex::new);
    }

    private static Clause payload(PayloadPath path, Predicate<List<Value>> test) {
        return new Clause.ByPoint(point -> test.test(path.values(point.payload())));
    }

    private Clause empty(PayloadPath path) {
        return index(path)
                .<Clause>map(index -> new Clause.ByIndex(index.empty()))
                .orElseGet(() -> payload(path, Values::areEmpty));
    }

    private Clause isNull(PayloadPath path) {
        return index(path)
                .<Clause>map(index -> new Clause.ByIndex(index.isNull()))
                .orElseGet(() -> payload(path, values -> values.stream().anyMatch(Value::hasNullValue)));
    }

    /** Within objects of an array indexes do not answer. */
    private Optional<FieldIndex> index(PayloadPath path) {
        return objects.isPresent() ? Optional.empty() : indexes.on(path);
    }

    private static Set<Id> ids(Condition condition) {
        return condition.getHasId().getHasIdList().stream().map(Id::of).collect(Collectors.toUnmodifiableSet());
    }

    private Clause hasId(Set<Id> ids) {
        return objects.isPresent() ? NEVER : new Clause.ByPoint(point -> ids.contains(point.id()), indexes.lookup(ids));
    }

    private Clause hasVector(String name) {
        return objects.isPresent() ? NEVER : new Clause.ByPoint(point -> point.hasVector(name));
    }

    /** One object must match the whole filter. */
    private Clause nested(NestedCondition condition) {
        if (!condition.hasFilter()) {
            throw Refused.invalid("Nested condition must have a filter");
        }
        PayloadPath elements = PayloadPath.of(condition.getKey()).elements();
        PayloadPath absolute = objects.map(elements::within).orElse(elements);
        Clause inner = new FilterCompiler(indexes, Optional.of(absolute)).group(condition.getFilter());
        return new Clause.ByPoint(
                point -> elements.values(point.payload()).stream()
                        .filter(Value::hasStructValue)
                        .anyMatch(object -> inner.test(new ObjectView(object))),
                inner.lookup().map(Lookup::toBeTested));
    }

    /** An index on the texts of the objects decides what words are; of others only the slots are of use. */
    private Clause nestedField(PayloadPath path, FieldCondition condition, FieldTest test) {
        Optional<FieldIndex> index = objects.map(path::within).flatMap(indexes::on);
        PointFilter filter = index.filter(TextIndex.class::isInstance)
                .flatMap(text -> ((TextIndex) text).nested(condition.getMatch()))
                .<PointFilter>map(
                        text -> point -> path.values(point.payload()).stream().anyMatch(text))
                .orElseGet(() -> point -> test.test(path.values(point.payload())));
        return new Clause.ByPoint(
                filter,
                index.filter(any -> namesAllSlots(condition))
                        .flatMap(any -> any.serve(condition))
                        .map(Served::lookup));
    }

    /** Whether an index finds at least what the condition means without one. */
    private static boolean namesAllSlots(FieldCondition condition) {
        boolean onlyMatch = condition.hasMatch() && condition.getAllFields().size() == 2;
        return onlyMatch
                && switch (condition.getMatch().getMatchValueCase()) {
                    case KEYWORD, KEYWORDS, INTEGER, INTEGERS, BOOLEAN, TEXT, TEXT_ANY -> true;
                    default -> false;
                };
    }
}
