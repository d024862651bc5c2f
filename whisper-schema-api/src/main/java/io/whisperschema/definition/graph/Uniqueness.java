package io.whisperschema.definition.graph;

import io.whisperschema.internal.Checks;

/**
 * A constraint that no two nodes with a label agree in a property.
 *
 * @param name the constraint's name, one of its kind in a graph
 * @param label the label
 * @param property the property
 */
public record Uniqueness(String name, String label, String property) implements GraphPart {
    public Uniqueness {
        String place = "uniqueness " + Checks.name("uniqueness", name);
        Checks.name(place, label);
        Checks.name(place, property);
    }

    /** A uniqueness constraint of that name; say next what it is on. */
    public static Start named(String name) {
        return new Start(name);
    }

    /**
     * A uniqueness constraint without its property yet.
     *
     * @param name its name
     */
    public record Start(String name) {
        /** Of that property among nodes with that label. */
        public Uniqueness of(String label, String property) {
            return new Uniqueness(name, label, property);
        }
    }
}
