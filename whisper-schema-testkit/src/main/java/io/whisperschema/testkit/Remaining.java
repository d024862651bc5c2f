package io.whisperschema.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;

/** Compares how long something will live, on a server whose time goes on meanwhile. */
final class Remaining {
    private static final Duration SLACK = Duration.ofSeconds(10);

    private Remaining() {}

    static void isAbout(Optional<Duration> remaining, Duration expected) {
        assertThat(remaining).hasValueSatisfying(time -> assertThat(time).isBetween(expected.minus(SLACK), expected));
    }
}
