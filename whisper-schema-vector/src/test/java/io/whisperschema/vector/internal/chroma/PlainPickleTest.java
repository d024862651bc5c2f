package io.whisperschema.vector.internal.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPickleTest {
    private static Map<Object, @Nullable Object> read(byte[] pickle) throws IOException {
        return PlainPickle.read(new ByteArrayInputStream(pickle), pickle.length, 100);
    }

    /** A pickle in hexadecimal digits, with texts between quotes. */
    private static byte[] pickle(String spelled) {
        var digits = new StringBuilder();
        String[] parts = spelled.split("'", -1);
        for (int i = 0; i < parts.length; i++) {
            digits.append(
                    i % 2 == 0
                            ? parts[i].replace(" ", "")
                            : HexFormat.of().formatHex(parts[i].getBytes(StandardCharsets.UTF_8)));
        }
        return HexFormat.of().parseHex(digits);
    }

    private static void refuses(String spelled, String sentence) {
        assertThatExceptionOfType(ChromaFault.class)
                .isThrownBy(() -> read(pickle(spelled)))
                .withMessageContaining(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "03", "04", "05"})
    void aDictionaryOfEachProtocolIsRead(String protocol) throws IOException {
        assertThat(read(pickle("80" + protocol + "'}(X' 01000000 'aK' 07 'X' 01000000 'bNu.'")))
                .containsEntry("a", 7L)
                .containsEntry("b", null);
    }

    @Test
    void textsAndNumbersOfEveryLengthArriveAndAreRecalled() throws IOException {
        assertThat(read(pickle("8004 95 1000000000000000 '}' 94 '(' 8c 01 'a' 94 'J' feffffff"
                        + "8d 0200000000000000 'é' 94 8a 05 0000000001 8c 01 'c' 71 09 'M' ffff 8c 01 'd' 'h' 09"
                        + " 8c 01 'e' 'j' 02000000 8c 01 'f' 8a 00 'u.'")))
                .isEqualTo(Map.of("a", -2L, "é", 1L << 32, "c", 65535L, "d", "c", "e", "é", "f", 0L));
    }

    @ParameterizedTest
    @CsvSource({
        "GLOBAL, 63",
        "STACK_GLOBAL, 93",
        "REDUCE, 52",
        "BUILD, 62",
        "INST, 69",
        "OBJ, 6f",
        "NEWOBJ, 81",
        "NEWOBJ_EX, 92",
        "PERSID, 50",
        "BINPERSID, 51",
        "EXT1, 82",
        "EXT2, 83",
        "EXT4, 84",
        "NEXT_BUFFER, 97",
        "READONLY_BUFFER, 98",
        "opcode 0x49, 49",
        "opcode 0x5d, 5d",
        "opcode 0x47, 47",
        "opcode 0x80, 80"
    })
    void whatAPlainDictionaryDoesNotNeedIsRefusedByName(String name, String opcode) {
        refuses("8002" + opcode + "'os' 0a 'system' 0a", "asks for " + name + ", at byte 2");
        refuses("8002 '}}' " + opcode + "'.'", "asks for " + name + ", at byte 4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|it ends early",
                "7d2e|no pickle of protocol 2 to 5",
                "8001 7d2e|protocol 1",
                "8006 7d2e|protocol 6",
                "8002 7d|it ends early",
                "8002 7d2e2e|goes on after its end",
                "8002 2e|does not hold one value",
                "8002 7d7d2e|does not hold one value",
                "8002 4e2e|a dictionary belongs",
                "8002 7d4b0175 2e|sets entries where there are none",
                "8002 7d284b01752e|an entry has no value",
                "8002 7d284e4b01752e|no plain one",
                "8002 7d4b014b0173 4b014b0273 2e|same entry twice",
                "8002 58ffffffff61|no id",
                "8002 8d ffffffffffffffff 61|no id",
                "8002 58 05000000 61|it ends early",
                "8002 8c 01 ff|no UTF-8",
                "8002 8a 09 000000000000000000|a number of 9 bytes",
                "8002 6800|was not remembered",
                "8002 7d71006800 2e|was not remembered",
                "8002 949494|remembers more than it holds",
                "8002 7d949494|remembers more than it holds"
            })
    void whatIsNoDictionaryIsRefusedInOneSentence(String digits, String sentence) {
        refuses(digits.replace("''", ""), sentence);
    }

    @Test
    void whatOnlyCostsMemoryIsRefusedBeforeItDoes() {
        refuses("8002" + "28".repeat(1000), "nested more than 4 deep");
        refuses("8002" + "7d".repeat(1000), "more than 16 dictionaries");
        refuses("8002" + "4e".repeat(100_000), "piles up more than");
        refuses("8002 7d28" + manyEntries(101) + "752e", "more entries than the 100");
        refuses("8004 7d94" + "'q' 00".repeat(1000), "remembers more than it holds");
    }

    private static String manyEntries(int count) {
        var entries = new StringBuilder();
        for (int i = 0; i < count; i++) {
            entries.append("4b").append(String.format(Locale.ROOT, "%02x", i)).append("4e");
        }
        return entries.toString();
    }

    /** As CPython 3.11 writes {@code PersistentData} with two records. */
    private static final String OF_PYTHON =
            "95 e500000000000000 8c 32 'chromadb.segment.impl.vector.local_persistent_hnsw' 948c 0e 'PersistentData'"
                    + " 94 93 94 29 81 94 7d 94 28 8c 0e 'dimensionality' 94 4b 08 8c 14 'total_elements_added'94 4b 02 8c"
                    + " 0a 'max_seq_id' 94 4d 2c01 8c 0b 'id_to_label' 94 7d 94 28 8c 01 'a' 94 4b 01 8c 05 'mem-2' 94 4b"
                    + " 0275 8c 0b 'label_to_id' 94 7d 94 28 4b 01 68 0a 4b 02 68 0b 75 8c 0c 'id_to_seq_id' 94 7d 94 28"
                    + " 68 0a 4b 01 68 0b4d 2c01 75 75 62 2e";

    @ParameterizedTest
    @ValueSource(strings = {"04", "05"})
    void theFrameThatPythonWroteIsTakenOff(String protocol) throws IOException {
        assertThat(read(pickle("80" + protocol + OF_PYTHON)))
                .isEqualTo(Map.of(
                        "dimensionality",
                        8L,
                        "total_elements_added",
                        2L,
                        "max_seq_id",
                        300L,
                        "id_to_label",
                        Map.of("a", 1L, "mem-2", 2L),
                        "label_to_id",
                        Map.of(1L, "a", 2L, "mem-2"),
                        "id_to_seq_id",
                        Map.of("a", 1L, "mem-2", 300L)));
    }

    @Test
    void anyOtherFrameIsRefused() {
        String frame = "8004" + OF_PYTHON;
        refuses(frame.replace("PersistentData", "PersistentDate"), "asks for STACK_GLOBAL");
        refuses(frame.replace("chromadb", "xhromadb"), "asks for STACK_GLOBAL");
        refuses(frame.replace("29 81 94", "29 52 94"), "asks for STACK_GLOBAL");
        refuses(frame.replace("29 81 94", "4e 81 94"), "asks for STACK_GLOBAL");
        refuses(frame.replace("75 75 62 2e", "75 62 75 2e"), "asks for BUILD");
        refuses(frame.replace("75 75 62 2e", "75 75 62 62 2e"), "asks for BUILD");
        refuses(frame.replace("75 75 62 2e", "75 75 2e"), "does not hold one value");
        refuses("8004 7d 62 2e", "asks for BUILD");
    }
}
