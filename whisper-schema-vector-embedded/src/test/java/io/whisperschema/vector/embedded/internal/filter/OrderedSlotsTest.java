package io.whisperschema.vector.embedded.internal.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedSlotsTest {
    private record Pair(long key, int slot) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            int byKey = Long.compare(key, other.key);
            return byKey != 0 ? byKey : Integer.compare(slot, other.slot);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000, 1_000_000})
    void isAsASortedSetOfPairs(int keys) {
        var random = new Random(keys);
        var slots = new OrderedSlots();
        var expected = new TreeSet<Pair>();
        for (int i = 0; i < 20_000; i++) {
            var pair = new Pair(random.nextInt(keys) - keys / 2, random.nextInt(3000));
            if (random.nextInt(3) > 0) {
                assertThat(slots.add(pair.key, pair.slot)).isEqualTo(expected.add(pair));
            } else {
                assertThat(slots.remove(pair.key, pair.slot)).isEqualTo(expected.remove(pair));
            }
        }
        assertThat(slots.size()).isEqualTo(expected.size());
        for (int i = 0; i < 50; i++) {
            long from = random.nextInt(keys) - keys / 2;
            check(slots, expected, new LongRange(from, from + random.nextInt(keys)));
        }
        check(slots, expected, LongRange.ALL);
        check(slots, expected, new LongRange(1, 0));
    }

    private static void check(OrderedSlots slots, TreeSet<Pair> all, LongRange range) {
        List<Pair> expected =
                all.stream().filter(pair -> range.contains(pair.key)).toList();
        var ascending = new ArrayList<Pair>();
        slots.ascending(range, (key, slot) -> ascending.add(new Pair(key, slot)));
        assertThat(ascending).isEqualTo(expected);
        var descending = new ArrayList<Pair>();
        slots.descending(range, (key, slot) -> descending.add(new Pair(key, slot)));
        Collections.reverse(descending);
        assertThat(descending).isEqualTo(expected);
        assertThat(slots.count(range)).isEqualTo(expected.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void holdsWhatComesInOrder(int step) {
        var slots = new OrderedSlots();
        for (int i = 0; i < 5000; i++) {
            assertThat(slots.add((long) i * step, i)).isTrue();
        }
        assertThat(slots.count(LongRange.only(2500L * step))).isEqualTo(1);
        assertThat(slots.count(LongRange.ALL)).isEqualTo(5000);
    }
}
