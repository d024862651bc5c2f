package io.whisperschema.internal.move;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeySetTest {
    @Test
    void holdsWhatWasAddedAndNothingElse() {
        var random = new Random(7);
        var keys = new KeySet();
        Set<List<Long>> same = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            long high = random.nextInt(60);
            long low = random.nextInt(60);
            assertThat(keys.add(high, low)).isEqualTo(same.add(List.of(high, low)));
        }

        assertThat(keys.size()).isEqualTo(same.size());
        for (long high = 0; high < 60; high++) {
            for (long low = 0; low < 60; low++) {
                assertThat(keys.contains(high, low)).isEqualTo(same.contains(List.of(high, low)));
            }
        }
    }

    @Test
    void isEmptyUntilSomethingIsAdded() {
        var keys = new KeySet();
        assertThat(keys.isEmpty()).isTrue();
        assertThat(keys.contains(0, 0)).isFalse();

        keys.add(0, 0);
        assertThat(keys.isEmpty()).isFalse();
        assertThat(keys.contains(0, 0)).isTrue();
    }
}
