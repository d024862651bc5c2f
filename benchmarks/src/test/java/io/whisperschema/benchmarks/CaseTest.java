package io.whisperschema.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.benchmarks.Case.Rounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseTest {
    @Test
    void oursAndThePeersSamplesAlternateEachOnAFixtureOfItsOwn() throws Exception {
        List<String> done = new ArrayList<>();
        var one = new Case<Case.Fixture>(
                "case",
                new Rounds(Duration.ZERO, 2),
                () -> {
                    done.add("open");
                    return () -> done.add("close");
                },
                found -> done.add("ours"));

        one.compare("peer", found -> done.add("peer"));

        List<String> round = List.of("open", "ours", "close", "open", "peer", "close");
        assertThat(done.subList(0, 6)).isEqualTo(round);
        assertThat(done.subList(6, 12)).isEqualTo(round);
        assertThat(done).hasSize(12);
    }

    @Test
    void theMedianIsTheMiddleOrBetweenTheTwoInTheMiddle() {
        assertThat(Case.median(9, 1, 2)).isEqualTo(2);
        assertThat(Case.median(9, 1, 2, 4)).isEqualTo(3);
    }
}
