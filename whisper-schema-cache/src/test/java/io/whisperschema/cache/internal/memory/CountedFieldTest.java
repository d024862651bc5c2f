package io.whisperschema.cache.internal.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedFieldTest {
    private static List<byte[]> fields(String count) {
        return List.of("count".getBytes(UTF_8), count.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"7, 9", "-1, 1", "0, 2", "+7, +7", "07, 07", "-0, -0", "' 7', ' 7'", "7.0, 7.0", "٧, ٧", "'', ''"})
    void whatRedisTakesForNoNumberIsNotCountedOn(String before, String after) {
        assertThat(Elements.counted(fields(before), "count", 2)).containsExactlyElementsOf(fields(after));
    }
}
