package io.whisperschema.jooq;

import static io.whisperschema.definition.relational.Relational.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperEngine;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.View;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.FakeRelationalStore;
import io.whisperschema.testkit.FakeServer;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

@WithDatabases
class JooqSchemaTest {
    private static final SchemaDefinition DEFINITION = SchemaDefinition.named("diary")
            .tables(
                    table(
                            "users",
                            text("user_id").naturalKey("number"),
                            text("name").notNull().comment("As they call themselves"),
                            text("mail").unique(),
                            timestamp("created_at").defaultsToNow()),
                    table(
                            "order",
                            bigint("id").identity(),
                            text("user_id").notNull().references("users", "user_id"),
                            bigint("after").references("order", "id"),
                            text("Select \"all\"")))
            .views(new View(
                    "names",
                    Map.of(
                            DialectName.SQLITE, "SELECT name FROM users",
                            DialectName.POSTGRES, "SELECT name FROM users")));

    @Test
    void anInsertGivesTheNumberThatTheDatabaseMade(SqliteDatabase sqlite, PostgresDatabase postgres) {
        for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
            ann(on);
            assertThat(order(on, "one")).isEqualTo(1L);
            assertThat(order(on, "two")).isEqualTo(2L);
            assertThat(on.text("SELECT max(\"Select \"\"all\"\"\") FROM \"order\""))
                    .isEqualTo("two");
        }
    }

    @Test
    void tablesJoinByTheirKeys(SqliteDatabase sqlite, PostgresDatabase postgres) {
        for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
            ann(on);
            order(on, "one");
            Table<Record> orders = on.jooq().table("order").as("o");
            Table<Record> users = on.jooq().table("users");
            Field<String> name = on.jooq().field("users", "name", String.class);
            assertThat(on.jooq()
                            .context()
                            .select(name, orders.field("id", Long.class))
                            .from(orders.join(users).onKey())
                            .fetchSingle(name))
                    .isEqualTo("Ann");
        }
    }

    @Test
    void aTableJoinsItselfUnderAnotherName(SqliteDatabase sqlite, PostgresDatabase postgres) {
        for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
            ann(on);
            long first = order(on, "one");
            Table<Record> orders = on.jooq().table("order");
            on.jooq()
                    .context()
                    .update(orders)
                    .set(on.jooq().field("order", "after", Long.class), first)
                    .execute();
            Table<Record> before = orders.as("before");
            assertThat(on.jooq()
                            .context()
                            .select(before.field("Select \"all\"", String.class))
                            .from(orders)
                            .join(before)
                            .on(on.jooq().field("order", "after", Long.class).eq(before.field("id", Long.class)))
                            .fetchSingle()
                            .value1())
                    .isEqualTo("one");
        }
    }

    @Test
    void aSecondInsertOfANaturalKeyUpdates(SqliteDatabase sqlite, PostgresDatabase postgres) {
        for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
            ann(on);
            TableField<Record, String> key = on.jooq().field("users", "user_id", String.class);
            TableField<Record, String> name = on.jooq().field("users", "name", String.class);
            on.jooq()
                    .context()
                    .insertInto(on.jooq().table("users"), key, name)
                    .values("u-1", "Anna")
                    .onConflict(key)
                    .doUpdate()
                    .set(name, DSL.excluded(name))
                    .execute();
            assertThat(on.text("SELECT name FROM users")).isEqualTo("Anna");
            assertThat(on.text("SELECT count(*) FROM users")).isEqualTo("1");
        }
    }

    @Test
    void keysAndColumnsAreAsDeclared(SqliteDatabase sqlite, PostgresDatabase postgres) {
        for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
            Table<Record> users = on.jooq().table("users");
            Table<Record> orders = on.jooq().table("order");
            assertThat(users.getPrimaryKey().getFields())
                    .extracting(Field::getName)
                    .containsExactly(on.isSqlite() ? "user_id" : "number");
            assertThat(users.getUniqueKeys())
                    .extracting(key -> key.getFields().get(0).getName())
                    .containsExactlyElementsOf(on.isSqlite() ? List.of("mail") : List.of("user_id", "mail"));
            assertThat(orders.getReferences())
                    .extracting(key -> key.getKey().getTable().getName())
                    .containsExactly("users", "order");
            assertThat(orders.getIdentity().getField().getName()).isEqualTo("id");
            assertThat(on.jooq().field("users", "name").getDataType().nullable())
                    .isFalse();
            assertThat(on.jooq().field("users", "mail").getDataType().nullable())
                    .isTrue();
            assertThat(on.jooq().field("users", "created_at").getDataType().defaulted())
                    .isTrue();
            assertThat(on.jooq().field("users", "name").getComment())
                    .isEqualTo(on.isSqlite() ? "" : "As they call themselves");
            assertThat(on.jooq().tables()).extracting(Table::getName).containsExactly("users", "order", "names");
        }
    }

    @Test
    void aResultCanBeSentElsewhere(SqliteDatabase sqlite, PostgresDatabase postgres) throws Exception {
        for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
            ann(on);
            order(on, "one");
            var rows = on.jooq().context().selectFrom(on.jooq().table("users")).fetch();
            var bytes = new ByteArrayOutputStream();
            try (var out = new ObjectOutputStream(bytes)) {
                out.writeObject(rows);
            }
            try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                var arrived = (org.jooq.Result<?>) in.readObject();
                assertThat(arrived.get(0).intoMap()).isEqualTo(rows.get(0).intoMap());
            }
        }
    }

    @Test
    void rowsNestInRows(SqliteDatabase sqlite, PostgresDatabase postgres) {
        for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
            ann(on);
            order(on, "one");
            var users = on.jooq().table("users");
            var created = on.jooq().field("users", "created_at", OffsetDateTime.class);
            var nested = DSL.multiset(DSL.select(on.jooq().field("order", "id", Long.class), created)
                    .from(on.jooq().table("order").join(users).onKey()));
            var rows = on.jooq().context().select(nested).fetchSingle().value1();
            assertThat(rows.get(0).value1()).isEqualTo(1L);
            assertThat(rows.get(0).value2())
                    .isEqualTo(on.jooq().context().select(created).from(users).fetchSingle(created));
        }
    }

    @Test
    void aViewIsRead(SqliteDatabase sqlite, PostgresDatabase postgres) {
        for (Queried on : Queried.onBoth(DEFINITION, sqlite, postgres)) {
            ann(on);
            Field<String> name = DSL.field(DSL.name("name"), String.class);
            assertThat(on.jooq()
                            .context()
                            .select(name)
                            .from(on.jooq().table("names"))
                            .fetch(name))
                    .containsExactly("Ann");
        }
    }

    @Test
    void aWrongNameIsToldWithTheRightOnes(SqliteDatabase sqlite) {
        var jooq = JooqSchema.of(DEFINITION, SqliteStore.over(sqlite.dataSource()));
        assertThatThrownBy(() -> jooq.table("userz"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Definition diary has no table userz. It has users, order, names.");
        assertThatThrownBy(() -> jooq.field("users", "nam"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Table users of definition diary has no column nam."
                        + " It has user_id, name, mail, created_at.");
        assertThatThrownBy(() -> jooq.field("users", "created_at", String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column created_at of table users has values of type OffsetDateTime, none of String.");
    }

    @Test
    void aStoreOfAnotherKindIsRefused() {
        var store = FakeRelationalStore.over(new FakeServer());
        assertThatThrownBy(() -> JooqSchema.of(DEFINITION, store))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dialect fake");
        assertThatThrownBy(() -> store.connections(java.sql.Connection.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fake-relational lends no connections");
    }

    @Test
    void tablesAreThoseOfTheStoresSchema(PostgresDatabase postgres) throws SQLException {
        try (var connection = postgres.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA \"Tenant A\"");
        }
        PostgresStore store = PostgresStore.over(postgres.dataSource()).inSchema("Tenant A");
        io.whisperschema.WhisperSchema.of(TENANT).relational(store).bootstrap();
        var jooq = JooqSchema.of(TENANT, store);
        jooq.context()
                .insertInto(jooq.table("notes"))
                .set(jooq.field("notes", "note", String.class), "there")
                .execute();
        assertThat(jooq.context().fetchCount(DSL.table("\"Tenant A\".notes"))).isEqualTo(1);
    }

    private static final SchemaDefinition TENANT =
            SchemaDefinition.named("tenant").tables(table("notes", text("note").primaryKey()));

    @Test
    void everyTableOfWhisperEngineTakesARowAndGivesItBack(SqliteDatabase sqlite, PostgresDatabase postgres) {
        for (Queried on : Queried.onBoth(WhisperEngine.schema(), sqlite, postgres)) {
            for (Table<Record> table : on.jooq().tables()) {
                insert(on, table);
            }
            for (Table<Record> table : on.jooq().tables()) {
                Record row = on.jooq().context().selectFrom(table).fetchSingle();
                for (Field<?> field : table.fields()) {
                    if (written(field)) {
                        assertThat(row.get(field)).as(field.toString()).isEqualTo(sample(field));
                    } else {
                        assertThat(row.get(field)).as(field.toString()).isNotNull();
                    }
                }
            }
        }
    }

    private static void insert(Queried on, Table<Record> table) {
        Record row = on.jooq().context().newRecord(table);
        for (Field<?> field : table.fields()) {
            if (written(field)) {
                put(row, field);
            }
        }
        on.jooq().context().insertInto(table).set(row).execute();
    }

    private static boolean written(Field<?> field) {
        return !field.getDataType().identity() && !field.getDataType().defaulted();
    }

    private static <T> void put(Record row, Field<T> field) {
        row.set(field, field.getType().cast(sample(field)));
    }

    private static Object sample(Field<?> field) {
        return Map.<Class<?>, Object>of(
                        String.class,
                        "some",
                        Integer.class,
                        7,
                        Long.class,
                        1L,
                        Double.class,
                        0.5,
                        Boolean.class,
                        true,
                        OffsetDateTime.class,
                        OffsetDateTime.parse("2024-02-29T12:00:00.5Z"))
                .get(field.getType());
    }

    private static void ann(Queried on) {
        on.jooq()
                .context()
                .insertInto(on.jooq().table("users"))
                .set(on.jooq().field("users", "user_id", String.class), "u-1")
                .set(on.jooq().field("users", "name", String.class), "Ann")
                .execute();
    }

    private static long order(Queried on, String text) {
        TableField<Record, Long> id = on.jooq().field("order", "id", Long.class);
        return on.jooq()
                .context()
                .insertInto(on.jooq().table("order"))
                .set(on.jooq().field("order", "user_id", String.class), "u-1")
                .set(on.jooq().field("order", "Select \"all\"", String.class), text)
                .returningResult(id)
                .fetchSingle()
                .value1();
    }
}
