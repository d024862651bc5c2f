package io.whisperschema.cache.internal.memory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** How elements of lists and hashes change: by new ones in place of what nobody changes. */
public final class Elements {
    private static final int PAIR = 2;

    /** A list of no more elements than that is copied when it grows, which is as fast and lets go of what is behind its end. */
    private static final int COPIED = 100;

    private Elements() {}

    /** The elements behind new ones, of which the last becomes the first; no more than that many. */
    public static List<byte[]> pushed(List<byte[]> elements, List<byte[]> more, int longest) {
        int size = (int) Math.min(longest, (long) elements.size() + more.size());
        byte[][] newer = reversed(more);
        if (elements.size() + newer.length > COPIED) {
            return Stacked.pushed(elements, newer, size);
        }
        byte[][] pushed = Arrays.copyOf(newer, size);
        for (int i = newer.length; i < size; i++) {
            pushed[i] = elements.get(i - newer.length);
        }
        return Arrays.asList(pushed);
    }

    private static byte[][] reversed(List<byte[]> more) {
        byte[][] reversed = new byte[more.size()][];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = more.get(reversed.length - 1 - i);
        }
        return reversed;
    }

    /** The elements with another in a place. */
    public static List<byte[]> replaced(List<byte[]> elements, int place, byte[] other) {
        byte[][] replaced = elements.toArray(byte[][]::new);
        replaced[place] = other;
        return Arrays.asList(replaced);
    }

    /** The fields of a hash with these values, those it has in their places. */
    public static List<byte[]> merged(List<byte[]> fields, Map<String, String> values) {
        var merged = new ArrayList<>(fields);
        values.forEach((field, value) -> {
            OptionalInt place = place(merged, bytes(field));
            if (place.isPresent()) {
                merged.set(place.getAsInt() + 1, bytes(value));
            } else {
                merged.add(bytes(field));
                merged.add(bytes(value));
            }
        });
        return merged;
    }

    /**
     * A field with a number that is greater by that many; without the field from nothing on. What is no number, or is not written as
     * Redis writes it, stays.
     */
    public static List<byte[]> counted(List<byte[]> fields, String field, int more) {
        OptionalInt place = place(fields, bytes(field));
        if (place.isEmpty()) {
            return merged(fields, Map.of(field, Integer.toString(more)));
        }
        String text = new String(fields.get(place.getAsInt() + 1), StandardCharsets.UTF_8);
        try {
            long number = Long.parseLong(text);
            return Long.toString(number).equals(text)
                    ? merged(fields, Map.of(field, Long.toString(Math.addExact(number, more))))
                    : fields;
        } catch (NumberFormatException | ArithmeticException e) {
            return fields;
        }
    }

    /** The fields of a hash one by one. */
    public static List<Map.Entry<byte[], byte[]>> pairs(List<byte[]> fields) {
        return IntStream.range(0, fields.size() / PAIR)
                .mapToObj(i -> Map.entry(fields.get(PAIR * i), fields.get(PAIR * i + 1)))
                .toList();
    }

    private static OptionalInt place(List<byte[]> fields, byte[] field) {
        return IntStream.iterate(0, i -> i < fields.size(), i -> i + PAIR)
                .filter(i -> Arrays.equals(fields.get(i), field))
                .findFirst();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
