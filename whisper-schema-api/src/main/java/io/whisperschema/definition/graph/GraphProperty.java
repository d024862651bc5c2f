package io.whisperschema.definition.graph;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Checks;

/**
 * A property of nodes or relationships. It may always be missing; Neo4j's free edition cannot insist on one.
 *
 * @param name its name
 * @param type the type of its values
 */
public record GraphProperty(String name, PropertyType type) {
    public GraphProperty {
        Checks.name("property", name);
        requireNonNull(type);
    }

    /**
     * A property without its type yet.
     *
     * @param name its name
     */
    public record Start(String name) {
        /** Text. */
        public GraphProperty string() {
            return new GraphProperty(name, PropertyType.STRING);
        }

        /** A 64-bit integer. */
        public GraphProperty integer() {
            return new GraphProperty(name, PropertyType.INTEGER);
        }

        /** A 64-bit floating point number. */
        public GraphProperty floating() {
            return new GraphProperty(name, PropertyType.FLOAT);
        }

        /** True or false. */
        public GraphProperty bool() {
            return new GraphProperty(name, PropertyType.BOOLEAN);
        }

        /** A moment with its zone. */
        public GraphProperty datetime() {
            return new GraphProperty(name, PropertyType.DATETIME);
        }

        /** A list of texts. */
        public GraphProperty strings() {
            return new GraphProperty(name, PropertyType.STRINGS);
        }
    }
}
