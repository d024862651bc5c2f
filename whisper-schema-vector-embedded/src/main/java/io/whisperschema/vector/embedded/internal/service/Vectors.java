package io.whisperschema.vector.embedded.internal.service;

import io.qdrant.client.grpc.Points.Vector;
import io.whisperschema.vector.embedded.internal.engine.Incoming.Prepared;
import io.whisperschema.vector.embedded.internal.engine.VectorSpace;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Vectors as they come in requests that write. */
final class Vectors {

    private Vectors() {}

    static List<Prepared> prepared(io.qdrant.client.grpc.Points.Vectors vectors, Map<String, VectorSpace> spaces) {
        return switch (vectors.getVectorsOptionsCase()) {
            case VECTOR -> List.of(prepared("", unnamed(vectors.getVector()), spaces));
            case VECTORS -> named(vectors.getVectors().getVectorsMap(), spaces);
            case VECTORSOPTIONS_NOT_SET -> throw Refused.invalid("No Vector Provided");
        };
    }

    /** Of vectors with names the server says which one is too long or too short, but only when whole points come. */
    static void checkSizes(io.qdrant.client.grpc.Points.Vectors vectors, Map<String, VectorSpace> spaces) {
        vectors.getVectors().getVectorsMap().forEach((name, vector) -> {
            VectorSpace space = spaces.get(name);
            if (space != null && isDenseOfOtherSize(vector, space.size())) {
                throw Refused.invalid("Wrong input: Vector dimension error: expected dim: " + space.size() + ", got "
                        + dense(vector).length + " for vector '" + name + "'");
            }
        });
    }

    @SuppressWarnings("deprecation") // Older clients still fill them.
    private static boolean isDenseOfOtherSize(Vector vector, int size) {
        if (vector.hasIndices() || vector.hasVectorsCount()) {
            return false;
        }
        return switch (vector.getVectorCase()) {
            case DENSE -> vector.getDense().getDataCount() != size;
            case VECTOR_NOT_SET -> vector.getDataCount() != size;
            default -> false;
        };
    }

    @SuppressWarnings("deprecation") // Older clients still fill them.
    private static Vector unnamed(Vector vector) {
        if (vector.hasSparse() || vector.hasIndices()) {
            throw Refused.invalid("Sparse vector must be named");
        }
        return vector;
    }

    private static List<Prepared> named(Map<String, Vector> vectors, Map<String, VectorSpace> spaces) {
        List<Prepared> prepared = new ArrayList<>(vectors.size());
        vectors.forEach((name, vector) -> prepared.add(prepared(name, vector, spaces)));
        return prepared;
    }

    private static Prepared prepared(String name, Vector vector, Map<String, VectorSpace> spaces) {
        float[] numbers = dense(vector);
        VectorSpace space = spaces.get(name);
        if (space == null) {
            throw Refused.invalid("Wrong input: Not existing vector name error: " + name);
        }
        return Prepared.of(space, numbers);
    }

    /** The numbers of a dense vector; other kinds are not there. */
    @SuppressWarnings("deprecation") // Older clients still fill them.
    static float[] dense(Vector vector) {
        if (vector.hasIndices() || vector.hasVectorsCount()) {
            throw notDense(vector.hasIndices() ? "sparse vectors" : "multivectors");
        }
        return switch (vector.getVectorCase()) {
            case DENSE -> floats(vector.getDense().getDataCount(), vector.getDense()::getData);
            case VECTOR_NOT_SET -> floats(vector.getDataCount(), vector::getData);
            case SPARSE -> throw notDense("sparse vectors");
            case MULTI_DENSE -> throw notDense("multivectors");
            case DOCUMENT, IMAGE, OBJECT -> throw notDense("inference");
        };
    }

    static Refused notDense(String what) {
        return Refused.unimplemented("EmbeddedQdrant has no " + what);
    }

    /** The numbers of a message, which makes an object of each when it is asked for a list of them. */
    interface Numbers {
        float at(int index);
    }

    static float[] floats(int count, Numbers numbers) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = numbers.at(i);
        }
        return floats;
    }
}
