package io.whisperschema.cache;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Some values of a key family, as host code gets them that computes fields of them: hashes, or the documents that entries hold.
 * The code may see a value again, with what it gave it. Not thread-safe, and of no use once the code returned.
 */
public interface CachedValues {
    /** The fields that are asked for. */
    Set<String> asked();

    /** The values, at least one. */
    List<Value> values();

    /** A value. */
    interface Value {
        /** The values of the key's placeholders by name. */
        Map<String, String> key();

        /** What it holds of the fields that the family has by then, behind all that was done to it before. */
        FieldValues fields();

        /**
         * Gives a field that is asked for a value of its type, as in {@link FieldValues}. One that gets none stays as it is.
         *
         * @throws IllegalArgumentException if it is not asked for, or the value is of another type
         */
        void put(String field, Object value);

        /**
         * What to throw of a value that the code cannot do its work on. The run stops and names the key.
         *
         * @param why what it is with the value, for example {@code has no text}; without anything that it holds
         */
        RuntimeException refused(String why);
    }
}
