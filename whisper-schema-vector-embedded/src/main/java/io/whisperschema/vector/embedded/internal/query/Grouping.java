package io.whisperschema.vector.embedded.internal.query;

import static java.util.stream.Collectors.toMap;

import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.HasIdCondition;
import io.qdrant.client.grpc.Common.IsEmptyCondition;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.Common.RepeatedIntegers;
import io.qdrant.client.grpc.Common.RepeatedStrings;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.whisperschema.vector.embedded.internal.query.Querying.Found;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Fills groups as the server does: with a request for as many points as all groups can hold, and a few more, first for
 * points outside of the full groups, then for points of those that are not full. So there may be fewer groups than the
 * field has values, where a few values have nearly all of the best points.
 */
final class Grouping {

    private static final int REQUESTS = 5;

    private final Querying querying;
    private final GroupRequest request;
    private final Node node;
    private final Filter wanted;
    private final PayloadSelection field;
    private final Comparator<Found> ranking;

    private final Map<Value, Group> groups = new LinkedHashMap<>();
    private final BitSet grouped = new BitSet();

    Grouping(Querying querying, GroupRequest request, Node root) {
        this.querying = querying;
        this.request = request;
        this.node = root.widened(Limits.times(request.limit(), request.size()), request.size());
        this.wanted = Querying.both(
                querying.withoutNamed(root), withValue(request.field().toString()));
        this.field = PayloadSelection.only(request.field());
        this.ranking = Ranking.of(querying.view(), root);
    }

    private static Filter withValue(String field) {
        IsEmptyCondition empty = IsEmptyCondition.newBuilder().setKey(field).build();
        return Filter.newBuilder()
                .addMustNot(Condition.newBuilder().setIsEmpty(empty))
                .build();
    }

    /** The points with one value. */
    private final class Group {
        private final Value value;
        private final Map<Integer, Found> bySlot = new LinkedHashMap<>();
        private Found best;

        Group(Value value, Found first) {
            this.value = value;
            this.best = first;
        }

        void add(Found found) {
            bySlot.putIfAbsent(found.slot(), found);
            if (ranking.compare(found, best) < 0) {
                best = found;
            }
        }

        boolean isFull() {
            return bySlot.size() >= request.size();
        }

        List<Found> points() {
            return bySlot.values().stream()
                    .sorted(ranking)
                    .limit(request.size())
                    .toList();
        }
    }

    /** The best points by value; the value of the best point of all comes first. */
    Map<Value, List<Found>> groups() {
        ask(this::outsideOfFull);
        ask(this::withinUnfilled);
        return best().collect(toMap(group -> group.value, Group::points, (one, same) -> one, LinkedHashMap::new));
    }

    private void ask(Supplier<Filter> filter) {
        for (int i = 0; i < REQUESTS && !areFilled(); i++) {
            List<Found> found = querying.found(node, Querying.both(wanted, Querying.both(filter.get(), notGrouped())));
            if (found.isEmpty()) {
                return;
            }
            found.forEach(this::add);
        }
    }

    private boolean areFilled() {
        return best().filter(Group::isFull).count() >= request.limit();
    }

    private Stream<Group> best() {
        return groups.values().stream()
                .sorted(Comparator.comparing(group -> group.best, ranking))
                .limit(request.limit());
    }

    private Filter outsideOfFull() {
        List<Value> full = groups.values().stream()
                .filter(Group::isFull)
                .map(group -> group.value)
                .toList();
        return matching(
                numbers(full).map(Match.newBuilder()::setExceptIntegers),
                texts(full).map(Match.newBuilder()::setExceptKeywords));
    }

    private Filter withinUnfilled() {
        List<Value> unfilled = best().filter(group -> !group.isFull())
                .map(group -> group.value)
                .toList();
        return matching(
                numbers(unfilled).map(Match.newBuilder()::setIntegers),
                texts(unfilled).map(Match.newBuilder()::setKeywords));
    }

    private static Optional<RepeatedIntegers> numbers(List<Value> values) {
        List<Long> numbers = values.stream()
                .filter(Value::hasIntegerValue)
                .map(Value::getIntegerValue)
                .toList();
        return Optional.of(RepeatedIntegers.newBuilder().addAllIntegers(numbers).build())
                .filter(some -> some.getIntegersCount() > 0);
    }

    private static Optional<RepeatedStrings> texts(List<Value> values) {
        List<String> texts = values.stream()
                .filter(Value::hasStringValue)
                .map(Value::getStringValue)
                .toList();
        return Optional.of(RepeatedStrings.newBuilder().addAllStrings(texts).build())
                .filter(some -> some.getStringsCount() > 0);
    }

    private Filter matching(Optional<Match.Builder> numbers, Optional<Match.Builder> texts) {
        Filter.Builder filter = Filter.newBuilder();
        Stream.of(numbers, texts)
                .flatMap(Optional::stream)
                .map(match -> FieldCondition.newBuilder()
                        .setKey(request.field().toString())
                        .setMatch(match))
                .forEach(condition -> filter.addMust(Condition.newBuilder().setField(condition)));
        return filter.build();
    }

    private Filter notGrouped() {
        if (grouped.isEmpty()) {
            return Filter.getDefaultInstance();
        }
        HasIdCondition.Builder ids = HasIdCondition.newBuilder();
        grouped.stream().forEach(slot -> ids.addHasId(querying.view().id(slot).toProto()));
        return Filter.newBuilder()
                .addMustNot(Condition.newBuilder().setHasId(ids))
                .build();
    }

    private void add(Found found) {
        for (Value value : values(found.slot())) {
            groups.computeIfAbsent(value, absent -> new Group(value, found)).add(found);
            grouped.set(found.slot());
        }
    }

    /** Texts and whole numbers make groups; a point with anything else is in none. */
    private Set<Value> values(int slot) {
        Set<Value> values = new LinkedHashSet<>(
                request.field().elements(field.of(querying.view().payload(slot))));
        return values.stream().allMatch(value -> value.hasStringValue() || value.hasIntegerValue()) ? values : Set.of();
    }
}
