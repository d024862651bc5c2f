package io.whisperschema.cache.internal.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumeralsTest {
    /** These are what {@code repr} of Python says. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0",
                "-0.0",
                "0.1",
                "0.30000000000000004",
                "1.0",
                "100.0",
                "1234567.0",
                "12345678.0",
                "123456789012345.6",
                "1000000000000000.0",
                "1234567890123456.0",
                "1e+16",
                "1.5e+16",
                "-1.2345678901234568e+17",
                "1e+22",
                "1.7976931348623157e+308",
                "0.001",
                "0.0001",
                "0.00012345",
                "-0.00012345",
                "1e-05",
                "1.5e-05",
                "2.2250738585072014e-308",
                "5e-324",
                "-5e-324",
                "1e-323",
                "1.5e-323",
                "2e-323",
                "2.5e-323",
                "4.4e-323",
                "5e-323",
                "1e-322",
                "NaN",
                "Infinity",
                "-Infinity"
            })
    void aNumeralIsThatOfPython(String numeral) {
        assertThat(Numerals.of(Double.parseDouble(numeral))).isEqualTo(numeral);
    }

    /** The digest is of what Python makes of the same numbers. */
    @Test
    void numeralsAreTheSameOnEveryJdk() throws NoSuchAlgorithmException {
        var chance = new Random(17);
        var digest = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < 50_000; i++) {
            String numeral = Numerals.of(Double.longBitsToDouble(chance.nextLong()));
            digest.update((numeral + "\n").getBytes(US_ASCII));
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("243fd82eb36d24c2483554117ecac8e975bde8dcada3e55f3d4ae80bd845b0f7");
    }

    @Test
    void aNumeralIsReadAsTheSameNumber() {
        var chance = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            double number = Double.longBitsToDouble(chance.nextLong());
            assertThat(Double.valueOf(Numerals.of(number))).isEqualTo(Double.valueOf(number));
        }
    }
}
