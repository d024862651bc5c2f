package io.whisperschema.internal.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.Golden;
import io.whisperschema.move.Field;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Nullness;
import io.whisperschema.move.Parts;
import io.whisperschema.move.Passage;
import io.whisperschema.move.ValueKind.Plain;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingTest {
    private final StringBuilder lines = new StringBuilder();

    @Test
    void bytesAndHashesStayAsTheyWere() {
        line("null", Raw.nothing());
        line("integer 1", Raw.typed(Tag.INTEGER, 1));
        line("integer least", Raw.typed(Tag.INTEGER, Long.MIN_VALUE));
        line("real 1.5", real(1.5));
        line("real -0.0", real(-0.0));
        line("real NaN", Raw.typed(Tag.REAL, 0x7ff8000000000001L));
        line("real infinity", real(Double.POSITIVE_INFINITY));
        line("decimal 1.50", decimal("1.50"));
        line("decimal -1200", decimal("-1200"));
        line("decimal 0.00", decimal("0.00"));
        line("decimal large", decimal("123456789012345678901234567890.1234500"));
        line("decimal NaN", Raw.typed(Tag.DECIMAL, HexFormat.of().parseHex("8000000000")));
        line("boolean true", Raw.typed(Tag.BOOLEAN, 1));
        line("text", Raw.typed(Tag.TEXT, "grüße 😀".getBytes(StandardCharsets.UTF_8)));
        line("text empty", Raw.typed(Tag.TEXT));
        line("bytes", Raw.typed(Tag.BYTES, new byte[] {0, -1}));
        line("moment", Raw.typed(Tag.MOMENT, 1_732_183_872_123_456L));
        line("moment infinity", Raw.typed(Tag.MOMENT, Long.MAX_VALUE));
        line("local moment", Raw.typed(Tag.LOCAL_MOMENT, -1));
        line("date", Raw.typed(Tag.DATE, 20_048));
        line("uuid", Raw.typed(Tag.UUID, HexFormat.of().parseHex("00112233445566778899aabbccddeeff")));
        line("jsonb", Raw.typed(Tag.JSONB, "{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
        line("array", Raw.typed(Tag.ARRAY, array()));
        line("vector", Raw.typed(Tag.VECTOR, HexFormat.of().parseHex("3f80000080000000")));
        line("opaque", Raw.typed(Tag.OPAQUE, "(1,2)".getBytes(StandardCharsets.UTF_8)));
        line("verbatim integer", Raw.integer(1));
        line("verbatim real -0.0", Raw.real(-0.0));
        line("verbatim text", Raw.textHex("ff00"));
        line("verbatim blob", Raw.blob("ff00"));

        Golden.isAsWrittenBefore("canonical-v1.txt", lines.toString());
    }

    /** Null, an integer, a real of negative zero, a decimal with zeros at its end, a truth, a text, a UUID. */
    private static byte[] array() {
        return HexFormat.of()
                .parseHex("00000007" + "00" + "010000000000000007" + "028000000000000000"
                        + "0300000002" + "00000002" + "0096" + "0401" + "0500000001" + "61"
                        + "0a00112233445566778899aabbccddeeff");
    }

    private void line(String name, Raw value) {
        var item = new Item(1);
        value.put(item, 0);
        var hash = new ItemHash(passage());
        hash.hash(item);
        lines.append(name)
                .append(": ")
                .append(encoded(item))
                .append(" %016x%016x".formatted(hash.high(), hash.low()))
                .append('\n');
    }

    private static String encoded(Item item) {
        var encoding = new Encoding();
        encoding.add(item, 0);
        return HexFormat.of().formatHex(encoding.bytes(), 0, encoding.length());
    }

    private static Raw real(double value) {
        return Raw.typed(Tag.REAL, Double.doubleToRawLongBits(value));
    }

    private static Raw decimal(String text) {
        return Raw.typed(Tag.DECIMAL, DecimalBytes.of(new BigDecimal(text)));
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 1.500",
        "0, 0.000",
        "0, 0E+5",
        "-12, -12.0",
        "100, 1E+2",
        "12800, 128E2",
        "-128, -128.00",
        "1234567890123456789012, 1234567890123456789012.0000000",
        "9223372036854775807, 9223372036854775807.0"
    })
    void decimalsOfOneValueHaveTheSameBytes(String one, String other) {
        assertThat(encodedDecimal(one)).isEqualTo(encodedDecimal(other));
    }

    @Test
    void theSameDecimalHasTheSameBytesHoweverLongItsUnscaledValueWas() {
        byte[] padded =
                ByteBuffer.allocate(4 + 12).putInt(2).putInt(0).putLong(150).array();
        var item = new Item(1);
        item.putTyped(0, Tag.DECIMAL, padded, 0, padded.length);

        assertThat(encoded(item)).isEqualTo(encodedDecimal("1.5"));
    }

    private static String encodedDecimal(String text) {
        var item = new Item(1);
        decimal(text).put(item, 0);
        return encoded(item);
    }

    @Test
    void thePartOfAnItemIsThatOfItsKey() {
        var passage = new Passage("facts", "facts", List.of(field("id"), field("value")), List.of(0), Optional.empty());
        var hash = new ItemHash(passage);

        assertThat(part(hash, 7, 1)).isEqualTo(part(hash, 7, 2));
        assertThat(hash.keyLow()).isNotEqualTo(hash.low());
    }

    @Test
    void anItemWithoutAValueInItsKeyIsKeyedByAllItHas() {
        var passage = new Passage("facts", "facts", List.of(field("id"), field("value")), List.of(0), Optional.empty());
        var hash = new ItemHash(passage);
        var item = new Item(2);
        item.putTyped(1, Tag.INTEGER, 5);
        hash.hash(item);

        assertThat(hash.keyLow()).isEqualTo(hash.low());
    }

    @Test
    void sumsOfPartsAreReadAsTheyAreWritten() {
        var parts = new Parts();
        parts.add(0, -1, -1);
        parts.add(0, 0, 1);
        parts.add(255, 5, 6);

        assertThat(Parts.of(parts.text())).isEqualTo(parts);
        assertThat(parts.sum(0).text()).isEqualTo("2 00000000000000000000000000000000");
        assertThat(parts.differingFrom(new Parts())).containsExactly(0, 255);
        assertThat(parts.digest(passage()))
                .isEqualTo(Parts.of(parts.text()).digest(passage()))
                .isNotEqualTo(new Parts().digest(passage()));
    }

    private static int part(ItemHash hash, long id, long value) {
        var item = new Item(2);
        item.putTyped(0, Tag.INTEGER, id);
        item.putTyped(1, Tag.INTEGER, value);
        hash.hash(item);
        return hash.part();
    }

    private static Passage passage() {
        return new Passage("facts", "facts", List.of(field("value")), List.of(), Optional.empty());
    }

    private static Field field(String name) {
        return new Field(name, name, Plain.BIGINT, Nullness.NULLABLE);
    }
}
