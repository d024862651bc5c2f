package io.whisperschema.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.move.Field;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Nullness;
import io.whisperschema.move.ValueKind;
import io.whisperschema.move.ValueKind.Plain;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryCodecTest {
    private static final int HEADER = BinaryEncoder.SIGNATURE.length + 2 * Integer.BYTES;

    @ParameterizedTest
    @CsvSource({
        "0,           0000 0000 0000 0000",
        "0.00,        0000 0000 0000 0002",
        "1,           0001 0000 0000 0000 0001",
        "-1,          0001 0000 4000 0000 0001",
        "12345.678,   0003 0001 0000 0003 0001 0929 1a7c",
        "0.0001,      0001 ffff 0000 0004 0001",
        "0.00001,     0001 fffe 0000 0005 03e8",
        "10000,       0001 0001 0000 0000 0001",
        "1.50,        0002 0000 0000 0002 0001 1388",
        "-99999999.9, 0003 0001 4000 0001 270f 270f 2328",
        "9223372036854775807, 0005 0004 0000 0000 039a 0d2c 0170 1565 16af",
    })
    void aDecimalIsWrittenInGroupsOfFourDigits(String value, String bytes) throws SQLException {
        BigDecimal decimal = new BigDecimal(value);

        byte[] written = writtenDecimal(decimal);

        assertThat(HexFormat.of().formatHex(written)).isEqualTo(bytes.replace(" ", ""));
        assertThat(readDecimal(written)).isEqualTo(decimal);
    }

    @Test
    void aDecimalOfNegativeScaleHasNoDigitsBehindThePoint() throws SQLException {
        assertThat(readDecimal(writtenDecimal(new BigDecimal("1E+3")))).isEqualTo(new BigDecimal("1000"));
        assertThat(readDecimal(writtenDecimal(new BigDecimal("-12E+1001"))))
                .isEqualByComparingTo(new BigDecimal("-12E+1001"));
    }

    @Test
    void decimalsOfAllSizesAreReadAsTheyWereWritten() throws SQLException {
        var random = new Random(20261121);
        for (int i = 0; i < 20_000; i++) {
            int scale = random.nextInt(i % 10 == 0 ? 400 : 25);
            BigDecimal decimal =
                    new BigDecimal(new BigInteger(1 + random.nextInt(i % 10 == 1 ? 900 : 70), random), scale);
            BigDecimal signed = random.nextBoolean() ? decimal : decimal.negate();

            assertThat(readDecimal(writtenDecimal(signed))).isEqualTo(signed);
        }
    }

    @Test
    void theEdgesOfALongAreReadAsTheyWereWritten() throws SQLException {
        for (long value : new long[] {
            Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE + 1, -128, 127, -129, 128, 255, 256, -32768, 32767
        }) {
            for (int scale = 0; scale < 21; scale++) {
                BigDecimal decimal = BigDecimal.valueOf(value, scale);
                assertThat(readDecimal(writtenDecimal(decimal))).isEqualTo(decimal);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, c000", "1, d000", "2, f000"})
    void aDecimalThatIsNoNumberHasASignOfItsOwn(int which, String sign) throws SQLException {
        byte[] special = ByteBuffer.allocate(5)
                .putInt(BinaryNumeric.SPECIAL)
                .put((byte) which)
                .array();

        byte[] written = written(type(1700), Tag.DECIMAL, special);

        assertThat(HexFormat.of().formatHex(written)).isEqualTo("00000000" + sign + "0000");
        Item item = read(type(1700), Plain.NUMERIC, written);
        assertThat(bytes(item)).isEqualTo(special);
    }

    @Test
    void aDecimalBeyondPostgresIsRefusedRatherThanCut() {
        assertThatThrownBy(() -> writtenDecimal(new BigDecimal("1E+200000"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> writtenDecimal(new BigDecimal("1E-20000"))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "16,   BOOLEAN,      1,                     01",
        "21,   INTEGER,      -32768,                8000",
        "23,   INTEGER,      2147483647,            7fffffff",
        "20,   INTEGER,      -2,                    fffffffffffffffe",
        "1184, MOMENT,       946684800000001,       0000000000000001",
        "1184, MOMENT,       0,                     fffca2fec4c82000",
        "1184, MOMENT,       9223372036854775807,   7fffffffffffffff",
        "1114, LOCAL_MOMENT, -9223372036854775808,  8000000000000000",
        "1082, DATE,         10957,                 00000000",
        "1082, DATE,         0,                     ffffd533",
        "1082, DATE,         9223372036854775807,   7fffffff",
        "1082, DATE,         -9223372036854775808,  80000000",
    })
    void aNumberIsWrittenInTheFormOfItsColumn(int oid, Tag tag, long number, String bytes) throws SQLException {
        byte[] written = written(type(oid), tag, number);

        assertThat(HexFormat.of().formatHex(written)).isEqualTo(bytes);
        Item item = read(type(oid), kind(tag, oid), written);
        assertThat(item.tag(0)).isEqualTo(tag);
        assertThat(item.number(0)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, -0.0, 1.5, 5e-324, 1e308, Double.NaN, Double.POSITIVE_INFINITY})
    void aRealKeepsItsBits(double value) throws SQLException {
        Item item = read(type(701), Plain.REAL, written(type(701), Tag.REAL, Double.doubleToRawLongBits(value)));

        assertThat(item.number(0)).isEqualTo(Double.doubleToRawLongBits(value));
    }

    @Test
    void aRealOf32BitsIsReadAsTheSameNumberOf64() throws SQLException {
        long bits = Double.doubleToRawLongBits(0.1f);

        byte[] written = written(type(700), Tag.REAL, bits);

        assertThat(written).hasSize(Float.BYTES);
        assertThat(read(type(700), Plain.FLOAT, written).number(0)).isEqualTo(bits);
    }

    @Test
    void aNumberThatDoesNotFitIsRefusedRatherThanCut() {
        assertThatThrownBy(() -> written(type(23), Tag.INTEGER, 1L << 31)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> written(type(21), Tag.INTEGER, 32768)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aValueOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> written(type(23), Tag.REAL, 0))
                .hasMessage("a value that is REAL came for a column of INT4");
        assertThatThrownBy(() -> written(type(17), Tag.TEXT, text("a")))
                .hasMessage("a value that is TEXT came for a column of BYTES");
    }

    @Test
    void aMomentBeyondWhatAnItemHoldsIsHandedOnAsText() {
        byte[] late = ByteBuffer.allocate(8).putLong(9223371331199999999L).array();

        Item item = read(type(1184), Plain.MOMENT, late);

        assertThat(item.tag(0)).isEqualTo(Tag.RAW_TEXT);
        assertThat(item.text(0)).isEqualTo("+294276-12-31T23:59:59.999999");
    }

    @Test
    void jsonbHasItsVersionBeforeItsText() throws SQLException {
        byte[] written = written(type(3802), Tag.JSONB, text("{\"a\": 1}"));

        assertThat(written).startsWith(1).endsWith(text("{\"a\": 1}"));
        assertThat(read(type(3802), Plain.JSONB, written).text(0)).isEqualTo("{\"a\": 1}");
    }

    @Test
    void anEmptyTextIsNoNull() throws SQLException {
        assertThat(written(type(25), Tag.TEXT, new byte[0])).isEmpty();
        assertThat(read(type(25), Plain.TEXT, new byte[0]).tag(0)).isEqualTo(Tag.TEXT);
    }

    @Test
    void rowsOfNullsAndValuesOfAnySizeFollowEachOther() throws SQLException {
        List<BinaryType> types = List.of(type(25), type(20), type(17));
        var copied = new ByteArrayOutputStream();
        var encoder =
                new BinaryEncoder(types, new CopyBytes((bytes, from, length) -> copied.write(bytes, from, length)));
        var random = new Random(5);
        var item = new Item(3);
        encoder.begin();
        for (int i = 0; i < 300; i++) {
            fill(item, i, random);
            encoder.add(item);
        }
        encoder.end();

        var decoder = new BinaryDecoder(readings(types, List.of(Plain.TEXT, Plain.BIGINT, Plain.BYTES)));
        byte[] all = copied.toByteArray();
        var again = new Item(3);
        random.setSeed(5);
        int at = HEADER;
        for (int i = 0; i < 300; i++) {
            fill(item, i, random);
            again.clear();
            at = decoder.read(all, at, again);
            assertThat(described(again)).isEqualTo(described(item));
        }
        assertThat(Arrays.copyOfRange(all, at, all.length)).containsExactly(0xff, 0xff);
    }

    /** The third value is larger than a buffer now and then. */
    private static void fill(Item item, int row, Random random) {
        item.clear();
        byte[] text = text("ü".repeat(random.nextInt(3000)));
        byte[] large = new byte[row % 50 == 0 ? 200_000 : random.nextInt(20)];
        random.nextBytes(large);
        if (row % 3 != 0) {
            item.putTyped(0, Tag.TEXT, text, 0, text.length);
        }
        item.putTyped(1, Tag.INTEGER, random.nextLong());
        item.putTyped(2, Tag.BYTES, large, 0, large.length);
    }

    @Test
    void aValueThatIsTooLargeIsTold() {
        FieldReading bounded =
                FieldReading.of(field(Plain.TEXT), Optional.of(type(25))).atMost(10);
        byte[] row = ByteBuffer.allocate(2 + 4 + 4 + 4)
                .putShort((short) 2)
                .putInt(-1)
                .putInt(4)
                .putInt(77)
                .array();
        var item = new Item(1);

        int end = new BinaryDecoder(List.of(bounded)).read(row, 0, item);

        assertThat(end).isEqualTo(row.length);
        assertThat(item.tag(0)).isEqualTo(Tag.TOO_LARGE);
        assertThat(item.number(0)).isEqualTo(77);
    }

    static Stream<byte[]> arrays() {
        byte code = Tag.INTEGER.code();
        return Stream.of(
                ByteBuffer.allocate(4).putInt(0).array(),
                ByteBuffer.allocate(13).putInt(1).put(code).putLong(-7).array(),
                ByteBuffer.allocate(23)
                        .putInt(3)
                        .put(code)
                        .putLong(Long.MAX_VALUE)
                        .put(Tag.NULL.code())
                        .put(code)
                        .putLong(0)
                        .array());
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void anArrayIsReadAsItWasWritten(byte[] array) throws SQLException {
        BinaryType bigints = BinaryType.arrayOf(type(20), 1016);

        Item item = read(bigints, new ValueKind.Array(Plain.BIGINT), written(bigints, Tag.ARRAY, array));

        assertThat(item.tag(0)).isEqualTo(Tag.ARRAY);
        assertThat(bytes(item)).isEqualTo(array);
    }

    @Test
    void anArrayOfDecimalsHasALengthBeforeEachUnscaledValue() throws SQLException {
        byte[] array = ByteBuffer.allocate(4 + 11 + 1)
                .putInt(2)
                .put(Tag.DECIMAL.code())
                .putInt(1)
                .putInt(2)
                .putShort((short) 12345)
                .put(Tag.NULL.code())
                .array();
        BinaryType decimals = BinaryType.arrayOf(type(1700), 1231);

        Item item = read(decimals, new ValueKind.Array(Plain.NUMERIC), written(decimals, Tag.ARRAY, array));

        assertThat(bytes(item)).isEqualTo(array);
        assertThat(ItemText.of(item, 0)).isEqualTo("{1234.5,NULL}");
    }

    @Test
    void anArrayOfTwoDimensionsIsHandedOnAsText() {
        ByteBuffer squares = ByteBuffer.allocate(12 + 16 + 4 * 8);
        squares.putInt(2).putInt(0).putInt(23).putInt(2).putInt(1).putInt(2).putInt(0);
        LongStream.range(0, 4).forEach(number -> squares.putInt(4).putInt((int) number));

        Item item = read(BinaryType.arrayOf(type(23), 1007), new ValueKind.Array(Plain.INTEGER_32), squares.array());

        assertThat(item.tag(0)).isEqualTo(Tag.RAW_TEXT);
        assertThat(item.text(0)).isEqualTo("[1:2][0:1]={{\"0\",\"1\"},{\"2\",\"3\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "MOMENT,       0,                     1970-01-01 00:00:00.000000+00",
        "MOMENT,       -1,                    1969-12-31 23:59:59.999999+00",
        "MOMENT,       -62198755200000000,    0002-01-01 00:00:00.000000+00 BC",
        "LOCAL_MOMENT, 253402300799999999,    9999-12-31 23:59:59.999999",
        "MOMENT,       9223372036854775807,   infinity",
        "DATE,         -9223372036854775808,  -infinity",
        "DATE,         -719162,               0001-01-01",
        "DATE,         -719163,               0001-12-31 BC",
        "BOOLEAN,      0,                     f",
        "INTEGER,      -9223372036854775808,  -9223372036854775808",
        "REAL,         9218868437227405312,   Infinity",
    })
    void aNumberHasTheTextThatPostgresReads(Tag tag, long number, String text) {
        var item = new Item(1);
        item.putTyped(0, tag, number);

        assertThat(ItemText.of(item, 0)).isEqualTo(text);
    }

    @Test
    void aRowOfTextHidesWhatSeparatesValues() throws SQLException {
        var item = new Item(4);
        byte[] hostile = text("a\tb\\N\r\nü");
        item.putTyped(0, Tag.TEXT, hostile, 0, hostile.length);
        item.putTyped(2, Tag.BYTES, new byte[] {1, (byte) 0xff}, 0, 2);
        item.putTyped(3, Tag.UUID, new byte[16], 0, 16);
        var copied = new ByteArrayOutputStream();
        var copy = new TextCopy(new CopyBytes((bytes, from, length) -> copied.write(bytes, from, length)));

        copy.add(item);
        copy.end();

        assertThat(copied.toString(StandardCharsets.UTF_8))
                .isEqualTo("a\\tb\\\\N\\r\\nü\t\\N\t\\\\x01ff\t00000000-0000-0000-0000-000000000000\n");
    }

    private static byte[] writtenDecimal(BigDecimal decimal) throws SQLException {
        byte[] unscaled = decimal.unscaledValue().toByteArray();
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES + unscaled.length)
                .putInt(decimal.scale())
                .put(unscaled)
                .array();
        return written(type(1700), Tag.DECIMAL, bytes);
    }

    private static BigDecimal readDecimal(byte[] written) {
        byte[] bytes = bytes(read(type(1700), Plain.NUMERIC, written));
        return new BigDecimal(
                new BigInteger(bytes, 4, bytes.length - 4),
                ByteBuffer.wrap(bytes).getInt());
    }

    private static byte[] written(BinaryType type, Tag tag, long number) throws SQLException {
        var item = new Item(1);
        item.putTyped(0, tag, number);
        return written(type, item);
    }

    private static byte[] written(BinaryType type, Tag tag, byte[] value) throws SQLException {
        var item = new Item(1);
        item.putTyped(0, tag, value, 0, value.length);
        return written(type, item);
    }

    /** The value alone, whose length stands before it. */
    private static byte[] written(BinaryType type, Item item) throws SQLException {
        var copied = new ByteArrayOutputStream();
        var out = new CopyBytes((bytes, from, length) -> copied.write(bytes, from, length));
        new BinaryEncoder(List.of(type), out).add(item);
        out.send();
        ByteBuffer row = ByteBuffer.wrap(copied.toByteArray());
        assertThat(row.getShort()).isEqualTo((short) 1);
        assertThat(row.getInt()).isEqualTo(row.remaining());
        return Arrays.copyOfRange(row.array(), row.position(), row.limit());
    }

    private static Item read(BinaryType type, ValueKind kind, byte[] written) {
        byte[] row = ByteBuffer.allocate(Short.BYTES + Integer.BYTES + written.length)
                .putShort((short) 1)
                .putInt(written.length)
                .put(written)
                .array();
        var item = new Item(1);
        int end = new BinaryDecoder(readings(List.of(type), List.of(kind))).read(row, 0, item);
        assertThat(end).isEqualTo(row.length);
        return item;
    }

    private static List<FieldReading> readings(List<BinaryType> types, List<? extends ValueKind> kinds) {
        return Stream.iterate(0, i -> i < types.size(), i -> i + 1)
                .map(i -> FieldReading.of(field(kinds.get(i)), Optional.of(types.get(i))))
                .toList();
    }

    private static Field field(ValueKind kind) {
        return new Field("a", "a", kind, Nullness.NULLABLE);
    }

    private static ValueKind kind(Tag tag, int oid) {
        return switch (tag) {
            case INTEGER -> oid == 20 ? Plain.BIGINT : oid == 23 ? Plain.INTEGER_32 : Plain.INTEGER_16;
            default -> Plain.valueOf(tag.name());
        };
    }

    private static BinaryType type(long oid) {
        return BinaryType.scalar(oid, 'b').orElseThrow();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Item item) {
        return Arrays.copyOfRange(item.arena(), item.offset(0), item.offset(0) + item.length(0));
    }

    private static String described(Item item) {
        var text = new StringBuilder();
        for (int i = 0; i < item.fields(); i++) {
            text.append(item.tag(i)).append(' ');
            text.append(item.tag(i) == Tag.NULL ? "" : ItemText.of(item, i)).append('\n');
        }
        return text.toString();
    }
}
