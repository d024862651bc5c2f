package io.whisperschema.definition.graph;

import io.whisperschema.internal.Checks;
import io.whisperschema.internal.Duplicates;
import java.util.List;

/**
 * An index over nodes with a label.
 *
 * @param name its name, one of its kind in a graph
 * @param label the label
 * @param properties what it is sorted by, in order
 */
public record GraphIndex(String name, String label, List<String> properties) implements GraphPart {
    public GraphIndex {
        String place = "graph index " + Checks.name("graph index", name);
        Checks.name(place, label);
        properties = List.copyOf(properties);
        Checks.that(!properties.isEmpty(), place, "it has no properties", "Name one.");
        properties.forEach(property -> Checks.name(place, property));
        Duplicates.refuse(place, "property", properties);
    }

    /** An index of that name; say next what it is on. */
    public static Start named(String name) {
        return new Start(name);
    }

    /**
     * An index without its properties yet.
     *
     * @param name its name
     */
    public record Start(String name) {
        /** On these properties of nodes with that label. */
        public GraphIndex on(String label, String... properties) {
            return new GraphIndex(name, label, List.of(properties));
        }
    }
}
