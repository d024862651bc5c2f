package io.whisperschema.internal.move;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    private static final String FILLING = "twelve bytes";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "c3",
                "c328",
                "c080",
                "c1bf",
                "e08080",
                "e09f80",
                "eda080",
                "edbfbf",
                "f0808080",
                "f4908080",
                "f5808080",
                "ff",
                "e282",
                "f09f98"
            })
    void findsWhatIsNoTextWhereverItIs(String hex) {
        byte[] bad = HexFormat.of().parseHex(hex);

        for (int at = 0; at <= FILLING.length(); at++) {
            assertThat(scanned(around(bad, at))).isEqualTo(Utf8.Look.INVALID);
        }
    }

    @Test
    void findsNulWhereverItIs() {
        for (int at = 0; at <= FILLING.length(); at++) {
            assertThat(scanned(around(new byte[1], at))).isEqualTo(Utf8.Look.NUL);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "grüße aus köln", "日本語のテキスト", "😀 and 🏳️‍🌈", "\u0001\u007f\u0080\ud7ff\ue000\uffff"})
    void takesTextAsItIs(String text) {
        assertThat(scanned(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(Utf8.Look.CLEAN);
    }

    @Test
    void agreesWithJavaOnRandomBytes() {
        var random = new Random(20261121);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            assertThat(scanned(bytes) != Utf8.Look.INVALID)
                    .as(HexFormat.of().formatHex(bytes))
                    .isEqualTo(isText(bytes));
        }
    }

    @Test
    void cutsAfterWholeCharacters() {
        byte[] bytes = "äö😀x".getBytes(StandardCharsets.UTF_8);

        assertThat(Utf8.characters(bytes, 0, bytes.length)).isEqualTo(4);
        assertThat(Utf8.bytesOf(3, bytes, 0, bytes.length)).isEqualTo(8);
        assertThat(Utf8.bytesOf(9, bytes, 0, bytes.length)).isEqualTo(9);
    }

    private static byte[] around(byte[] bytes, int at) {
        byte[] text = (FILLING + FILLING).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(text.length + bytes.length)
                .put(text, 0, at)
                .put(bytes)
                .put(text, at, text.length - at)
                .array();
    }

    private static boolean isText(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException none) {
            return false;
        }
    }

    private static Utf8.Look scanned(byte[] bytes) {
        return Utf8.scan(bytes, 0, bytes.length);
    }
}
