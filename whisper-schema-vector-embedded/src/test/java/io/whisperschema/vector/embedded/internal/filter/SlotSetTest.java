package io.whisperschema.vector.embedded.internal.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotSetTest {
    private static SlotSet of(TreeSet<Integer> slots) {
        var set = new SlotSet();
        slots.forEach(set::add);
        return set;
    }

    private static TreeSet<Integer> random(Random random, int count, int bound) {
        var slots = new TreeSet<Integer>();
        IntStream.range(0, count).forEach(i -> slots.add(random.nextInt(bound)));
        return slots;
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 300, 5000, 1_000_000})
    void isAsASortedSetOfNumbersFewOrMany(int bound) {
        var random = new Random(bound);
        var set = new SlotSet();
        var expected = new TreeSet<Integer>();
        for (int i = 0; i < 10_000; i++) {
            int slot = random.nextInt(bound);
            if (random.nextInt(4) > 0) {
                assertThat(set.add(slot)).isEqualTo(expected.add(slot));
            } else {
                assertThat(set.remove(slot)).isEqualTo(expected.remove(slot));
            }
            assertThat(set.size()).isEqualTo(expected.size());
        }
        var visited = new ArrayList<Integer>();
        set.forEach(visited::add);
        assertThat(visited).isEqualTo(List.copyOf(expected));
        assertThat(set.toArray()).isEqualTo(set.stream().toArray()).containsExactly(visited.toArray(Integer[]::new));
        IntStream.range(0, Math.min(bound, 2000))
                .forEach(slot -> assertThat(set.contains(slot)).isEqualTo(expected.contains(slot)));
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 2000, 100_000})
    void unitesAndIntersects(int bound) {
        var random = new Random(bound);
        for (int i = 0; i < 30; i++) {
            TreeSet<Integer> one = random(random, random.nextInt(1000), bound);
            TreeSet<Integer> other = random(random, random.nextInt(1000), bound);
            assertThat(of(one).and(of(other)).stream().boxed().toList())
                    .isEqualTo(one.stream().filter(other::contains).toList());
            assertThat(of(one).andNot(of(other)).stream().boxed().toList())
                    .isEqualTo(
                            one.stream().filter(slot -> !other.contains(slot)).toList());
            SlotSet union = of(one);
            union.addAll(of(other));
            one.addAll(other);
            assertThat(union.stream().boxed().toList()).isEqualTo(List.copyOf(one));
            assertThat(union.size()).isEqualTo(one.size());
        }
    }
}
