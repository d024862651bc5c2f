package io.whisperschema.diff;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.vector.PayloadType;
import io.whisperschema.internal.Checks;
import java.util.List;

/** What becomes of a field that points carry. Fields are those at the top of a payload. */
public sealed interface PayloadEdit {
    /** The field as it is called before. */
    String field();

    /** The edit in words, for example {@code rename payload field user to user_id}. */
    String words();

    /** A field gets another name. A point that has both keeps neither: it stops the run. */
    record Rename(String field, String after) implements PayloadEdit {
        public Rename {
            requireNonNull(field);
            Checks.name("payload field", after);
        }

        @Override
        public String words() {
            return "rename payload field " + field + " to " + after;
        }
    }

    /** A field's values become that type, where that loses nothing; a value that cannot stops the run. */
    record Retype(String field, PayloadType type) implements PayloadEdit {
        public Retype {
            requireNonNull(field);
            requireNonNull(type);
        }

        @Override
        public String words() {
            return "make payload field " + field + " " + type.text();
        }
    }

    /**
     * Points that have no such field get it, with that value.
     *
     * @param value text, {@code Boolean}, {@code Long}, {@code Double} or a list of these
     */
    record Add(String field, Object value) implements PayloadEdit {
        public Add {
            Checks.name("payload field", field);
            Checks.that(
                    isPlain(value)
                            || (value instanceof List<?> list && list.stream().allMatch(Add::isPlain)),
                    "payload field " + field,
                    "its default is a " + value.getClass().getSimpleName(),
                    "Give it a text, Boolean, Long, Double or a list of these.");
            value = value instanceof List<?> list ? List.copyOf(list) : value;
        }

        private static boolean isPlain(Object value) {
            return value instanceof String
                    || value instanceof Boolean
                    || value instanceof Long
                    || value instanceof Double;
        }

        @Override
        public String words() {
            return "add payload field " + field;
        }
    }

    /** A field goes, with its values. */
    record Drop(String field) implements PayloadEdit {
        public Drop {
            requireNonNull(field);
        }

        @Override
        public String words() {
            return "drop payload field " + field;
        }
    }

    /** Host code gives a field its value. */
    record Compute(String field, CodeName code) implements PayloadEdit {
        public Compute {
            Checks.name("payload field", field);
            requireNonNull(code);
        }

        @Override
        public String words() {
            return "compute payload field " + field + " by " + code;
        }
    }
}
