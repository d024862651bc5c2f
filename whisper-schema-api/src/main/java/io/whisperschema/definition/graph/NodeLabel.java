package io.whisperschema.definition.graph;

import io.whisperschema.internal.Checks;
import io.whisperschema.internal.Duplicates;
import java.util.List;
import java.util.Optional;

/**
 * A label that nodes carry.
 *
 * @param name the label; upper and lower case differ
 * @param properties what such nodes hold
 */
public record NodeLabel(String name, List<GraphProperty> properties) implements GraphPart {
    public NodeLabel {
        String place = "label " + Checks.name("label", name);
        properties = List.copyOf(properties);
        Duplicates.refuse(
                place, "property", properties.stream().map(GraphProperty::name).toList());
    }

    /** The property of that name. */
    public Optional<GraphProperty> property(String name) {
        return properties.stream()
                .filter(property -> property.name().equals(name))
                .findFirst();
    }
}
