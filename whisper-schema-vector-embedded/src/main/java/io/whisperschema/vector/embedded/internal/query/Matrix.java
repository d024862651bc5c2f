package io.whisperschema.vector.embedded.internal.query;

import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.HasVectorCondition;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.SearchMatrixOffsets;
import io.qdrant.client.grpc.Points.SearchMatrixPair;
import io.qdrant.client.grpc.Points.SearchMatrixPairs;
import io.qdrant.client.grpc.Points.SearchMatrixPoints;
import io.whisperschema.vector.embedded.internal.engine.Engine;
import io.whisperschema.vector.embedded.internal.engine.VectorSpace;
import io.whisperschema.vector.embedded.internal.engine.View;
import io.whisperschema.vector.embedded.internal.score.Hit;
import io.whisperschema.vector.embedded.internal.score.Order;
import io.whisperschema.vector.embedded.internal.score.Scorer;
import io.whisperschema.vector.embedded.internal.score.Scorers;
import io.whisperschema.vector.embedded.internal.score.SlotOrder;
import io.whisperschema.vector.embedded.internal.score.TopK;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** How near the points of a sample are to each other: of each the nearest others, in rows by id. */
public final class Matrix {

    private static final int DEFAULT_SAMPLE = 10;
    private static final int DEFAULT_LIMIT = 3;
    private static final Matrix EMPTY = new Matrix(List.of(), List.of());

    private final List<PointId> ids;
    private final List<Cell> cells;

    private record Cell(int row, int column, float score) {}

    private Matrix(List<PointId> ids, List<Cell> cells) {
        this.ids = ids;
        this.cells = cells;
    }

    /** Answers a request. The random numbers are for the sample. */
    public static Matrix of(Engine engine, SearchMatrixPoints request, Random random) {
        int sample = request.hasSample() ? Limits.toInt(request.getSample()) : DEFAULT_SAMPLE;
        int limit = request.hasLimit() ? Limits.toInt(request.getLimit()) : DEFAULT_LIMIT;
        return engine.collection(request.getCollectionName()).read(view -> {
            VectorSpace space = view.configured(request.getUsing());
            List<Integer> slots = sampled(view, request, random, sample);
            return slots.size() < 2 ? EMPTY : of(view, space, slots, limit);
        });
    }

    private static List<Integer> sampled(View view, SearchMatrixPoints request, Random random, int sample) {
        HasVectorCondition vector =
                HasVectorCondition.newBuilder().setHasVector(request.getUsing()).build();
        Filter there = Filter.newBuilder()
                .addMust(Condition.newBuilder().setHasVector(vector))
                .build();
        List<Integer> slots = new ArrayList<>();
        view.matching(Querying.both(request.getFilter(), there)).forEach(slots::add);
        Collections.shuffle(slots, random);
        return slots.stream()
                .limit(sample)
                .sorted(Comparator.comparing(view::id))
                .toList();
    }

    private static Matrix of(View view, VectorSpace space, List<Integer> slots, int limit) {
        List<Cell> cells = new ArrayList<>();
        for (int row = 0; row < slots.size(); row++) {
            for (Hit hit : nearest(space, slots, row, limit)) {
                cells.add(new Cell(row, hit.slot(), space.metric().score(hit.similarity())));
            }
        }
        return new Matrix(slots.stream().map(slot -> view.id(slot).toProto()).toList(), cells);
    }

    /** The columns that are nearest to a row. One more is looked for, and then the row itself left out. */
    private static List<Hit> nearest(VectorSpace space, List<Integer> slots, int row, int limit) {
        Scorer scorer = Scorers.nearest(space.metric(), space.get(slots.get(row)));
        TopK best = new TopK(
                Math.min(Limits.plus(limit, 1), slots.size()),
                ties(space.metric().order()));
        IntStream.range(0, slots.size())
                .forEach(column -> best.offer(column, space.similarity(scorer, slots.get(column))));
        return best.drained().stream()
                .filter(hit -> hit.slot() != row)
                .limit(limit)
                .toList();
    }

    private static SlotOrder ties(Order order) {
        return order == Order.LARGER_FIRST ? (left, right) -> Integer.compare(right, left) : Integer::compare;
    }

    /** The matrix as pairs of ids. */
    public SearchMatrixPairs pairs() {
        SearchMatrixPairs.Builder pairs = SearchMatrixPairs.newBuilder();
        cells.forEach(cell -> pairs.addPairs(SearchMatrixPair.newBuilder()
                .setA(ids.get(cell.row()))
                .setB(ids.get(cell.column()))
                .setScore(cell.score())));
        return pairs.build();
    }

    /** The matrix as positions in a list of ids. */
    public SearchMatrixOffsets offsets() {
        SearchMatrixOffsets.Builder offsets = SearchMatrixOffsets.newBuilder().addAllIds(ids);
        cells.forEach(cell ->
                offsets.addOffsetsRow(cell.row()).addOffsetsCol(cell.column()).addScores(cell.score()));
        return offsets.build();
    }
}
