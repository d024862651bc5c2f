package io.whisperschema.definition.vector;

import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Checks;
import java.util.Locale;
import java.util.Optional;

/**
 * A field of what the points of a collection carry beside their vectors.
 *
 * @param name its name; a dot reaches into an object
 * @param type the type of its values
 * @param presence whether every point has it
 * @param cardinality whether it holds one value or a list
 * @param index the index over it
 */
public record PayloadField(
        String name, PayloadType type, Presence presence, Cardinality cardinality, Optional<PayloadIndex> index)
        implements CollectionPart {
    public PayloadField {
        Checks.that(!name.isBlank(), "payload field", "its name is empty", "Give it a name.");
        Checks.text("payload field", name);
        requireNonNull(type);
        requireNonNull(presence);
        requireNonNull(cardinality);
        requireNonNull(index);
    }

    /** Whether every point has a field. */
    public enum Presence {
        /** It may be missing. */
        OPTIONAL,
        /** It is always there. */
        REQUIRED;

        /** The presence as a word. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a field holds one value or a list. */
    public enum Cardinality {
        /** One value. */
        SINGLE,
        /** A list of values, each of the field's type. */
        LIST;

        /** The cardinality as a word. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** It is always there. */
    public PayloadField required() {
        return new PayloadField(name, type, Presence.REQUIRED, cardinality, index);
    }

    /** It may be missing, as fields may unless said otherwise. */
    public PayloadField optional() {
        return new PayloadField(name, type, Presence.OPTIONAL, cardinality, index);
    }

    /** It holds a list. */
    public PayloadField list() {
        return new PayloadField(name, type, presence, Cardinality.LIST, index);
    }

    /** It has a plain index of its type. */
    public PayloadField indexed() {
        return indexed(PayloadIndex.of(type));
    }

    /** It has that index. */
    public PayloadField indexed(PayloadIndex index) {
        return new PayloadField(name, type, presence, cardinality, Optional.of(index));
    }

    /**
     * A payload field without its type yet.
     *
     * @param name its name
     */
    public record Start(String name) {
        /** Text that is matched as a whole. */
        public PayloadField keyword() {
            return of(PayloadType.KEYWORD);
        }

        /** Text that is searched in. */
        public PayloadField text() {
            return of(PayloadType.TEXT);
        }

        /** A 64-bit integer. */
        public PayloadField integer() {
            return of(PayloadType.INTEGER);
        }

        /** A 64-bit floating point number. */
        public PayloadField floating() {
            return of(PayloadType.FLOAT);
        }

        /** True or false. */
        public PayloadField bool() {
            return of(PayloadType.BOOL);
        }

        /** A moment, as ISO-8601 text. */
        public PayloadField datetime() {
            return of(PayloadType.DATETIME);
        }

        /** A place on earth. */
        public PayloadField geo() {
            return of(PayloadType.GEO);
        }

        /** A UUID, as text. */
        public PayloadField uuid() {
            return of(PayloadType.UUID);
        }

        /** An object with fields of its own. */
        public PayloadField object() {
            return of(PayloadType.OBJECT);
        }

        /** Values of that type. */
        public PayloadField of(PayloadType type) {
            return new PayloadField(name, type, Presence.OPTIONAL, Cardinality.SINGLE, Optional.empty());
        }
    }
}
