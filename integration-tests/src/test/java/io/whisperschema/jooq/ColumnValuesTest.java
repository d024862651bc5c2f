package io.whisperschema.jooq;

import static io.whisperschema.definition.relational.Relational.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.definition.relational.TablePart;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.exception.DataTypeException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host writes with jOOQ it reads back, whatever the column and the database. */
@WithDatabases
class ColumnValuesTest {
    private static final SchemaDefinition DEFINITION =
            SchemaDefinition.named("values").tables(everyType());

    private static io.whisperschema.definition.relational.Table everyType() {
        var parts = new ArrayList<TablePart>(List.of(
                bigint("id").identity(),
                decimal("price", 10, 2),
                decimal("exact", 40, 20),
                timestamp("written").defaultsToNow(),
                date("written_on").defaultsToNow(),
                textArray("tags").defaultsTo(Expression.literal(List.of("ü", "\"")))));
        for (ScalarType type : ScalarType.values()) {
            parts.add(columnOf("a_" + type.text(), type));
            parts.add(columnOf("many_" + type.text(), new ArrayType(type)));
        }
        return table("everything", parts.toArray(TablePart[]::new));
    }

    /** How a value stands in a statement. */
    private enum Form {
        BOUND,
        INLINED
    }

    /** A column and values that both databases keep. */
    private record Kept(String column, Object... values) {}

    private static Stream<Kept> kept() {
        return Stream.of(
                new Kept("a_text", "", "it's", "\\ \" ü 漢 😀 \n\t", "İıIi", "NULL", "{1,2}"),
                new Kept("a_integer", 0, Integer.MIN_VALUE, Integer.MAX_VALUE),
                new Kept("a_bigint", 0L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53 | 1),
                new Kept("a_real", 0.0, 0.1, 5e-324, Double.MAX_VALUE, -Double.MAX_VALUE, Double.POSITIVE_INFINITY),
                new Kept("a_boolean", true, false),
                new Kept(
                        "price",
                        new BigDecimal("0.00"),
                        new BigDecimal("0.10"),
                        new BigDecimal("-99999999.99"),
                        new BigDecimal("100.00")),
                new Kept(
                        "exact",
                        new BigDecimal("1234567890.12345678901234567890"),
                        new BigDecimal("-99999999999999999999.99999999999999999999"),
                        new BigDecimal("0.00000000000000000001"),
                        new BigDecimal("100000.00000000000000000000")),
                new Kept("a_timestamp", (Object[]) moments()),
                new Kept("a_date", (Object[]) dates()),
                new Kept("a_json", JSON.json("{\"a\": 1.0,  \"a\": \"ü\"}"), JSON.json("[]"), JSON.json("null")),
                new Kept("a_jsonb", JSONB.jsonb("{\"a\": [1.0, null, \"it's\"]}"), JSONB.jsonb("\"\"")),
                new Kept("a_blob", new byte[0], new byte[] {0, 39, 92, -1}),
                new Kept("a_uuid", new UUID(0, 0), UUID.fromString("ffffffff-89ab-4cde-8123-0123456789ab")),
                new Kept("many_text", new String[0], new String[] {"", "NULL", null, "a,\"b\"", "{\\}", " ü\n"}),
                new Kept("many_integer", (Object) new Integer[] {1, null, Integer.MIN_VALUE}),
                new Kept("many_bigint", (Object) new Long[] {Long.MAX_VALUE, null, Long.MIN_VALUE}),
                new Kept("many_real", (Object) new Double[] {0.1, Double.MAX_VALUE, 5e-324}),
                new Kept("many_boolean", (Object) new Boolean[] {true, null, false}),
                new Kept("many_timestamp", (Object) moments()),
                new Kept("many_date", (Object) dates()),
                new Kept("many_json", (Object) new JSON[] {JSON.json("{\"a\": \"b\"}"), JSON.json("[1]")}),
                new Kept("many_jsonb", (Object) new JSONB[] {JSONB.jsonb("{\"a\": \"b\"}")}),
                new Kept("many_blob", (Object) new byte[][] {{}, {0, -1}}),
                new Kept("many_uuid", (Object) new UUID[] {new UUID(1, 2)}));
    }

    private static OffsetDateTime[] moments() {
        return Stream.of(
                        "1970-01-01T00:00:00Z",
                        "1969-12-31T23:59:59.999999Z",
                        "0001-01-01T00:00:00.000001Z",
                        "1582-10-10T12:00:00Z",
                        "1900-01-01T00:00:00Z",
                        "2024-02-29T12:34:56.123456Z",
                        "2024-03-31T02:30:00Z",
                        "9999-12-31T23:59:59.999999Z")
                .map(OffsetDateTime::parse)
                .toArray(OffsetDateTime[]::new);
    }

    private static LocalDate[] dates() {
        return Stream.of("0001-01-01", "1582-10-10", "1969-12-31", "2024-02-29", "9999-12-31")
                .map(LocalDate::parse)
                .toArray(LocalDate[]::new);
    }

    @ParameterizedTest
    @CsvSource({"en, UTC", "tr, Asia/Kathmandu", "ar, America/St_Johns"})
    void everyValueComesBack(String language, String zone, SqliteDatabase sqlite, PostgresDatabase postgres) {
        Locale locale = Locale.getDefault();
        TimeZone before = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(language));
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
                kept().forEach(kept -> comesBack(on, kept));
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(before);
        }
    }

    private static void comesBack(Queried on, Kept kept) {
        TableField<Record, Object> column = column(on, kept.column());
        for (Object value : kept.values()) {
            for (Form form : List.of(Form.BOUND, Form.INLINED)) {
                assertThat(writtenAndRead(on, column, value, form))
                        .as(on.jooq().context().dialect() + " " + kept.column() + " " + form)
                        .isEqualTo(value);
            }
        }
        assertThat(writtenAndRead(on, column, null, Form.BOUND)).isNull();
    }

    private static Object writtenAndRead(Queried on, TableField<Record, Object> column, Object value, Form form) {
        var context = on.jooq().context();
        var everything = on.jooq().table("everything");
        context.deleteFrom(everything).execute();
        Field<Object> given = form == Form.BOUND ? DSL.val(value, column) : DSL.inline(value, column);
        context.insertInto(everything).columns(column).values(given).execute();
        Object read = context.select(column).from(everything).fetchOne(column);
        boolean isFound = value == null
                || column.getName().startsWith("many_")
                || column.getName().equals("a_jsonb")
                || context.fetchExists(everything, column.eq(value));
        assertThat(isFound)
                .as("found by its value: " + column + " " + value + " " + form)
                .isTrue();
        return read;
    }

    @SuppressWarnings("unchecked")
    private static TableField<Record, Object> column(Queried on, String name) {
        return (TableField<Record, Object>) (TableField<Record, ?>) on.jooq().field("everything", name);
    }

    @Test
    void aZeroOfEitherSignIsAZero(SqliteDatabase sqlite, PostgresDatabase postgres) {
        for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
            double read = (Double) writtenAndRead(on, column(on, "a_real"), -0.0, Form.BOUND);
            assertThat(read).isEqualTo(on.isSqlite() ? 0.0 : -0.0);
        }
    }

    @Test
    void aMomentOfAnotherZoneIsTheSameMoment(SqliteDatabase sqlite, PostgresDatabase postgres) {
        OffsetDateTime there = OffsetDateTime.parse("1850-06-01T00:00:00.5+05:45");
        for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
            assertThat(writtenAndRead(on, column(on, "a_timestamp"), there, Form.BOUND))
                    .isEqualTo(there.withOffsetSameInstant(ZoneOffset.UTC));
        }
    }

    @Test
    void bothRoundToMicrosecondsAndToTheScale(SqliteDatabase sqlite, PostgresDatabase postgres) {
        for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
            on.jooq()
                    .context()
                    .insertInto(on.jooq().table("everything"))
                    .set(column(on, "a_timestamp"), OffsetDateTime.parse("1969-12-31T23:59:59.9999995Z"))
                    .set(column(on, "price"), new BigDecimal("-0.125"))
                    .execute();
            Record row = on.jooq()
                    .context()
                    .selectFrom(on.jooq().table("everything"))
                    .fetchSingle();
            assertThat(row.get("a_timestamp")).isEqualTo(OffsetDateTime.parse("1970-01-01T00:00:00Z"));
            assertThat(row.get("price")).isEqualTo(new BigDecimal("-0.13"));
        }
    }

    @Test
    void whatPlainSqlWroteIsRead(SqliteDatabase sqlite, PostgresDatabase postgres) {
        for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
            on.run("INSERT INTO everything (a_timestamp, a_boolean, a_real, a_uuid)"
                    + " VALUES (CURRENT_TIMESTAMP, TRUE, 1, '00000000-0000-0000-0000-0000000000FF')");
            Record row = on.jooq()
                    .context()
                    .selectFrom(on.jooq().table("everything"))
                    .fetchSingle();
            assertThat((OffsetDateTime) row.get("a_timestamp")).isAfter(OffsetDateTime.parse("2024-01-01T00:00:00Z"));
            assertThat((OffsetDateTime) row.get("written")).isAfter(OffsetDateTime.parse("2024-01-01T00:00:00Z"));
            assertThat((LocalDate) row.get("written_on")).isAfter(LocalDate.parse("2024-01-01"));
            assertThat(row.get("a_boolean")).isEqualTo(true);
            assertThat(row.get("a_real")).isEqualTo(1.0);
            assertThat(row.get("a_uuid")).isEqualTo(new UUID(0, 255));
            assertThat((String[]) row.get("tags")).containsExactly("ü", "\"");
        }
    }

    @Test
    void plainSqlFindsWhatJooqWrote(SqliteDatabase sqlite, PostgresDatabase postgres) {
        for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
            on.jooq()
                    .context()
                    .insertInto(on.jooq().table("everything"))
                    .set(column(on, "a_timestamp"), OffsetDateTime.parse("2024-02-29T18:00:00.5+05:30"))
                    .set(column(on, "a_date"), LocalDate.parse("2024-02-29"))
                    .set(column(on, "a_boolean"), true)
                    .set(column(on, "a_uuid"), new UUID(0, 255))
                    .set(column(on, "a_json"), JSON.json("{\"a\":  1.0}"))
                    .set(column(on, "price"), new BigDecimal("1.50"))
                    .set(column(on, "exact"), new BigDecimal("100.50"))
                    .set(column(on, "tags"), new String[] {"ü", "\""})
                    .execute();
            assertThat(on.text("SELECT count(*) FROM everything WHERE a_timestamp = '2024-02-29 12:30:00.500000"
                            + (on.isSqlite() ? "'" : "+00'") + " AND a_date = '2024-02-29' AND a_boolean"
                            + " AND a_uuid = '00000000-0000-0000-0000-0000000000ff' AND a_json = '{\"a\":  1.0}'"
                            + " AND price = 1.5 AND exact = '100.5' AND tags = "
                            + (on.isSqlite() ? "'[\"ü\",\"\\\"\"]'" : "ARRAY['ü', '\"']")))
                    .isEqualTo("1");
        }
    }

    @Test
    void theDefaultIsWhatAHostWouldWrite(SqliteDatabase sqlite, PostgresDatabase postgres) {
        for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
            on.run("INSERT INTO everything (a_boolean) VALUES (TRUE)");
            var everything = on.jooq().table("everything");
            assertThat(on.jooq()
                            .context()
                            .fetchExists(everything, column(on, "tags").eq(new String[] {"ü", "\""})))
                    .isTrue();
        }
    }

    @Test
    void momentsCompareAsMoments(SqliteDatabase sqlite, PostgresDatabase postgres) {
        for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
            on.run("INSERT INTO everything (a_timestamp) VALUES ('2024-01-01 00:00:00')"
                    .replace("00')", on.isSqlite() ? "00')" : "00+00')"));
            Field<OffsetDateTime> column = on.jooq().field("everything", "a_timestamp", OffsetDateTime.class);
            assertThat(found(on, column, "2024-01-01T00:00:00.000001Z")).isTrue();
            assertThat(found(on, column, "2024-01-01T01:00:00+01:30")).isFalse();
        }
    }

    private static boolean found(Queried on, Field<OffsetDateTime> column, String before) {
        return on.jooq().context().fetchExists(on.jooq().table("everything"), column.lt(OffsetDateTime.parse(before)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-01-31 12:00:00 | 2024-01-31T12:00:00Z",
                "2024-01-31T12:00:00.5+05:45 | 2024-01-31T06:15:00.5Z",
                "2024-01-31 12:00:00.123456+00:00 | 2024-01-31T12:00:00.123456Z",
                "2024-01-31T12:00Z | 2024-01-31T12:00:00Z",
                "2024-01-31 | 2024-01-31T00:00:00Z",
                "1901-01-01 00:00:00-0330 | 1901-01-01T03:30:00Z"
            })
    void theTimesOfGrownFilesAreRead(String stored, String meant, SqliteDatabase sqlite) {
        Queried on = Queried.onSqlite(DEFINITION, sqlite);
        on.run("INSERT INTO everything (a_timestamp) VALUES ('" + stored + "')");
        Field<OffsetDateTime> column = on.jooq().field("everything", "a_timestamp", OffsetDateTime.class);
        assertThat(on.jooq()
                        .context()
                        .select(column)
                        .from(on.jooq().table("everything"))
                        .fetchOne(column))
                .isEqualTo(OffsetDateTime.parse(meant));
    }

    @ParameterizedTest
    @CsvSource({
        "a_integer, 2147483648",
        "a_integer, 'fast'",
        "a_bigint, 1.5",
        "a_real, '80%'",
        "a_boolean, 'maybe'",
        "a_boolean, 2",
        "price, 'high'",
        "a_timestamp, 1700000000",
        "a_timestamp, '2024-02-30 00:00:00'",
        "a_timestamp, '11/20/2024'",
        "a_date, '2024-01-31 12:00:00'",
        "a_uuid, '1-1-1-1-1'",
        "many_text, '{\"a\": 1}'",
        "many_text, 'a,b'",
        "many_integer, '[\"a\"]'",
    })
    void whatIsNoneOfItsTypeIsToldWithoutItsValue(String column, String stored, SqliteDatabase sqlite) {
        Queried on = Queried.onSqlite(DEFINITION, sqlite);
        on.run("INSERT INTO everything (" + column + ") VALUES ("
                + (stored.matches("[0-9.]+") ? stored : "'" + stored + "'") + ")");
        assertThatThrownBy(() -> on.jooq()
                        .context()
                        .selectFrom(on.jooq().table("everything"))
                        .fetch())
                .rootCause()
                .isInstanceOf(DataTypeException.class)
                .hasMessageContaining("table everything, column " + column)
                .hasMessageNotContaining(stored);
    }

    @Test
    void whatADatabaseCannotHoldIsRefused(SqliteDatabase sqlite, PostgresDatabase postgres) {
        for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
            refused(on, "price", new BigDecimal("100000000.00"));
        }
        Queried onSqlite = Queried.onSqlite(DEFINITION, sqlite);
        refused(onSqlite, "a_real", Double.NaN);
        refused(onSqlite, "a_timestamp", OffsetDateTime.parse("+10000-01-01T00:00:00Z"));
        refused(onSqlite, "a_date", LocalDate.of(-1, 1, 1));
    }

    private static void refused(Queried on, String column, Object value) {
        var everything = on.jooq().table("everything");
        assertThatThrownBy(() -> on.jooq()
                        .context()
                        .insertInto(everything)
                        .set(column(on, column), value)
                        .execute())
                .isInstanceOf(org.jooq.exception.DataAccessException.class);
        assertThat(on.jooq().context().fetchCount(everything)).isZero();
    }

    @Test
    void postgresReadsArraysAlsoWhenItsDriverTurnsToBinary(PostgresDatabase postgres) {
        Queried on = Queried.onPostgres(DEFINITION, postgres);
        var everything = on.jooq().table("everything");
        Field<Double[]> reals = on.jooq().field("everything", "many_real", Double[].class);
        Double[] values = {0.1, null, -5e-324};
        on.jooq().context().insertInto(everything).set(reals, values).execute();
        on.jooq().context().transaction(own -> {
            for (int i = 0; i < 12; i++) {
                assertThat(own.dsl().select(reals).from(everything).fetchOne(reals))
                        .isEqualTo(values);
            }
        });
    }

    @Test
    void postgresHasTimesBeforeChristAndWithoutEnd(PostgresDatabase postgres) {
        Queried on = Queried.onPostgres(DEFINITION, postgres);
        for (OffsetDateTime moment : List.of(
                OffsetDateTime.parse("-4000-01-01T00:00:00Z"),
                OffsetDateTime.parse("+12345-01-01T00:00:00Z"),
                OffsetDateTime.MAX,
                OffsetDateTime.MIN)) {
            for (Form form : List.of(Form.BOUND, Form.INLINED)) {
                assertThat(writtenAndRead(on, column(on, "a_timestamp"), moment, form))
                        .isEqualTo(moment);
            }
            Object[] many = (Object[])
                    writtenAndRead(on, column(on, "many_timestamp"), new OffsetDateTime[] {moment}, Form.BOUND);
            assertThat(Arrays.asList(many)).isEqualTo(List.of(moment));
        }
    }
}
