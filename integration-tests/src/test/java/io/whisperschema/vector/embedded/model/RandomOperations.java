package io.whisperschema.vector.embedded.model;

import io.whisperschema.property.Chance;
import java.util.ArrayList;
import java.util.List;

/**
 * Operations that a seed decides, whatever came of those before: so any of them can be left out to see whether the
 * others fail too.
 */
final class RandomOperations {
    private static final int EACH_SIZE = 40;

    private final Chance chance;
    private final RandomDefinitions definitions;
    private final RandomWrites writes;
    private final RandomReads reads;
    private final WrongCalls wrong;
    private final RandomIds ids;

    RandomOperations(long seed) {
        this.chance = new Chance(seed);
        this.ids = new RandomIds(chance);
        var payloads = new RandomPayloads(chance);
        var filters = new RandomFilters(chance, payloads, ids);
        var vectors = new RandomVectors(chance);
        var selections = new RandomSelections(chance, payloads);
        var queries = new RandomQueries(chance, ids, vectors, payloads, filters, selections);
        this.definitions = new RandomDefinitions(chance, ids, vectors, payloads);
        this.writes = new RandomWrites(chance, ids, vectors, payloads, filters);
        this.reads = new RandomReads(chance, ids, vectors, payloads, filters, selections, queries);
        this.wrong = new WrongCalls(chance, ids);
    }

    /** A collection with points and indexes at first, then anything. */
    List<Operation> some(int size) {
        var operations = new ArrayList<Operation>();
        for (String name : ids.collections()) {
            operations.add(definitions.create(name, RandomVectors.all(name)));
            operations.add(writes.points(name));
            chance.oneIn(2, () -> definitions.alias(name)).ifPresent(operations::add);
        }
        operations.addAll(chance.some(2, 8, definitions::index));
        operations.addAll(chance.some(EACH_SIZE, EACH_SIZE * size, this::any));
        return operations;
    }

    private Operation any() {
        return switch (chance.below(32)) {
            case 0 -> Operation.Reopening.REOPEN;
            case 1 -> wrong.call();
            case 2, 3, 4 -> definitions.definition();
            case 5, 6, 7, 8, 9, 10 -> writes.change();
            default -> reads.read();
        };
    }
}
