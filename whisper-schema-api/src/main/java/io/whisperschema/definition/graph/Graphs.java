package io.whisperschema.definition.graph;

import java.util.List;

/** The words in which a host writes a graph; meant for {@code import static}. */
public final class Graphs {
    private Graphs() {}

    /** A label, with what its nodes hold. */
    public static NodeLabel node(String label, GraphProperty... properties) {
        return new NodeLabel(label, List.of(properties));
    }

    /** A property; say next of which type. */
    public static GraphProperty.Start property(String name) {
        return new GraphProperty.Start(name);
    }

    /** A relationship type; say next between which labels. */
    public static RelationshipType.Start relationship(String name) {
        return RelationshipType.named(name);
    }

    /** A uniqueness constraint; say next of what. */
    public static Uniqueness.Start uniqueness(String name) {
        return Uniqueness.named(name);
    }

    /** An index over nodes; say next on what. */
    public static GraphIndex.Start nodeIndex(String name) {
        return GraphIndex.named(name);
    }
}
