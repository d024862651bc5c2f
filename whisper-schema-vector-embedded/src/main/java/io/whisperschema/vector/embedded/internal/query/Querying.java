package io.whisperschema.vector.embedded.internal.query;

import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.HasIdCondition;
import io.qdrant.client.grpc.Points.LookupLocation;
import io.qdrant.client.grpc.Points.OrderValue;
import io.qdrant.client.grpc.Points.Query;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.Rrf;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.whisperschema.vector.embedded.internal.engine.Collection;
import io.whisperschema.vector.embedded.internal.engine.Engine;
import io.whisperschema.vector.embedded.internal.engine.View;
import io.whisperschema.vector.embedded.internal.filter.Candidates;
import io.whisperschema.vector.embedded.internal.filter.Id;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import io.whisperschema.vector.embedded.internal.score.Fusion;
import io.whisperschema.vector.embedded.internal.score.Hit;
import io.whisperschema.vector.embedded.internal.score.Order;
import io.whisperschema.vector.embedded.internal.score.TopK;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** Answers one query on one collection, while that is locked for reading. */
public final class Querying {

    private final String collection;
    private final View view;
    private final Examples examples;
    private final Random random;

    private Querying(String collection, View view, Examples examples, Random random) {
        this.collection = collection;
        this.view = view;
        this.examples = examples;
        this.random = random;
    }

    /** A point found, with its score and, if it was ordered by a field, the value there. */
    record Found(int slot, float score, Optional<OrderValue> ordered) {}

    /** Answers a request. The random numbers are for samples. */
    public static List<ScoredPoint> query(Engine engine, QueryPoints request, Random random) {
        int offset = isSample(request) ? 0 : Limits.toInt(request.getOffset());
        Node root = Node.of(request, offset);
        Selection selection = Selection.of(request);
        return on(
                engine,
                request.getCollectionName(),
                root,
                random,
                querying -> querying.found(root, querying.withoutNamed(root)).stream()
                        .skip(offset)
                        .map(found -> querying.point(selection, found))
                        .toList());
    }

    /** Lets somebody ask, maybe often, of one state of a collection. The root says which vectors are looked up before. */
    static <T> T on(Engine engine, String name, Node root, Random random, Function<Querying, T> asking) {
        Examples.refuseUnreadable(root);
        Examples examples = Examples.lookedUp(engine, root);
        Collection collection = engine.collection(name);
        return collection.read(
                view -> asking.apply(new Querying(collection.name(), view, examples.checked(view, root), random)));
    }

    View view() {
        return view;
    }

    ScoredPoint point(Selection selection, Found found) {
        return selection.scored(view, found.slot(), found.score(), found.ordered());
    }

    /** Samples come in no order that could be gone on with. */
    private static boolean isSample(QueryPoints request) {
        return request.getQuery().hasSample() && request.getPrefetchCount() == 0;
    }

    /** Points that the query names are no answers to it. */
    Filter withoutNamed(Node root) {
        List<Id> named = root.all()
                .filter(node -> node.lookup()
                        .map(LookupLocation::getCollectionName)
                        .filter(other -> !other.equals(collection))
                        .isEmpty())
                .flatMap(Examples::ids)
                .distinct()
                .toList();
        if (named.isEmpty()) {
            return root.filter();
        }
        HasIdCondition.Builder ids = HasIdCondition.newBuilder();
        named.forEach(id -> ids.addHasId(id.toProto()));
        return both(
                root.filter(),
                Filter.newBuilder()
                        .addMustNot(Condition.newBuilder().setHasId(ids))
                        .build());
    }

    /** As the server does it: lists become one list, so that of a should in each one that holds is enough. */
    static Filter both(Filter left, Filter right) {
        Filter.Builder both = left.toBuilder().mergeFrom(right);
        if (left.hasMinShould() && right.hasMinShould()) {
            long leftCount = left.getMinShould().getMinCount();
            long rightCount = right.getMinShould().getMinCount();
            both.getMinShouldBuilder()
                    .setMinCount(Long.compareUnsigned(leftCount, rightCount) > 0 ? leftCount : rightCount);
        }
        return both.build();
    }

    /** What matches the filter too, which holds for prefetches as well. */
    List<Found> found(Node node, Filter filter) {
        if (node.prefetches().isEmpty()) {
            return leaf(node, filter);
        }
        List<List<Found>> sources = node.prefetches().stream()
                .map(prefetch -> found(prefetch, both(filter, prefetch.filter())))
                .toList();
        return node.isFusion() ? fused(node, sources) : rescored(node, sources);
    }

    private List<Found> leaf(Node node, Filter filter) {
        View.Matches matches = view.matching(filter);
        Optional<Candidates> candidates = matches.candidates();
        boolean exact = candidates
                .filter(given -> given.certainty() == Candidates.Certainty.EXACT)
                .isPresent();
        IntPredicate test = exact ? slot -> true : matches::test;
        boolean all = filter.equals(Filter.getDefaultInstance());
        Query query = node.query().orElse(Query.getDefaultInstance());
        return switch (query.getVariantCase()) {
            case NEAREST, RECOMMEND, DISCOVER, CONTEXT -> {
                Objective objective = Objective.of(view, node, query, examples);
                yield all ? nearest(node, objective) : nearest(node, objective, candidates, test);
            }
            case ORDER_BY -> inOrder(node, query, matches::test);
            case SAMPLE -> {
                List<Integer> slots = new ArrayList<>();
                matches.forEach(slots::add);
                yield sample(node, slots);
            }
            case FUSION, RRF ->
                throw Refused.invalid("Wrong input: Validation failed: cannot apply Fusion without prefetches");
            case VARIANT_NOT_SET -> {
                if (node.query().isPresent()) {
                    throw Refused.invalid("Query variant is missing");
                }
                yield Scrolling.byId(view, matches, Optional.empty(), node.limit()).stream()
                        .map(slot -> new Found(slot, 1, Optional.empty()))
                        .toList();
            }
            case FORMULA -> throw Refused.unimplemented("EmbeddedQdrant has no formula queries");
            case NEAREST_WITH_MMR -> throw Refused.unimplemented("EmbeddedQdrant has no MMR");
            case RELEVANCE_FEEDBACK -> throw Refused.unimplemented("EmbeddedQdrant has no relevance feedback");
        };
    }

    private TopK best(Node node, Objective objective) {
        int limit = Math.max(1, Math.min(node.limit(), view.count()));
        boolean larger = objective.order() == Order.LARGER_FIRST;
        return new TopK(limit, (left, right) -> {
            int byId = view.id(left).compareTo(view.id(right));
            return larger ? -byId : byId;
        });
    }

    private List<Found> nearest(Node node, Objective objective) {
        TopK best = best(node, objective);
        view.scan(objective.space(), objective.scorer(), best);
        return scored(node, objective, best);
    }

    private List<Found> nearest(Node node, Objective objective, Optional<Candidates> candidates, IntPredicate test) {
        TopK best = best(node, objective);
        if (candidates.isPresent()) {
            candidates.get().slots().forEach(slot -> {
                if (objective.space().has(slot) && test.test(slot)) {
                    best.offer(slot, objective.space().similarity(objective.scorer(), slot));
                }
            });
        } else {
            view.scan(objective.space(), objective.scorer(), test, best);
        }
        return scored(node, objective, best);
    }

    private static List<Found> scored(Node node, Objective objective, TopK best) {
        List<Found> found = new ArrayList<>();
        for (Hit hit : best.drained()) {
            float score = objective.score(hit.similarity());
            if (node.threshold().isPresent()
                    && !objective.passes(score, node.threshold().get())) {
                break;
            }
            found.add(new Found(hit.slot(), score, Optional.empty()));
        }
        return found;
    }

    private List<Found> inOrder(Node node, Query query, IntPredicate test) {
        return Scrolling.inOrder(view, query.getOrderBy(), test, node.limit()).stream()
                .map(ordered -> new Found(ordered.slot(), 1, Optional.of(ordered.value())))
                .toList();
    }

    private List<Found> sample(Node node, List<Integer> slots) {
        Collections.shuffle(slots, random);
        return slots.stream()
                .limit(node.limit())
                .map(slot -> new Found(slot, 1, Optional.empty()))
                .toList();
    }

    private List<Found> rescored(Node node, List<List<Found>> sources) {
        BitSet slots = new BitSet();
        sources.forEach(source -> source.forEach(found -> slots.set(found.slot())));
        Query query = node.query().orElse(Query.getDefaultInstance());
        return switch (query.getVariantCase()) {
            case NEAREST, RECOMMEND, DISCOVER, CONTEXT -> {
                Objective objective = Objective.of(view, node, query, examples);
                TopK best = best(node, objective);
                slots.stream()
                        .filter(objective.space()::has)
                        .forEach(slot -> best.offer(slot, objective.space().similarity(objective.scorer(), slot)));
                yield scored(node, objective, best);
            }
            case ORDER_BY -> inOrder(node, query, slots::get);
            case SAMPLE -> sample(node, new ArrayList<>(slots.stream().boxed().toList()));
            default -> leaf(node, Filter.getDefaultInstance());
        };
    }

    private List<Found> fused(Node node, List<List<Found>> sources) {
        List<List<Fusion.Ranked>> rankings = sources.stream()
                .map(source -> source.stream()
                        .map(found -> new Fusion.Ranked(view.id(found.slot()), found.score()))
                        .toList())
                .toList();
        Stream<Fusion.Ranked> fused = fused(node.query().orElseThrow(), rankings).stream();
        if (node.threshold().isPresent()) {
            float threshold = node.threshold().get();
            fused = fused.takeWhile(point -> point.score() >= threshold);
        }
        Map<Id, Optional<OrderValue>> ordered = new HashMap<>();
        sources.forEach(source -> source.forEach(found -> ordered.putIfAbsent(view.id(found.slot()), found.ordered())));
        return fused.limit(node.limit())
                .map(point -> new Found(
                        view.slotOf(point.id()), point.score(), ordered.getOrDefault(point.id(), Optional.empty())))
                .toList();
    }

    private static List<Fusion.Ranked> fused(Query query, List<List<Fusion.Ranked>> rankings) {
        if (query.hasRrf()) {
            Rrf rrf = query.getRrf();
            return Fusion.reciprocalRank(rankings, rrf.hasK() ? rrf.getK() : Fusion.DEFAULT_K, rrf.getWeightsList());
        }
        return switch (query.getFusion()) {
            case DBSF -> Fusion.distributionBased(rankings);
            case RRF -> Fusion.reciprocalRank(rankings, Fusion.DEFAULT_K, List.of());
            case UNRECOGNIZED -> throw Refused.invalid("invalid fusion type value " + query.getFusionValue());
        };
    }
}
