package io.whisperschema.property;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What a seed decides; the same seed decides the same in every process. */
public final class Chance {
    private static final int[] HOSTILE = points("abABZ .\"'\\`[](){};:,?%$-/*\n\tüİß漢😀\u0301");
    private static final int[] ANYTHING = points("abABZ019 .\"'\\`[](){};:,?%$-/*#\n\tüİß漢😀\u0301\u202e\u007f");
    private static final List<String> WORDS = List.of("item", "select", "order", "Mixed", "rowid", "user", "a b", "x");

    private final Random random;
    private int names;

    public Chance(long seed) {
        this.random = new Random(seed);
        // The first numbers of neighbouring seeds are alike.
        IntStream.range(0, 10).forEach(i -> random.nextLong());
    }

    private static int[] points(String text) {
        return text.codePoints().toArray();
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    long number() {
        return random.nextLong();
    }

    public double fraction() {
        return random.nextDouble();
    }

    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    public boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    public boolean toss() {
        return random.nextBoolean();
    }

    public <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    <T> Optional<T> perhaps(List<T> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(any(list));
    }

    public <T> Optional<T> oneIn(int many, Supplier<T> value) {
        return oneIn(many) ? Optional.of(value.get()) : Optional.empty();
    }

    public <T> List<T> some(int least, int most, Supplier<T> value) {
        return IntStream.range(0, between(least, most))
                .mapToObj(i -> value.get())
                .toList();
    }

    /** Some of them, in any order. */
    public <T> List<T> of(List<T> list, int least, int most) {
        var shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, Math.min(list.size(), between(least, most))));
    }

    /** A name that no other holds and that holds no other, so that it can be found wherever it stands. */
    String name() {
        int number = names++;
        return oneIn(3) ? any(WORDS) + "_" + number + "_" : text(HOSTILE, below(9)) + "#" + number + "#";
    }

    /** What of a name is found wherever it stands, however it is quoted there. */
    static String mark(String name) {
        return name.substring(Math.max(0, name.indexOf('#')));
    }

    /** A text that holds no name. */
    String text() {
        return text(ANYTHING, below(10));
    }

    String text(int length) {
        return text(ANYTHING, length);
    }

    private String text(int[] alphabet, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        return text.toString();
    }
}
