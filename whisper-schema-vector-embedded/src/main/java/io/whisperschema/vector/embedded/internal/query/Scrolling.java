package io.whisperschema.vector.embedded.internal.query;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.Direction;
import io.qdrant.client.grpc.Points.OrderBy;
import io.qdrant.client.grpc.Points.OrderValue;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.whisperschema.vector.embedded.internal.engine.View;
import io.whisperschema.vector.embedded.internal.filter.Candidates;
import io.whisperschema.vector.embedded.internal.filter.Id;
import io.whisperschema.vector.embedded.internal.filter.OrderedValues;
import io.whisperschema.vector.embedded.internal.filter.PayloadPath;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Points in the order of their ids, or of a field. */
public final class Scrolling {

    private static final int DEFAULT_LIMIT = 10;

    private Scrolling() {}

    /** A slot and the value that it was ordered by. */
    record Ordered(int slot, OrderValue value) {}

    /** One page. */
    public static ScrollResponse scroll(View view, ScrollPoints request) {
        Selection selection = Selection.of(
                request.hasWithPayload() ? Optional.of(request.getWithPayload()) : Optional.empty(),
                PayloadSelection.ALL,
                request.getWithVectors());
        int limit = request.hasLimit() ? Limits.toInt(request.getLimit()) : DEFAULT_LIMIT;
        ScrollResponse.Builder page = ScrollResponse.newBuilder();
        if (request.hasOrderBy()) {
            View.Matches matches = view.matching(orderedFilter(request));
            inOrder(view, request.getOrderBy(), matches::test, limit)
                    .forEach(ordered ->
                            page.addResult(selection.retrieved(view, ordered.slot(), Optional.of(ordered.value()))));
            return page.build();
        }
        Optional<Id> from = request.hasOffset() ? Optional.of(Id.of(request.getOffset())) : Optional.empty();
        List<Integer> slots = byId(view, view.matching(request.getFilter()), from, Limits.plus(limit, 1));
        if (slots.size() > limit) {
            page.setNextPageOffset(offset(view, slots.remove(limit)));
        }
        slots.forEach(slot -> page.addResult(selection.retrieved(view, slot, Optional.empty())));
        return page.build();
    }

    private static Filter orderedFilter(ScrollPoints request) {
        if (request.hasOffset()) {
            throw Refused.invalid(
                    "Wrong input: Cannot use an `offset` when using `order_by`. The alternative for paging is to use"
                            + " `order_by.start_from` and a filter to exclude the IDs that you've already seen for the"
                            + " `order_by.start_from` value");
        }
        return request.getFilter();
    }

    private static PointId offset(View view, int slot) {
        return view.id(slot).toProto();
    }

    /** The first matching slots in the order of ids. */
    static List<Integer> byId(View view, View.Matches matches, Optional<Id> from, int limit) {
        Optional<Candidates> candidates = matches.candidates();
        return candidates.isPresent()
                ? byId(view, matches, candidates.get(), from, limit)
                : scanned(view, matches, from, limit);
    }

    private static List<Integer> scanned(View view, View.Matches matches, Optional<Id> from, int limit) {
        List<Integer> slots = new ArrayList<>();
        for (int slot : view.inOrder(from)) {
            if (slots.size() == limit) {
                break;
            }
            if (matches.test(slot)) {
                slots.add(slot);
            }
        }
        return slots;
    }

    private static List<Integer> byId(
            View view, View.Matches matches, Candidates candidates, Optional<Id> from, int limit) {
        boolean exact = candidates.certainty() == Candidates.Certainty.EXACT;
        List<Integer> slots = new ArrayList<>(candidates.slots().stream()
                .filter(slot -> from.isEmpty() || view.id(slot).compareTo(from.get()) >= 0)
                .filter(slot -> exact || matches.test(slot))
                .boxed()
                .sorted(Comparator.comparing(view::id))
                .limit(limit)
                .toList());
        return slots;
    }

    /** The first matching slots in the order of a field; a slot comes once for each of its values. */
    static List<Ordered> inOrder(View view, OrderBy order, IntPredicate matches, int limit) {
        OrderedValues values = view.indexes().orderedBy(PayloadPath.of(order.getKey()));
        List<Ordered> found = new ArrayList<>();
        values.forEach(order, (slot, value) -> {
            if (found.size() >= limit
                    && !value.equals(found.get(found.size() - 1).value())) {
                return false;
            }
            if (matches.test(slot)) {
                found.add(new Ordered(slot, value));
            }
            return true;
        });
        sortTies(view, order.getDirection(), found);
        return found.size() <= limit ? found : found.subList(0, limit);
    }

    /** Among equal values ids decide, in the same direction. */
    private static void sortTies(View view, Direction direction, List<Ordered> found) {
        Comparator<Ordered> byId = Comparator.comparing(ordered -> view.id(ordered.slot()));
        Comparator<Ordered> ties = direction == Direction.Desc ? byId.reversed() : byId;
        int from = 0;
        for (int i = 1; i <= found.size(); i++) {
            if (i == found.size()
                    || !found.get(i).value().equals(found.get(from).value())) {
                found.subList(from, i).sort(ties);
                from = i;
            }
        }
    }
}
