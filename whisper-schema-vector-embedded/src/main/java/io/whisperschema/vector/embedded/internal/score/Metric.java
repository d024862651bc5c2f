package io.whisperschema.vector.embedded.internal.score;

import io.qdrant.client.grpc.Collections.Distance;
import io.whisperschema.vector.embedded.internal.filter.Refused;

/**
 * How near two vectors are. A similarity is greater for nearer vectors, whatever the metric; a score is what a client
 * sees: for Euclid and Manhattan the distance, smaller for nearer vectors.
 */
public enum Metric {
    COSINE,
    DOT,
    EUCLID,
    MANHATTAN;

    /** Throws {@link Refused} for an unknown distance. */
    public static Metric of(Distance distance) {
        return switch (distance) {
            case Cosine -> COSINE;
            case Dot -> DOT;
            case Euclid -> EUCLID;
            case Manhattan -> MANHATTAN;
            case UnknownDistance, UNRECOGNIZED ->
                throw Refused.invalid("Malformed distance parameter: UnknownDistance");
        };
    }

    /** What is stored, and compared, of a vector that a client sends: for cosine of length 1, else the vector itself. */
    public float[] prepared(float[] vector) {
        return this == COSINE ? Distances.normalized(vector) : vector;
    }

    /** The similarity of a prepared query and the prepared vector of the lane that begins at {@code from}. */
    public float similarity(float[] query, float[] vectors, int from) {
        return switch (this) {
            case COSINE, DOT -> Distances.dot(query, vectors, from);
            case EUCLID -> -Distances.squaredEuclid(query, vectors, from);
            case MANHATTAN -> -Distances.manhattan(query, vectors, from);
        };
    }

    /** The same with each lane of the block that begins at {@code from}. */
    void similarities(float[] query, float[] vectors, int from, float[] into) {
        switch (this) {
            case COSINE, DOT -> Distances.dots(query, vectors, from, into);
            case EUCLID -> Distances.negativeSquaredEuclids(query, vectors, from, into);
            case MANHATTAN -> Distances.negativeManhattans(query, vectors, from, into);
        }
    }

    /** The score of a similarity. */
    public float score(float similarity) {
        return switch (this) {
            case COSINE, DOT -> similarity;
            case EUCLID -> (float) Math.sqrt(Math.abs(similarity));
            case MANHATTAN -> Math.abs(similarity);
        };
    }

    /** Which scores are the better ones. */
    public Order order() {
        return this == COSINE || this == DOT ? Order.LARGER_FIRST : Order.SMALLER_FIRST;
    }
}
