package io.whisperschema.benchmarks;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** Points as an application with a memory has them: an embedding, a text, a time, and one of a hundred users. */
final class VectorPoints {
    static final int SIZE = 384;
    static final int USERS = 100;

    private static final int SEED = 20_261_122;
    private static final int CLUSTERS = 250;
    private static final float SPREAD = 0.6f;
    private static final long FIRST_TIME = 1_700_000_000;
    private static final String[] WORDS =
            "she said that the harbour was quiet and we would meet again in spring when ships come home with salt and letters"
                    .split(" ", -1);

    private final float[][] vectors;
    private final String[] texts;

    private VectorPoints(float[][] vectors, String[] texts) {
        this.vectors = vectors;
        this.texts = texts;
    }

    /** How vectors lie. */
    enum Kind {
        /** Around some hundred centres, as embeddings do */
        CLUSTERED,
        /** In all directions alike, where nothing but looking at each finds the nearest */
        GAUSSIAN
    }

    static VectorPoints of(Kind kind, int count) {
        return new VectorPoints(vectors(kind, count, new Random(SEED + 1)), texts(count, new Random(SEED + 3)));
    }

    /** Vectors that are near the points but not among them. */
    static float[][] queries(Kind kind, int count) {
        return vectors(kind, count, new Random(SEED + 2));
    }

    private static float[][] vectors(Kind kind, int count, Random random) {
        float[][] centres = centres();
        return IntStream.range(0, count)
                .mapToObj(i -> normalized(kind == Kind.GAUSSIAN ? gaussian(random) : around(centres, random)))
                .toArray(float[][]::new);
    }

    private static float[][] centres() {
        var random = new Random(SEED);
        return IntStream.range(0, CLUSTERS).mapToObj(i -> gaussian(random)).toArray(float[][]::new);
    }

    private static float[] around(float[][] centres, Random random) {
        float[] vector = gaussian(random);
        float[] centre = centres[random.nextInt(centres.length)];
        for (int i = 0; i < SIZE; i++) {
            vector[i] = centre[i] + SPREAD * vector[i];
        }
        return vector;
    }

    private static float[] gaussian(Random random) {
        var vector = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static float[] normalized(float[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        for (int i = 0; i < SIZE; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }

    private static String[] texts(int count, Random random) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.join(
                        " ",
                        random.ints(24, 0, WORDS.length)
                                .mapToObj(word -> WORDS[word])
                                .toList()))
                .toArray(String[]::new);
    }

    int count() {
        return vectors.length;
    }

    /** From 1 on. */
    static long id(int point) {
        return point + 1L;
    }

    float[] vector(int point) {
        return vectors[point];
    }

    String text(int point) {
        return texts[point];
    }

    static String user(int point) {
        return "user-" + point % USERS;
    }

    static long time(int point) {
        return FIRST_TIME + point;
    }

    /** The ids of the nearest points, the nearest first, found by looking at each. */
    long[] nearest(float[] query, int limit) {
        var similarities = new double[count()];
        Arrays.setAll(similarities, point -> dot(query, vectors[point]));
        return IntStream.range(0, count())
                .boxed()
                .sorted((left, right) -> Double.compare(similarities[right], similarities[left]))
                .limit(limit)
                .mapToLong(VectorPoints::id)
                .toArray();
    }

    private static double dot(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < SIZE; i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }
}
