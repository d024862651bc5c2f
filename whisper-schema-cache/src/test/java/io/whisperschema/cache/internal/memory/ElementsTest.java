package io.whisperschema.cache.internal.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.whisperschema.definition.cache.ValueType;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementsTest {
    private static byte[] element(int number) {
        return "element %08d".formatted(number).getBytes(US_ASCII);
    }

    private static List<byte[]> elements(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(ElementsTest::element)
                .toList();
    }

    private static long weight(List<byte[]> list) {
        return new Held(ValueType.LIST, list, Timed.NEVER).weight();
    }

    private static List<String> texts(List<byte[]> list) {
        return list.stream().map(element -> new String(element, US_ASCII)).toList();
    }

    /** The newest of those first, as a list that is made anew each time. */
    private static List<String> newest(int count, int longest) {
        return IntStream.range(0, Math.min(count, longest))
                .mapToObj(i -> new String(element(count - 1 - i), US_ASCII))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 100, 101, 150, 1000, Integer.MAX_VALUE})
    void aListHoldsTheNewestFirstHoweverItHasGrown(int longest) {
        for (int seed = 0; seed < 20; seed++) {
            var chance = new Random(seed);
            List<byte[]> list = List.of();
            int count = 0;
            while (count < 2000) {
                int more = 1 + (chance.nextInt(10) == 0 ? chance.nextInt(300) : chance.nextInt(3));
                list = Elements.pushed(list, elements(count, more), longest);
                count += more;
                assertThat(list).hasSize(Math.min(count, longest));
            }
            assertThat(texts(list)).isEqualTo(newest(count, longest));
        }
    }

    @Test
    void aListThatAnotherHasGrownFromStaysAsItWas() {
        var versions = new ArrayList<List<byte[]>>();
        List<byte[]> list = List.of();
        for (int count = 0; count < 500; count++) {
            versions.add(list);
            list = Elements.pushed(list, elements(count, 1), 300);
        }
        for (int count = 0; count < 500; count++) {
            assertThat(texts(versions.get(count))).isEqualTo(newest(count, 300));
        }
        assertThat(texts(Elements.pushed(versions.get(200), elements(200, 1), 300)))
                .isEqualTo(newest(201, 300));
    }

    @Test
    void aListWeighsItsElementsAndAtMostAnEighthMore() {
        long each = weight(elements(0, 1));
        List<byte[]> cut = List.of();
        List<byte[]> endless = List.of();
        for (int count = 0; count < 5000; count++) {
            cut = Elements.pushed(cut, elements(count, 1), 1000);
            endless = Elements.pushed(endless, elements(count, 1), Integer.MAX_VALUE);
            assertThat(weight(cut)).isBetween(each * cut.size(), each * (cut.size() + 125));
            assertThat(weight(endless)).isEqualTo(each * endless.size());
        }
    }

    @Test
    void anElementIsReplacedInALongListToo() {
        List<byte[]> list = Elements.pushed(List.of(), elements(0, 500), Integer.MAX_VALUE);

        List<byte[]> replaced = Elements.replaced(list, 123, element(7));

        assertThat(replaced.get(123)).isEqualTo(element(7));
        assertThat(texts(list)).isEqualTo(newest(500, 500));
        assertThat(texts(Elements.pushed(replaced, elements(500, 1), Integer.MAX_VALUE))
                        .get(124))
                .isEqualTo("element 00000007");
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, Integer.MAX_VALUE})
    void anElementMoreCostsLittleHoweverManyThereAre(int longest) {
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<byte[]> one = elements(0, 1);
        List<byte[]> list = List.of();
        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20_000; i++) {
            list = Elements.pushed(list, one, longest);
        }
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000 * 500L);
    }
}
