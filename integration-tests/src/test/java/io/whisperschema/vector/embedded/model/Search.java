package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.ContextInput;
import io.qdrant.client.grpc.Points.DiscoverInput;
import io.qdrant.client.grpc.Points.LookupLocation;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.RecommendInput;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.VectorInput;
import io.whisperschema.vector.embedded.model.Query.Found;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers one query by looking at every point. */
final class Search {
    private final Reference reference;
    private final Collection collection;

    private Search(Reference reference, String name) {
        this.reference = reference;
        this.collection = reference.collection(name);
    }

    static List<ScoredPoint> answer(Reference reference, QueryPoints request) {
        return answer(reference, request, collection -> {});
    }

    /** With something to refuse between what is named and what is found. */
    static List<ScoredPoint> answer(Reference reference, QueryPoints request, Consumer<Collection> check) {
        Query root = Query.of(request);
        Selection selection = Selection.of(
                request.hasWithPayload() ? request.getWithPayload() : Selection.all(false), request.getWithVectors());
        root.all().forEach(Query::named);
        root.all().forEach(query -> lookedUp(reference, query));
        Search search = new Search(reference, request.getCollectionName());
        root.all()
                .filter(query -> query.lookup().isEmpty())
                .flatMap(query -> query.named().stream())
                .forEach(search.collection::point);
        check.accept(search.collection);
        Set<Key> named = root.all()
                .filter(query -> query.lookup()
                        .filter(lookup ->
                                !lookup.getCollectionName().equals(reference.original(request.getCollectionName())))
                        .isEmpty())
                .flatMap(query -> query.named().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return search.found(root, root.filter(), named).stream()
                .skip(Query.isSample(request) ? 0 : request.getOffset())
                .map(found -> selection.scored(search.collection.spaces, found))
                .toList();
    }

    /** What is looked up elsewhere must be there, before anything else is. */
    private static void lookedUp(Reference reference, Query query) {
        List<Key> named = query.named();
        if (query.lookup().isPresent() && !named.isEmpty()) {
            Collection there = reference.lookedUp(query.lookup().get().getCollectionName());
            named.forEach(id -> vector(there, id, query.lookupVector()));
        }
    }

    private static double[] vector(Collection collection, Key id, String name) {
        Point point = collection.point(id);
        collection.space(name);
        if (!point.vectors.containsKey(name)) {
            throw Refusal.notFound("Vector with name \"" + name + "\" for point not found");
        }
        return point.vectors.get(name);
    }

    /** Filters of a query and of its prefetches become one, but for the points that are named. */
    private List<Found> found(Query query, Filter filter, Set<Key> named) {
        if (query.prefetches().isEmpty()) {
            return among(
                    query,
                    collection.matching(filter).stream()
                            .filter(point -> !named.contains(point.id))
                            .toList());
        }
        List<List<Found>> sources = query.prefetches().stream()
                .map(prefetch -> found(prefetch, joined(filter, prefetch.filter()), named))
                .toList();
        if (query.isFusion()) {
            return Fused.of(query, sources);
        }
        Set<Key> ids = sources.stream()
                .flatMap(List::stream)
                .map(found -> found.point().id)
                .collect(Collectors.toSet());
        return among(
                query,
                collection.points.values().stream()
                        .filter(point -> ids.contains(point.id))
                        .toList());
    }

    /** Of all shoulds one is enough. */
    private static Filter joined(Filter left, Filter right) {
        var joined = Filter.newBuilder();
        for (Filter filter : List.of(left, right)) {
            joined.addAllShould(filter.getShouldList())
                    .addAllMust(filter.getMustList())
                    .addAllMustNot(filter.getMustNotList());
            if (filter.hasMinShould()) {
                joined.getMinShouldBuilder()
                        .addAllConditions(filter.getMinShould().getConditionsList())
                        .setMinCount(Math.max(
                                joined.getMinShould().getMinCount(),
                                filter.getMinShould().getMinCount()));
            }
        }
        return joined.build();
    }

    private List<Found> among(Query query, List<Point> points) {
        if (query.asked().isEmpty()) {
            return first(query, points);
        }
        var asked = query.asked().get();
        return switch (asked.getVariantCase()) {
            case NEAREST -> nearest(query, points, vector(query, asked.getNearest()));
            case RECOMMEND -> recommended(query, points, asked.getRecommend());
            case DISCOVER -> discovered(query, points, asked.getDiscover());
            case CONTEXT -> {
                List<double[]> examples = pairs(query, asked.getContext());
                Space space = collection.space(query.using());
                List<Wanted.Pair> pairs = kept(space, examples);
                yield bySimilarity(query, points, vector -> Wanted.context(space, pairs, vector));
            }
            case ORDER_BY ->
                collection.inOrder(asked.getOrderBy(), points).stream()
                        .limit(query.limit())
                        .map(ordered -> new Found(ordered.point(), 1, Optional.of(ordered.value())))
                        .toList();
            case SAMPLE -> first(query, points);
            case FUSION, RRF ->
                throw Refusal.invalid("Wrong input: Validation failed: cannot apply Fusion without prefetches");
            default -> throw Refusal.invalid("Query variant is missing");
        };
    }

    private static List<Found> first(Query query, List<Point> points) {
        return points.stream()
                .limit(query.limit())
                .map(point -> new Found(point, 1, Optional.empty()))
                .toList();
    }

    private double[] vector(Query query, VectorInput input) {
        return switch (input.getVariantCase()) {
            case ID ->
                vector(
                        query.lookup()
                                .map(LookupLocation::getCollectionName)
                                .map(reference::lookedUp)
                                .orElse(collection),
                        Key.of(input.getId()),
                        query.lookupVector());
            case DENSE ->
                input.getDense().getDataList().stream()
                        .mapToDouble(Float::doubleValue)
                        .toArray();
            default -> throw Refusal.invalid("VectorInput variant is missing");
        };
    }

    private List<double[]> vectors(Query query, List<VectorInput> inputs) {
        return inputs.stream().map(input -> vector(query, input)).toList();
    }

    private List<Found> nearest(Query query, List<Point> points, double[] vector) {
        Space space = collection.space(query.using());
        double[] near = space.kept(vector);
        return ranked(query, points, point -> space.score(near, point), space.largerIsBetter() ? 1 : -1);
    }

    private List<Found> bySimilarity(Query query, List<Point> points, ToDoubleFunction<double[]> similarity) {
        return ranked(query, points, similarity, 1);
    }

    /** The best first; among equals the greater id where larger scores are better, else the smaller. */
    private List<Found> ranked(Query query, List<Point> points, ToDoubleFunction<double[]> score, int direction) {
        Comparator<Found> smallestFirst =
                Comparator.<Found>comparingDouble(Found::score).thenComparing(found -> found.point().id);
        List<Found> ranked = points.stream()
                .filter(point -> point.vectors.containsKey(query.using()))
                .map(point -> new Found(point, score.applyAsDouble(point.vectors.get(query.using())), Optional.empty()))
                .sorted(direction > 0 ? smallestFirst.reversed() : smallestFirst)
                .toList();
        for (int i = 1; i < ranked.size(); i++) {
            decide(query, ranked.get(i - 1), ranked.get(i));
        }
        return ranked.stream()
                .limit(query.limit())
                .takeWhile(found -> passes(query, found))
                .toList();
    }

    /** The same score of two vectors may be two in single precision; no score at all is not. */
    private static void decide(Query query, Found left, Found right) {
        boolean sameVector = Arrays.equals(
                left.point().vectors.get(query.using()), right.point().vectors.get(query.using()));
        boolean none = left.score() == 0 && right.score() == 0;
        if (!sameVector && !none && Math.abs(left.score() - right.score()) < Close.TOLERANCE) {
            throw new Close.Undecided();
        }
    }

    /** Beyond a threshold on the better side of the space's distance, whatever the score is. */
    private boolean passes(Query query, Found found) {
        int better = collection.space(query.using()).largerIsBetter() ? 1 : -1;
        return query.threshold().isEmpty()
                || (!Double.isNaN(found.score())
                        && Close.compare(found.score(), query.threshold().get()) * better > 0);
    }

    private List<Found> recommended(Query query, List<Point> points, RecommendInput asked) {
        List<double[]> positives = vectors(query, asked.getPositiveList());
        List<double[]> negatives = vectors(query, asked.getNegativeList());
        Space space = collection.space(query.using());
        List<double[]> liked = positives.stream().map(space::kept).toList();
        List<double[]> disliked = negatives.stream().map(space::kept).toList();
        return switch (asked.getStrategy()) {
            case BestScore -> bySimilarity(query, points, vector -> Wanted.bestScore(space, liked, disliked, vector));
            case SumScores -> bySimilarity(query, points, vector -> Wanted.sumScores(space, liked, disliked, vector));
            default -> nearest(query, points, Wanted.average(positives, negatives));
        };
    }

    private List<Found> discovered(Query query, List<Point> points, DiscoverInput asked) {
        if (!asked.hasTarget()) {
            throw Refusal.invalid("DiscoverInput target is missing");
        }
        if (!asked.hasContext()) {
            throw Refusal.invalid("DiscoverInput context is missing");
        }
        double[] example = vector(query, asked.getTarget());
        List<double[]> examples = pairs(query, asked.getContext());
        Space space = collection.space(query.using());
        double[] target = space.kept(example);
        List<Wanted.Pair> pairs = kept(space, examples);
        return bySimilarity(query, points, vector -> Wanted.discover(space, target, pairs, vector));
    }

    /** A positive example and a negative one by turns. */
    private List<double[]> pairs(Query query, ContextInput context) {
        List<double[]> pairs = new ArrayList<>();
        context.getPairsList().forEach(pair -> {
            if (!pair.hasPositive() || !pair.hasNegative()) {
                throw Refusal.invalid("ContextPair " + (pair.hasPositive() ? "negative" : "positive") + " is missing");
            }
            pairs.add(vector(query, pair.getPositive()));
            pairs.add(vector(query, pair.getNegative()));
        });
        return pairs;
    }

    private static List<Wanted.Pair> kept(Space space, List<double[]> pairs) {
        return IntStream.range(0, pairs.size() / 2)
                .mapToObj(i -> new Wanted.Pair(space.kept(pairs.get(2 * i)), space.kept(pairs.get(2 * i + 1))))
                .toList();
    }
}
