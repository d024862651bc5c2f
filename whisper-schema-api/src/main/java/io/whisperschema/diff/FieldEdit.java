package io.whisperschema.diff;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.cache.CacheFieldType;
import io.whisperschema.internal.Checks;

/**
 * What becomes of a field of cached values: of a hash, or of each document that an entry holds. A field that travels within
 * another is called by its own name.
 */
public sealed interface FieldEdit {
    /** The field as it is called before. */
    String field();

    /** The edit in words, for example {@code rename field author to author_name}. */
    String words();

    /** A field gets another name. */
    record Rename(String field, String after) implements FieldEdit {
        public Rename {
            Checks.text("cache field", field);
            Checks.name("cache field", after);
        }

        @Override
        public String words() {
            return "rename field " + field + " to " + after;
        }
    }

    /** A field's values become that type, where that loses nothing. */
    record Retype(String field, CacheFieldType type) implements FieldEdit {
        public Retype {
            Checks.text("cache field", field);
            requireNonNull(type);
        }

        @Override
        public String words() {
            return "make field " + field + " " + type.text();
        }
    }

    /**
     * Values that have no such field get it.
     *
     * @param value as text, in the form of the field's type
     */
    record Add(String field, String value) implements FieldEdit {
        public Add {
            Checks.name("cache field", field);
            requireNonNull(value);
        }

        @Override
        public String words() {
            return "add field " + field;
        }
    }

    /** A field goes, with its values. */
    record Drop(String field) implements FieldEdit {
        public Drop {
            Checks.text("cache field", field);
        }

        @Override
        public String words() {
            return "drop field " + field;
        }
    }

    /** Host code gives a field its value. */
    record Compute(String field, CodeName code) implements FieldEdit {
        public Compute {
            Checks.name("cache field", field);
            requireNonNull(code);
        }

        @Override
        public String words() {
            return "compute field " + field + " by " + code;
        }
    }
}
