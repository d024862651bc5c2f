package io.whisperschema.integration;

import static io.whisperschema.definition.relational.Expression.literal;
import static io.whisperschema.definition.relational.Expression.raw;
import static io.whisperschema.definition.relational.Relational.*;

import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.ReferentialAction;
import io.whisperschema.testkit.DefinitionContract;
import java.math.BigDecimal;
import java.util.List;

/** A definition that says everything a relational definition can say. */
public class EveryFeatureContractTest implements DefinitionContract {
    @Override
    public SchemaDefinition definition() {
        return SchemaDefinition.named("every feature")
                .tables(
                        table(
                                        "people",
                                        text("name").naturalKey("number").comment("As they call themselves"),
                                        text("mail").notNull().unique(),
                                        integer("age"),
                                        text("friend")
                                                .references("people", "name")
                                                .onDelete(ReferentialAction.SET_NULL)
                                                .onUpdate(ReferentialAction.CASCADE)
                                                .onDelete(DialectName.POSTGRES, ReferentialAction.CASCADE),
                                        check("age_range", column("age").between(0, 150)),
                                        check(Expression.and(
                                                column("name").in("ann", "bob"),
                                                column("mail").lower().is(column("mail")))),
                                        check(perDialect(
                                                raw(DialectName.SQLITE, "name GLOB '[a-b]*'"),
                                                raw(DialectName.POSTGRES, "name ~ '^[a-b]'"))),
                                        index("idx_people_mail")
                                                .unique()
                                                .on(column("mail").lower()),
                                        index("idx_people_age")
                                                .on("age")
                                                .descending()
                                                .then("name")
                                                .where(column("age").atLeast(literal(18)))
                                                .using(DialectName.POSTGRES, "btree"))
                                .comment("Whoever was met"),
                        table(
                                        "Every Value",
                                        bigint("id").identity(),
                                        text("a").defaultsTo("it's \"quoted\" \\ \n ü 漢 😀"),
                                        integer("b").notNull().defaultsTo(-1),
                                        bigint("c").defaultsTo(Long.MAX_VALUE),
                                        bigint("c2").defaultsTo(Long.MIN_VALUE),
                                        real("d").defaultsTo(0.1),
                                        decimal("e", 30, 10)
                                                .defaultsTo(literal(new BigDecimal("12345678901234567890.0123456789"))),
                                        decimal("e2", 10, 2).defaultsTo(literal(new BigDecimal("-1.5"))),
                                        bool("f").notNull().defaultsTo(true),
                                        timestamp("g").notNull().defaultsToNow(),
                                        timestamp("g2").defaultsTo("2024-01-31T12:00:00.5Z"),
                                        date("h").defaultsTo("2020-02-29"),
                                        date("h2").defaultsToNow(),
                                        json("i").defaultsTo("{\"a\": 1.0}"),
                                        jsonb("j").defaultsTo("[]"),
                                        blob("k").defaultsTo(literal(new byte[] {0, (byte) 255})),
                                        uuid("l").defaultsTo("00000000-0000-0000-0000-000000000001"),
                                        textArray("m").defaultsTo(literal(List.of("x,y", "\"z\"", "it's"))),
                                        text("n").defaultsTo(new Expression.Null()),
                                        text("o")
                                                .defaultsTo(perDialect(
                                                        raw(DialectName.SQLITE, "lower('ABC')"),
                                                        raw(DialectName.POSTGRES, "lower('ABC')"))),
                                        text("select"),
                                        textArray("none"),
                                        jsonb("nested"),
                                        integer("left_id"),
                                        foreignKey("left_id")
                                                .references("left", "id")
                                                .named("to the left"))
                                .comment("Every type with a default"),
                        table(
                                "left",
                                integer("id").identity(Identity.SERIAL),
                                integer("other").notNull(),
                                ForeignKey.from("other").references("right", "id")),
                        table(
                                "right",
                                integer("id").identity(),
                                integer("other").notNull(),
                                ForeignKey.from("other").references("left", "id")),
                        table(
                                "pairs",
                                text("a").notNull(),
                                integer("b").notNull(),
                                io.whisperschema.definition.relational.PrimaryKey.of("a", "b")),
                        table(
                                "pairs_too",
                                text("x"),
                                integer("y"),
                                foreignKey("x", "y").references("pairs", "a", "b")))
                .views(view("grown_ups", "SELECT name FROM people WHERE age >= 18"));
    }
}
