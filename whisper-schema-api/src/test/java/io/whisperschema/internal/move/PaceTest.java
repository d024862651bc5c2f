package io.whisperschema.internal.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.move.Rate;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000;

    private long now = 5;
    private int looks;

    private Ticking time() {
        return new Ticking(() -> now, nanos -> now += nanos);
    }

    private Pace pace(Rate rate) {
        return new Pace(Optional.of(rate), time(), () -> looks++);
    }

    @Test
    void takesAsLongAsTheRateSays() {
        Pace pace = pace(Rate.ofRows(100));
        for (int i = 0; i < 20; i++) {
            pace.spend(50, 1);
        }

        assertThat(now - 5).isEqualTo(10 * SECOND);
    }

    @Test
    void takesAsLongAsTheBytesOfASecondSay() {
        Pace pace = pace(Rate.ofBytes(1000));
        for (int i = 0; i < 20; i++) {
            pace.spend(1, 500);
        }

        assertThat(now - 5).isEqualTo(10 * SECOND);
    }

    @Test
    void theTighterOfTwoRatesHolds() {
        Pace pace = pace(new Rate(OptionalLong.of(1000), OptionalLong.of(10)));
        pace.spend(1000, 20);

        assertThat(now - 5).isEqualTo(2 * SECOND);
    }

    @Test
    void whatWasNotUsedIsNotSavedUp() {
        Pace pace = pace(Rate.ofRows(100));
        now += 60 * SECOND;
        long before = now;
        pace.spend(100, 1);

        assertThat(now - before).isEqualTo(SECOND);
    }

    @Test
    void waitsInShortPausesSoThatAStopIsHeard() {
        pace(Rate.ofRows(1)).spend(10, 1);
        assertThat(looks).isGreaterThanOrEqualTo(50);

        var stopped = new Pace(Optional.of(Rate.ofRows(1)), time(), () -> {
            throw new IllegalStateException("stopped");
        });
        assertThatThrownBy(() -> stopped.spend(10, 1)).hasMessage("stopped");
    }

    @Test
    void withoutARateItNeverWaits() {
        new Pace(Optional.empty(), time(), () -> looks++).spend(1_000_000, 1_000_000);

        assertThat(now).isEqualTo(5);
    }
}
