package io.whisperschema.cache.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    @ParameterizedTest
    @CsvSource({
        "2025-01-02T03:04:05, 2025-01-02T03:04:05Z",
        "2025-01-02 03:04:05, 2025-01-02T03:04:05Z",
        "2025-01-02T03:04, 2025-01-02T03:04:00Z",
        "2025-01-02T03:04+01:00, 2025-01-02T02:04:00Z",
        "2025-01-02T03:04:05Z, 2025-01-02T03:04:05Z",
        "2025-01-02t03:04:05z, 2025-01-02T03:04:05Z",
        "2025-01-02T03:04:05+00:00, 2025-01-02T03:04:05Z",
        "2025-01-02T03:04:05-00:00, 2025-01-02T03:04:05Z",
        "2025-01-02T03:04:05+05:30, 2025-01-01T21:34:05Z",
        "2025-01-02T03:04:05-23:59, 2025-01-03T03:03:05Z",
        "2025-01-02T03:04:05+0530, 2025-01-01T21:34:05Z",
        "2025-01-02T03:04:05+05, 2025-01-01T22:04:05Z",
        "1890-01-02T03:04:05+00:53:28, 1890-01-02T02:10:37Z",
        "2025-01-02T03:04:05.5, 2025-01-02T03:04:05.5Z",
        "2025-01-02T03:04:05.123456+00:00, 2025-01-02T03:04:05.123456Z",
        "2025-01-02T03:04:05.123456789Z, 2025-01-02T03:04:05.123456789Z",
        "2024-02-29T23:59:59.000001, 2024-02-29T23:59:59.000001Z",
        "9999-12-31T23:59:59.999999, 9999-12-31T23:59:59.999999Z",
    })
    void aTimestampIsRead(String text, Instant moment) {
        assertThat(Timestamps.read(text)).contains(moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2025-01-02",
                "2025-01-02T",
                "2025-01-02T03",
                "2025-01-02_03:04:05",
                "2025-13-02T03:04:05",
                "2025-02-29T03:04:05",
                "2025-01-02T24:00:00",
                "2025-01-02T03:60:00",
                "2025-01-02T03:04:60",
                "2025-01-02T03:04:05.",
                "2025-01-02T03:04:05.1234567890",
                "2025-01-02T03:04:05ZZ",
                "2025-01-02T03:04:05+24:00",
                "2025-01-02T03:04:05+01:60",
                "2025-01-02T03:04:05+01:00:60",
                "2025-01-02T03:04:05+1:00",
                "2025-01-02T03:04:05+",
                "2025-01-02T03:04.5",
                " 2025-01-02T03:04:05",
                "+2025-01-02T03:04:05",
                "٢٠٢٥-01-02T03:04:05",
                "1735787045"
            })
    void whatIsNoneIsNotRead(String text) {
        assertThat(Timestamps.read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-01-02T03:04:05Z, 2025-01-02T03:04:05+00:00",
        "2025-01-02T03:04:05.1Z, 2025-01-02T03:04:05.100000+00:00",
        "2025-01-02T03:04:05.000001Z, 2025-01-02T03:04:05.000001+00:00",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00+00:00",
        "1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999999+00:00",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999+00:00",
    })
    void aTimestampIsWrittenAsPython38ReadsIt(Instant moment, String text) {
        assertThat(Timestamps.text(moment)).isEqualTo(text);
        assertThat(Timestamps.read(text)).contains(moment);
    }
}
