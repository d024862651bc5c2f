package com.example.words;

import java.util.Locale;

/** Stands for an embedding model: each word counts at the place that its hash names, so texts that share words are near. */
public final class Words {
    public static final int DIMENSIONS = 509;

    private Words() {}

    public static float[] vectorOf(String text) {
        float[] vector = new float[DIMENSIONS];
        for (String word : text.toLowerCase(Locale.ROOT).split("\\W+")) {
            vector[Math.floorMod(word.hashCode(), DIMENSIONS)]++;
        }
        return vector;
    }
}
