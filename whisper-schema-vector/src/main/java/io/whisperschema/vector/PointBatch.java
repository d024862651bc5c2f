package io.whisperschema.vector;

import io.whisperschema.definition.vector.VectorSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some points on their way into a collection, as host code gets them ({@link PointCode}). What the code wants to say of each is
 * said on the point itself, and of each point it is said; ids stay as they are. What a point refuses it refuses by an exception,
 * which the code lets through. Not thread-safe, and of no use once the code returned.
 */
public interface PointBatch {
    /** What the code is asked for. */
    Wanted wanted();

    /** The points, at least one. */
    List<Point> points();

    /** What host code is asked for. Other parts of a point it may not change. */
    sealed interface Wanted {
        /**
         * A vector for each point, or the word that it has none.
         *
         * @param collection the collection that the points go into
         * @param space the vector as the collection has it
         */
        record Vector(String collection, VectorSpace space) implements Wanted {}

        /**
         * A payload field for each point, or the word that it has none.
         *
         * @param field the field's name
         */
        record Field(String field) implements Wanted {}

        /**
         * Whatever the code does to a point.
         *
         * @param collection the collection that the points go into
         */
        record Anything(String collection) implements Wanted {}
    }

    /**
     * A point. Values of its payload are text, {@code Boolean}, {@code Long}, {@code Double}, null, and lists and maps by text of
     * these.
     */
    interface Point {
        /** Its id as text, a number or a UUID. */
        String id();

        /** Its payload as it is now, behind all that was done to it before; a copy. */
        Map<String, @Nullable Object> payload();

        /** Its payload as it was read; a copy. */
        Map<String, @Nullable Object> payloadBefore();

        /** A field of its payload, where it is there and text. */
        Optional<String> text(String field);

        /** The vector of that name as it is now, where there is one that is no sparse and no multivector. */
        Optional<float[]> vector(String name);

        /** Gives a payload field a value, of the kinds that payloads have. */
        void put(String field, @Nullable Object value);

        /** Leaves it without that payload field. */
        void remove(String field);

        /** Gives it a vector. */
        void putVector(String name, float[] vector);

        /** Leaves it without that vector. */
        void removeVector(String name);

        /**
         * What to throw of a point that the code cannot do its work on. The run stops and names the point.
         *
         * @param why what it is with the point, for example {@code has no text}; without values of its payload
         */
        RuntimeException refused(String why);
    }
}
