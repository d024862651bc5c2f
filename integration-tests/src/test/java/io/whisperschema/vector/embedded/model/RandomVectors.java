package io.whisperschema.vector.embedded.model;

import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import io.whisperschema.property.Chance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Vectors of few numbers, out of few, so that many are as far away as others. */
final class RandomVectors {
    static final List<String> NAMES = List.of("", "image", "text");
    private static final List<String> NAMED = List.of("image", "text");
    private static final Map<String, Integer> SIZES = Map.of("", 3, "image", 2, "text", 9);
    private static final List<Distance> DISTANCES =
            List.of(Distance.Cosine, Distance.Dot, Distance.Euclid, Distance.Manhattan);
    private static final int KNOWN = 7;

    private final Chance chance;
    private final Map<Integer, List<List<Float>>> known = new HashMap<>();

    RandomVectors(Chance chance) {
        this.chance = chance;
    }

    /** Mostly a size that collections have. */
    VectorParams params(String name) {
        return VectorParams.newBuilder()
                .setSize(chance.oneIn(25) ? chance.between(1, 4) : SIZES.get(name))
                .setDistance(chance.any(DISTANCES))
                .build();
    }

    List<String> names() {
        return chance.of(NAMED, chance.oneIn(9) ? 0 : chance.between(1, 2), NAMED.size());
    }

    /** The name of one, mostly of one that a collection has. */
    String using(String collection) {
        return RandomIds.isFirst(collection) != chance.oneIn(25) ? "" : chance.any(NAMED);
    }

    List<Float> numbers(String name) {
        int size = chance.oneIn(200) ? chance.between(1, 4) : SIZES.get(name);
        List<List<Float>> vectors = known.computeIfAbsent(size, this::vectors);
        return chance.oneIn(6) ? vector(size) : chance.any(vectors);
    }

    /** Also one of no length, and one twice as long as another. */
    private List<List<Float>> vectors(int size) {
        var vectors = new ArrayList<List<Float>>();
        for (int i = 0; i < KNOWN; i++) {
            vectors.add(vector(size));
        }
        vectors.add(Collections.nCopies(size, 0f));
        vectors.add(vectors.get(0).stream().map(number -> 2 * number).toList());
        return vectors;
    }

    private List<Float> vector(int size) {
        return chance.some(size, size, () -> (chance.below(2001) - 1000) / 1000f);
    }

    DenseVector dense(String name) {
        return DenseVector.newBuilder().addAllData(numbers(name)).build();
    }

    Vector vector(String name) {
        return Vector.newBuilder().setDense(dense(name)).build();
    }

    /** Those that most points have: of a collection with one vector, or of one with several. */
    Vectors vectors(List<String> names) {
        if (names.contains("")) {
            return Vectors.newBuilder().setVector(vector("")).build();
        }
        var named = NamedVectors.newBuilder();
        names.forEach(name -> named.putVectors(name, vector(name)));
        return Vectors.newBuilder().setVectors(named).build();
    }

    /** All that a collection has at first: one has the unnamed vector, the other those with names. */
    static List<String> all(String collection) {
        return RandomIds.isFirst(collection) ? List.of("") : NAMED;
    }

    /** Some that a collection has, unless it was made another. */
    List<String> of(String collection) {
        return RandomIds.isFirst(collection) ? List.of("") : names();
    }

    /** As a rule some that a collection has. */
    List<String> mostlyOf(String collection) {
        return chance.oneIn(25) ? (chance.toss() ? List.of("") : names()) : of(collection);
    }
}
