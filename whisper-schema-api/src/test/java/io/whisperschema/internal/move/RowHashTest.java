package io.whisperschema.internal.move;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowHashTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 00000000000000000000000000000000",
                "hello | cbd8a7b341bd9b025b1e906a48ae1d19",
                "'hello, world' | 342fac623a5ebc8e4cdcbc079642414d",
                "19 Jan 2038 at 3:14:07 AM | b89e5988b737affc664fc2950231b2cb",
                "The quick brown fox jumps over the lazy dog. | cd99481f9ee902c9695da1a38987b6e7"
            })
    void givesThePublishedHashes(String text, String hash) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(hashed(bytes, 0, bytes.length)).isEqualTo(hash);
    }

    @Test
    void hashesAPartOfAnArrayAsThatPartAlone() {
        byte[] bytes = "..hello, world, again and again..".getBytes(StandardCharsets.UTF_8);
        byte[] part = "hello, world, again and again".getBytes(StandardCharsets.UTF_8);

        assertThat(hashed(bytes, 2, part.length)).isEqualTo(hashed(part, 0, part.length));
    }

    private static String hashed(byte[] bytes, int from, int length) {
        var hash = new RowHash();
        hash.hash(bytes, from, length);
        return "%016x%016x".formatted(hash.high(), hash.low());
    }
}
