package io.whisperschema.catalog;

import io.whisperschema.definition.graph.GraphIndex;
import io.whisperschema.definition.graph.Uniqueness;
import java.util.List;
import java.util.Optional;

/**
 * What a graph store enforces or would enforce; labels and relationship types come into being with their first node.
 *
 * @param uniqueness its uniqueness constraints
 * @param indexes its indexes
 */
public record GraphCatalog(List<Uniqueness> uniqueness, List<GraphIndex> indexes) implements Catalog {
    public GraphCatalog {
        uniqueness = List.copyOf(uniqueness);
        indexes = List.copyOf(indexes);
    }

    /** The constraint of that name. */
    public Optional<Uniqueness> constraint(String name) {
        return uniqueness.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** The index of that name. */
    public Optional<GraphIndex> index(String name) {
        return indexes.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    @Override
    public StoreKind kind() {
        return StoreKind.GRAPH;
    }

    @Override
    public boolean isEmpty() {
        return uniqueness.isEmpty() && indexes.isEmpty();
    }
}
