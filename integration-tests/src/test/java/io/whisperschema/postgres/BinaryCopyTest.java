package io.whisperschema.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.integration.Sql;
import io.whisperschema.move.Field;
import io.whisperschema.move.Item;
import io.whisperschema.move.Nullness;
import io.whisperschema.move.ValueKind;
import io.whisperschema.move.ValueKind.LimitedText;
import io.whisperschema.move.ValueKind.Plain;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

@WithDatabases
class BinaryCopyTest {
    private static final int HEADER = BinaryEncoder.SIGNATURE.length + 2 * Integer.BYTES;

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("boolean", Plain.BOOLEAN, List.of("true", "false")),
                Arguments.of("smallint", Plain.INTEGER_16, List.of("0", "-32768", "32767")),
                Arguments.of("integer", Plain.INTEGER_32, List.of("0", "-2147483648", "2147483647")),
                Arguments.of("bigint", Plain.BIGINT, List.of("0", "-9223372036854775808", "9223372036854775807")),
                Arguments.of("real", Plain.FLOAT, List.of("0.1", "-0", "NaN", "Infinity", "1e-45", "3.4028235e38")),
                Arguments.of(
                        "double precision",
                        Plain.REAL,
                        List.of("0.1", "-0", "NaN", "-Infinity", "5e-324", "1.7976931348623157e308")),
                Arguments.of(
                        "numeric",
                        Plain.NUMERIC,
                        List.of(
                                "0",
                                "0.00",
                                "1.50",
                                "-12345.678",
                                "1e100",
                                "1e-100",
                                "NaN",
                                "Infinity",
                                "-Infinity",
                                "9223372036854775807.0001",
                                "-99999999999999999999999999999.99999",
                                "0.000012340")),
                Arguments.of("numeric(30,10)", new ValueKind.Decimal(30, 10), List.of("1", "-0.0000000001", "12e18")),
                Arguments.of("text", Plain.TEXT, List.of("", "a\tb\\N\n\r", "ü漢😀", "x".repeat(100_000))),
                Arguments.of("varchar(5)", new LimitedText(5, LimitedText.Padding.COUNTS), List.of("", "ab  ")),
                Arguments.of("char(5)", new LimitedText(5, LimitedText.Padding.IGNORED), List.of("ab", "abcde")),
                Arguments.of("mood", Plain.TEXT, List.of("fine", "not so")),
                Arguments.of("positive", Plain.INTEGER_32, List.of("1")),
                Arguments.of("bytea", Plain.BYTES, List.of("", "\\x00ff10")),
                Arguments.of(
                        "timestamp with time zone",
                        Plain.MOMENT,
                        List.of(
                                "2024-11-21 10:11:12.123456+05:30",
                                "1969-12-31 23:59:59.999999+00",
                                "4713-01-01 00:00:00+00 BC",
                                "294246-12-31 23:59:59.999999+00",
                                "infinity",
                                "-infinity")),
                Arguments.of(
                        "timestamp", Plain.LOCAL_MOMENT, List.of("2024-11-21 10:11:12.5", "0044-03-15 BC", "infinity")),
                Arguments.of("date", Plain.DATE, List.of("2024-02-29", "4713-01-01 BC", "infinity", "-infinity")),
                Arguments.of(
                        "uuid",
                        Plain.UUID,
                        List.of("00000000-0000-0000-0000-000000000000", "f0e1d2c3-b4a5-9687-7869-5a4b3c2d1e0f")),
                Arguments.of("json", Plain.JSON, List.of("{ \"a\":1.0,\n \"a\": null}", "\"\"")),
                Arguments.of("jsonb", Plain.JSONB, List.of("{\"b\": [1, 2.50], \"a\": \"ü\\\\\"}", "null")),
                Arguments.of("integer[]", array(Plain.INTEGER_32), List.of("{}", "{1,NULL,-3}")),
                Arguments.of(
                        "text[]", array(Plain.TEXT), List.of("{}", "{\"\",NULL,\"NULL\",\"a\\\"b\\\\c\",\"{,}\"}")),
                Arguments.of("numeric[]", array(Plain.NUMERIC), List.of("{1.50,NaN,-0.001}")),
                Arguments.of("timestamptz[]", array(Plain.MOMENT), List.of("{\"2024-11-21 10:11:12+00\",infinity}")),
                Arguments.of("uuid[]", array(Plain.UUID), List.of("{f0e1d2c3-b4a5-9687-7869-5a4b3c2d1e0f,NULL}")),
                Arguments.of("boolean[]", array(Plain.BOOLEAN), List.of("{t,f,NULL}")),
                Arguments.of("jsonb[]", array(Plain.JSONB), List.of("{\"{\\\"a\\\": 1}\"}")),
                Arguments.of("bytea[]", array(Plain.BYTES), List.of("{\"\\\\x00ff\"}")),
                Arguments.of("inet", Plain.OPAQUE, List.of("10.0.0.1/8")),
                Arguments.of("interval", Plain.OPAQUE, List.of("1 year 2 mons 3 days 04:05:06.7")));
    }

    private static ValueKind array(Plain element) {
        return new ValueKind.Array(element);
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatIsReadAndWrittenAgainIsTheSame(
            String type, ValueKind kind, List<String> literals, PostgresDatabase database) throws SQLException {
        Sql.run(
                database.dataSource(),
                "CREATE TYPE mood AS ENUM ('fine', 'not so')",
                "CREATE DOMAIN positive AS integer CHECK (VALUE > 0)",
                "CREATE TABLE one (n serial, v " + type + ")",
                "CREATE TABLE binary_copy (n serial, v " + type + ")",
                "CREATE TABLE text_copy (n serial, v " + type + ")");
        for (String literal : literals) {
            Sql.run(database.dataSource(), "INSERT INTO one (v) VALUES ('" + literal.replace("'", "''") + "')");
        }
        Sql.run(database.dataSource(), "INSERT INTO one (v) VALUES (NULL)");

        try (Connection connection = database.dataSource().getConnection()) {
            var field = new Field("v", "v", kind, Nullness.NULLABLE);
            Optional<BinaryType> known =
                    ColumnTypes.of(connection, "public", "one").of("v");
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            List<Item> items = read(copies, FieldReading.of(field, known));
            if (known.isPresent()) {
                assertThat(known.get().takes(kind)).isTrue();
                writeBinary(copies, known.get(), items);
            }
            writeText(copies, items);

            String all = "SELECT coalesce(v::text, '<null>') FROM %s ORDER BY n";
            List<String> wanted = Sql.texts(database.dataSource(), all.formatted("one"));
            assertThat(Sql.texts(database.dataSource(), all.formatted("text_copy")))
                    .isEqualTo(wanted);
            if (known.isPresent()) {
                assertThat(Sql.texts(database.dataSource(), all.formatted("binary_copy")))
                        .isEqualTo(wanted);
            }
        }
    }

    private static List<Item> read(CopyManager copies, FieldReading reading) throws SQLException {
        var items = new ArrayList<Item>();
        var decoder = new BinaryDecoder(List.of(reading));
        CopyOut copy = copies.copyOut(
                "COPY (SELECT " + reading.expression() + " FROM one ORDER BY n) TO STDOUT (FORMAT binary)");
        int at = HEADER;
        for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
            if (at < message.length && BigEndian.int16(message, at) >= 0) {
                var item = new Item(1);
                assertThat(decoder.read(message, at, item)).isEqualTo(message.length);
                items.add(item);
            }
            at = 0;
        }
        return items;
    }

    private static void writeBinary(CopyManager copies, BinaryType type, List<Item> items) throws SQLException {
        CopyIn copy = copies.copyIn("COPY binary_copy (v) FROM STDIN (FORMAT binary)");
        var encoder = new BinaryEncoder(List.of(type), new CopyBytes(copy::writeToCopy));
        encoder.begin();
        for (Item item : items) {
            encoder.add(item);
        }
        encoder.end();
        assertThat(copy.endCopy()).isEqualTo(items.size());
    }

    private static void writeText(CopyManager copies, List<Item> items) throws SQLException {
        CopyIn copy = copies.copyIn("COPY text_copy (v) FROM STDIN (FORMAT text)");
        var text = new TextCopy(new CopyBytes(copy::writeToCopy));
        for (Item item : items) {
            text.add(item);
        }
        text.end();
        assertThat(copy.endCopy()).isEqualTo(items.size());
    }
}
