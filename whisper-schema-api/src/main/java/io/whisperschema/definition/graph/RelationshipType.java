package io.whisperschema.definition.graph;

import io.whisperschema.internal.Checks;
import io.whisperschema.internal.Duplicates;
import java.util.List;

/**
 * A type of relationship between two labels. The same name may connect several pairs of labels.
 *
 * @param name the type
 * @param from the label it starts at
 * @param to the label it ends at
 * @param properties what such relationships hold
 */
public record RelationshipType(String name, String from, String to, List<GraphProperty> properties)
        implements GraphPart {
    public RelationshipType {
        String place = "relationship " + Checks.name("relationship", name);
        Checks.name(place, from);
        Checks.name(place, to);
        properties = List.copyOf(properties);
        Duplicates.refuse(
                place, "property", properties.stream().map(GraphProperty::name).toList());
    }

    /** A relationship type of that name; say next where it starts. */
    public static Start named(String name) {
        return new Start(name);
    }

    /**
     * A relationship type without its labels yet.
     *
     * @param name the type
     */
    public record Start(String name) {
        /** Starting at that label; say next where it ends. */
        public Started from(String label) {
            return new Started(name, label);
        }
    }

    /**
     * A relationship type without its end yet.
     *
     * @param name the type
     * @param from the label it starts at
     */
    public record Started(String name, String from) {
        /** Ending at that label. */
        public RelationshipType to(String label) {
            return new RelationshipType(name, from, label, List.of());
        }
    }

    /** With these properties, instead of those it had. */
    public RelationshipType holding(GraphProperty... properties) {
        return new RelationshipType(name, from, to, List.of(properties));
    }

    /** The relationship type as Cypher writes it. */
    public String text() {
        return "(:" + from + ")-[:" + name + "]->(:" + to + ")";
    }
}
