package io.whisperschema.jooq;

import static io.whisperschema.definition.relational.Relational.bigint;
import static io.whisperschema.definition.relational.Relational.blob;
import static io.whisperschema.definition.relational.Relational.date;
import static io.whisperschema.definition.relational.Relational.decimal;
import static io.whisperschema.definition.relational.Relational.jsonb;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.relational.Relational.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.round;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;

import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.integration.Sql;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One host's queries on a file, on the server that it was moved to, and on the file that this was moved to. */
@WithDatabases
class SameAnswersTest {
    private static final SchemaDefinition HOST = WhisperEngine.schema()
            .tables(table(
                    "purchases",
                    bigint("id").identity(),
                    text("user_id").references("users", "user_id"),
                    decimal("price", 10, 2).notNull(),
                    date("day").notNull(),
                    uuid("receipt").notNull(),
                    jsonb("items"),
                    blob("picture")));

    private static final String COUNTED =
            " FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT i FROM n)";

    private static final List<String> WORDS =
            List.of("ann", "Ann", "ANNE", "bob", "Zoë", "zoe", "éclair", "_under", "10", "9", "漢字", "😀", "ﬁ", " ", "");

    private static List<JooqSchema> stores = List.of();

    @BeforeAll
    static void move(SqliteDatabase file, PostgresDatabase server, SqliteDatabase again) {
        RelationalStore desktop = SqliteStore.over(file.dataSource());
        RelationalStore online = PostgresStore.over(server.dataSource());
        RelationalStore desktopAgain = SqliteStore.over(again.dataSource());
        schema(desktop).bootstrap();
        fill(file);
        assertThat(schema(desktop).move(online).isProven()).isTrue();
        assertThat(schema(online).move(desktopAgain).isProven()).isTrue();
        stores = Stream.of(desktop, online, desktopAgain)
                .map(store -> JooqSchema.of(HOST, store))
                .toList();
    }

    private static WhisperSchema schema(RelationalStore store) {
        return WhisperSchema.of(HOST).relational(store);
    }

    /** Some columns are without a value in every third or fifth row, and users beyond the 40th have nothing else. */
    private static void fill(SqliteDatabase file) {
        String moment = "datetime('2023-12-30 22:00:00', (i * 37) || ' minutes')";
        String user = "'user-' || (1 + i * 7 % 40)";
        String word = "CASE i % " + WORDS.size() + " "
                + String.join(
                        " ",
                        Stream.iterate(0, i -> i + 1)
                                .limit(WORDS.size())
                                .map(i -> "WHEN " + i + " THEN '" + WORDS.get(i) + "'")
                                .toList())
                + " END";
        Sql.run(
                file.dataSource(),
                "INSERT INTO users (user_id, username, display_name, created_at, message_count, preferences)"
                        + " SELECT 'user-' || i, " + word + ", CASE WHEN i % 3 > 0 THEN " + word + " END, " + moment
                        + " || CASE WHEN i % 4 = 0 THEN '.250000' ELSE '' END, i % 6,"
                        + " json_object('mood', " + word + ", 'age', i % 9, 'home', json_object('city', " + word
                        + "), 'gone', NULL)" + COUNTED.formatted(50),
                "INSERT INTO conversations (user_id, channel_id, message_content, bot_response, timestamp,"
                        + " response_time_ms) SELECT " + user + ", 'channel-' || (i % 4), " + word
                        + " || char(10) || i, CASE WHEN i % 5 > 0 THEN 'answer ' || i END, " + moment
                        + ", CASE WHEN i % 3 > 0 THEN i * i END" + COUNTED.formatted(300),
                "INSERT INTO facts (user_id, fact_type, subject, content, confidence_score, verified, global_fact)"
                        + " SELECT CASE WHEN i % 5 > 0 THEN " + user + " END, 'type-' || (i % 3), " + word
                        + ", 'content ' || i, i / 8.0, CASE i % 3 WHEN 0 THEN 0 WHEN 1 THEN 1 END, i % 2"
                        + COUNTED.formatted(200),
                "INSERT INTO purchases (user_id, price, day, receipt, items, picture) SELECT " + user
                        + ", (i * 1001 % 7919) / 100.0, date('2024-02-01', i || ' days'),"
                        + " printf('00000000-0000-0000-0000-%012x', i),"
                        + " CASE WHEN i % 4 > 0 THEN json_array(json_object('what', " + word
                        + ", 'many', i % 5), i) END,"
                        + " CASE WHEN i % 3 > 0 THEN CAST(" + word + " AS BLOB) END" + COUNTED.formatted(120));
    }

    /** The answers of all three are one, which is not empty. */
    private static void theSame(Function<JooqSchema, ResultQuery<?>> query) {
        List<List<List<String>>> answers =
                stores.stream().map(store -> rows(query.apply(store).fetch())).toList();

        assertThat(answers.get(0)).isNotEmpty();
        assertThat(answers.get(1)).as("on PostgreSQL").isEqualTo(answers.get(0));
        assertThat(answers.get(2)).as("on SQLite again").isEqualTo(answers.get(0));
    }

    private static List<List<String>> rows(Result<?> result) {
        return result.map(row ->
                Arrays.stream(row.intoArray()).map(SameAnswersTest::plain).toList());
    }

    private static String plain(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : String.valueOf(value);
    }

    private static Field<Integer> number(JooqSchema on, String table, String column) {
        return on.field(table, column, Integer.class);
    }

    private static Field<String> words(JooqSchema on, String table, String column) {
        return on.field(table, column, String.class);
    }

    private static Field<OffsetDateTime> moment(JooqSchema on, String table, String column) {
        return on.field(table, column, OffsetDateTime.class);
    }

    /** PostgreSQL has the operators for its JSON types only, not for the text that the engine keeps JSON in. */
    private static Field<?> json(JooqSchema on, String table, String column) {
        Field<?> field = on.field(table, column);
        return on.context().dialect() == SQLDialect.SQLITE ? field : DSL.field("CAST({0} AS json)", field);
    }

    @Test
    void joins() {
        theSame(on -> {
            Table<Record> users = on.table("users");
            Table<Record> facts = on.table("facts");
            return on.context()
                    .select(on.field("facts", "id"), words(on, "users", "username"), words(on, "facts", "subject"))
                    .from(facts.join(users).onKey())
                    .orderBy(on.field("facts", "id"));
        });
        theSame(on -> on.context()
                .select(words(on, "users", "user_id"), count(number(on, "conversations", "id")))
                .from(on.table("users")
                        .leftJoin(on.table("conversations"))
                        .on(words(on, "users", "user_id").eq(words(on, "conversations", "user_id"))))
                .groupBy(words(on, "users", "user_id"))
                .orderBy(words(on, "users", "user_id")));
    }

    @Test
    void whoHasNone() {
        theSame(on -> on.context()
                .select(words(on, "users", "user_id"))
                .from(on.table("users"))
                .where(notExists(selectOne()
                        .from(on.table("conversations"))
                        .where(words(on, "conversations", "user_id").eq(words(on, "users", "user_id")))))
                .orderBy(words(on, "users", "user_id")));
    }

    @Test
    void counts() {
        theSame(on -> {
            Field<String> channel = words(on, "conversations", "channel_id");
            return on.context()
                    .select(
                            channel,
                            count(),
                            count(words(on, "conversations", "bot_response")),
                            countDistinct(words(on, "conversations", "user_id")),
                            sum(number(on, "conversations", "response_time_ms")))
                    .from(on.table("conversations"))
                    .groupBy(channel)
                    .having(count().gt(10))
                    .orderBy(channel);
        });
    }

    @Test
    void rowsWithoutAValue() {
        theSame(on -> {
            Field<String> name = words(on, "users", "display_name");
            return on.context()
                    .select(count(), count(name), countDistinct(coalesce(name, inline("nobody"))))
                    .from(on.table("users"));
        });
        theSame(on -> on.context()
                .select(number(on, "facts", "id"))
                .from(on.table("facts"))
                .where(words(on, "facts", "user_id").isNull())
                .or(on.field("facts", "verified", Boolean.class).isNull())
                .orderBy(number(on, "facts", "id")));
        theSame(on -> on.context()
                .select(words(on, "users", "display_name"), words(on, "users", "user_id"))
                .from(on.table("users"))
                .orderBy(words(on, "users", "display_name").asc().nullsFirst(), words(on, "users", "user_id")));
    }

    @Test
    void textsInOrder() {
        theSame(on -> on.context()
                .select(words(on, "users", "username"), words(on, "users", "user_id"))
                .from(on.table("users"))
                .orderBy(words(on, "users", "username"), words(on, "users", "user_id")));
        theSame(on -> on.context()
                .select(min(words(on, "users", "username")), max(words(on, "users", "username")))
                .from(on.table("users")));
        theSame(on -> on.context()
                .select(words(on, "users", "username"))
                .from(on.table("users"))
                .where(words(on, "users", "username").between("A", "zoe"))
                .orderBy(words(on, "users", "username").desc()));
    }

    @Test
    void textsThatAreLikeAPattern() {
        theSame(on -> on.context()
                .select(words(on, "users", "user_id"))
                .from(on.table("users"))
                .where(words(on, "users", "username").likeIgnoreCase("a%n_"))
                .or(words(on, "users", "username").like("%\\_%", '\\'))
                .or(words(on, "users", "username").like("漢%"))
                .orderBy(words(on, "users", "user_id")));
    }

    @Test
    void momentsInOrder() {
        theSame(on -> on.context()
                .select(words(on, "users", "user_id"), moment(on, "users", "created_at"))
                .from(on.table("users"))
                .orderBy(moment(on, "users", "created_at").desc()));
        theSame(on -> on.context()
                .select(
                        words(on, "conversations", "user_id"),
                        min(moment(on, "conversations", "timestamp")),
                        max(moment(on, "conversations", "timestamp")))
                .from(on.table("conversations"))
                .groupBy(words(on, "conversations", "user_id"))
                .orderBy(max(moment(on, "conversations", "timestamp"))));
    }

    @Test
    void momentsAndDaysOfARange() {
        theSame(on -> {
            Field<OffsetDateTime> moment = moment(on, "users", "created_at");
            return on.context()
                    .select(words(on, "users", "user_id"))
                    .from(on.table("users"))
                    .where(moment.ge(OffsetDateTime.parse("2023-12-31T00:28:00.25Z")))
                    .and(moment.lt(OffsetDateTime.parse("2024-01-01T02:00:00+02:00")))
                    .orderBy(words(on, "users", "user_id"));
        });
        theSame(on -> {
            Field<LocalDate> day = on.field("purchases", "day", LocalDate.class);
            return on.context()
                    .select(day)
                    .from(on.table("purchases"))
                    .where(day.between(LocalDate.of(2024, 2, 28), LocalDate.of(2024, 3, 1)))
                    .orderBy(day);
        });
    }

    @Test
    void jsonByItsMembers() {
        theSame(on -> {
            Field<?> preferences = json(on, "users", "preferences");
            Field<String> mood = DSL.field("{0} ->> 'mood'", String.class, preferences);
            Field<String> city = DSL.field("{0} -> 'home' ->> 'city'", String.class, preferences);
            Field<String> gone = DSL.field("{0} ->> 'gone'", String.class, preferences);
            return on.context()
                    .select(mood, city, gone, count())
                    .from(on.table("users"))
                    .where(DSL.field("CAST({0} ->> 'age' AS INTEGER)", Integer.class, preferences)
                            .gt(4))
                    .groupBy(mood, city, gone)
                    .orderBy(mood);
        });
        theSame(on -> {
            Field<?> items = on.field("purchases", "items");
            return on.context()
                    .select(
                            on.field("purchases", "id"),
                            DSL.field("{0} -> 0 ->> 'what'", String.class, items),
                            DSL.field("{0} ->> 1", String.class, items))
                    .from(on.table("purchases"))
                    .where(DSL.field("{0} -> 0 ->> 'what'", String.class, items).eq("Zoë"))
                    .orderBy(on.field("purchases", "id"));
        });
    }

    @Test
    void truths() {
        theSame(on -> {
            Field<Boolean> verified = on.field("facts", "verified", Boolean.class);
            return on.context()
                    .select(verified, count())
                    .from(on.table("facts"))
                    .where(on.field("facts", "global_fact", Boolean.class).isTrue())
                    .groupBy(verified)
                    .orderBy(verified.asc().nullsLast());
        });
    }

    @Test
    void numbersThatAreSummedUp() {
        theSame(on -> {
            Field<BigDecimal> price = on.field("purchases", "price", BigDecimal.class);
            return on.context()
                    .select(words(on, "purchases", "user_id"), round(sum(price), 2), max(price))
                    .from(on.table("purchases"))
                    .where(price.gt(new BigDecimal("9.99")))
                    .groupBy(words(on, "purchases", "user_id"))
                    .orderBy(words(on, "purchases", "user_id"));
        });
        theSame(on -> on.context()
                .select(avg(on.field("facts", "confidence_score", Double.class)))
                .from(on.table("facts")));
    }

    @Test
    void bytesAndReceiptsThatAreEqual() {
        theSame(on -> {
            Field<byte[]> picture = on.field("purchases", "picture", byte[].class);
            return on.context()
                    .select(on.field("purchases", "id"), picture)
                    .from(on.table("purchases"))
                    .where(picture.in("漢字".getBytes(StandardCharsets.UTF_8), new byte[0]))
                    .or(on.field("purchases", "receipt", UUID.class).eq(new UUID(0, 60)))
                    .orderBy(on.field("purchases", "id"));
        });
    }
}
