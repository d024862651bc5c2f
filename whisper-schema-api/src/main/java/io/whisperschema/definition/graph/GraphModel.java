package io.whisperschema.definition.graph;

import static java.util.stream.Collectors.joining;

import io.whisperschema.internal.Checks;
import io.whisperschema.internal.Duplicates;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * The graph of a definition.
 *
 * @param nodes its labels
 * @param relationships its relationship types; a name may stand several times, between different labels
 * @param uniqueness its uniqueness constraints
 * @param indexes its indexes
 */
public record GraphModel(
        List<NodeLabel> nodes,
        List<RelationshipType> relationships,
        List<Uniqueness> uniqueness,
        List<GraphIndex> indexes) {
    private static final String PLACE = "graph";
    private static final String REASON = "Whoever reads a graph mixes them up";

    /** No graph. */
    public static final GraphModel EMPTY = new GraphModel(List.of(), List.of(), List.of(), List.of());

    public GraphModel {
        nodes = List.copyOf(nodes);
        relationships = List.copyOf(relationships);
        uniqueness = List.copyOf(uniqueness);
        indexes = List.copyOf(indexes);
        namesDiffer(nodes, relationships, uniqueness, indexes);
        for (RelationshipType relationship : relationships) {
            String place = "relationship " + relationship.text();
            labelled(place, nodes, relationship.from());
            labelled(place, nodes, relationship.to());
        }
        for (Uniqueness unique : uniqueness) {
            holds("uniqueness " + unique.name(), nodes, unique.label(), List.of(unique.property()));
        }
        for (GraphIndex index : indexes) {
            holds("graph index " + index.name(), nodes, index.label(), index.properties());
        }
    }

    /** The same graph with these parts too. */
    public GraphModel with(GraphPart... parts) {
        var more = new Parts(this);
        for (GraphPart part : parts) {
            more.add(part);
        }
        return new GraphModel(more.nodes, more.relationships, more.uniqueness, more.indexes);
    }

    /** The label of that name. */
    public Optional<NodeLabel> node(String label) {
        return find(nodes, label);
    }

    /** Whether a constraint keeps the property different among nodes with the label. */
    public boolean isUnique(String label, String property) {
        return uniqueness.stream()
                .anyMatch(unique ->
                        unique.label().equals(label) && unique.property().equals(property));
    }

    private static Optional<NodeLabel> find(List<NodeLabel> nodes, String label) {
        return nodes.stream().filter(node -> node.name().equals(label)).findFirst();
    }

    private static void namesDiffer(
            List<NodeLabel> nodes,
            List<RelationshipType> relationships,
            List<Uniqueness> uniqueness,
            List<GraphIndex> indexes) {
        var labels = new ArrayList<String>();
        for (NodeLabel node : nodes) {
            labels.add(node.name());
        }
        Duplicates.refuseIgnoringCase(PLACE, "label", labels, REASON);
        var types = new LinkedHashSet<String>();
        var ends = new ArrayList<String>();
        for (RelationshipType relationship : relationships) {
            types.add(relationship.name());
            ends.add(relationship.text());
        }
        Duplicates.refuse(PLACE, "relationship", ends);
        Duplicates.refuseIgnoringCase(PLACE, "relationship", types, REASON);
        // Neo4j keeps constraints and indexes in one space of names.
        var names = new ArrayList<String>();
        var properties = new ArrayList<String>();
        for (Uniqueness unique : uniqueness) {
            names.add(unique.name());
            properties.add(unique.label() + "." + unique.property());
        }
        for (GraphIndex index : indexes) {
            names.add(index.name());
        }
        Duplicates.refuseIgnoringCase(PLACE, "constraint or index", names, REASON);
        Duplicates.refuse(PLACE, "uniqueness of", properties);
    }

    private static NodeLabel labelled(String place, List<NodeLabel> nodes, String label) {
        Optional<NodeLabel> node = find(nodes, label);
        Checks.that(
                node.isPresent(),
                place,
                "there is no label " + label,
                nearestTo(nodes.stream().map(NodeLabel::name).toList(), label, "Add node(\"" + label + "\")."));
        return node.orElseThrow();
    }

    private static void holds(String place, List<NodeLabel> nodes, String label, List<String> properties) {
        NodeLabel node = labelled(place, nodes, label);
        for (String property : properties) {
            Checks.that(
                    node.property(property).isPresent(),
                    place,
                    "label " + label + " has no property " + property,
                    nearestTo(
                            node.properties().stream().map(GraphProperty::name).toList(),
                            property,
                            "Add property(\"" + property + "\") to the label."));
        }
    }

    private static String nearestTo(List<String> names, String name, String otherwise) {
        return names.stream()
                .filter(other -> other.equalsIgnoreCase(name))
                .findFirst()
                .map(other -> "Did you mean " + other + "?")
                .orElseGet(() -> names.isEmpty()
                        ? otherwise
                        : "There is " + names.stream().collect(joining(", ")) + ". " + otherwise);
    }

    private static final class Parts {
        private final List<NodeLabel> nodes;
        private final List<RelationshipType> relationships;
        private final List<Uniqueness> uniqueness;
        private final List<GraphIndex> indexes;

        Parts(GraphModel model) {
            nodes = new ArrayList<>(model.nodes);
            relationships = new ArrayList<>(model.relationships);
            uniqueness = new ArrayList<>(model.uniqueness);
            indexes = new ArrayList<>(model.indexes);
        }

        void add(GraphPart part) {
            if (part instanceof NodeLabel node) {
                nodes.add(node);
            } else if (part instanceof RelationshipType relationship) {
                relationships.add(relationship);
            } else if (part instanceof Uniqueness unique) {
                uniqueness.add(unique);
            } else {
                indexes.add((GraphIndex) part);
            }
        }
    }
}
