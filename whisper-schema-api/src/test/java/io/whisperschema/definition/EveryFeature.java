package io.whisperschema.definition;

import static io.whisperschema.definition.Links.cacheField;
import static io.whisperschema.definition.Links.component;
import static io.whisperschema.definition.Links.key;
import static io.whisperschema.definition.Links.keyPlaceholder;
import static io.whisperschema.definition.Links.link;
import static io.whisperschema.definition.Links.nodeProperty;
import static io.whisperschema.definition.Links.pointId;
import static io.whisperschema.definition.cache.Caches.field;
import static io.whisperschema.definition.cache.Caches.keyFamily;
import static io.whisperschema.definition.graph.Graphs.node;
import static io.whisperschema.definition.graph.Graphs.nodeIndex;
import static io.whisperschema.definition.graph.Graphs.property;
import static io.whisperschema.definition.graph.Graphs.relationship;
import static io.whisperschema.definition.graph.Graphs.uniqueness;
import static io.whisperschema.definition.relational.Expression.and;
import static io.whisperschema.definition.relational.Expression.literal;
import static io.whisperschema.definition.relational.Expression.not;
import static io.whisperschema.definition.relational.Expression.or;
import static io.whisperschema.definition.relational.Expression.raw;
import static io.whisperschema.definition.relational.Relational.*;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.family;
import static io.whisperschema.definition.vector.Vectors.hnsw;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.vector;
import static io.whisperschema.definition.vector.Vectors.version;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.ReferentialAction;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.vector.Datatype;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.EmbeddingModel;
import io.whisperschema.definition.vector.PayloadIndex;
import io.whisperschema.definition.vector.PayloadType;
import io.whisperschema.definition.vector.Placement;
import io.whisperschema.definition.vector.Quantization;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A definition in which everything a definition can say is said once. */
public final class EveryFeature {
    private EveryFeature() {}

    /** The definition. */
    public static SchemaDefinition schema() {
        return SchemaDefinition.named("every feature")
                .tables(people(), values(), circle("left", "right"), circle("right", "left"))
                .views(view("grown_ups", "SELECT * FROM \"people\" WHERE \"age\" >= 18"))
                .collections(
                        collection(
                                        "pictures",
                                        unnamed(512, Distance.DOT)
                                                .embeddedBy(new EmbeddingModel("clip", Optional.of("2")))
                                                .as(Datatype.FLOAT16)
                                                .keptIn(Placement.DISK),
                                        payload("person").keyword().required())
                                .describedAs("Pictures of people")
                                .version("2")
                                .sharded(3)
                                .replicated(2)
                                .writtenTo(2),
                        collection("plain", unnamed(4, Distance.MANHATTAN)))
                .families(memories())
                .keyFamilies(
                        keyFamily("recent", "recent:{<channel>}:<person>")
                                .list(
                                        field("id").string().required(),
                                        field("count").integer(),
                                        field("score").floating(),
                                        field("seen").bool(),
                                        field("at").datetime(),
                                        field("since").epochSeconds(),
                                        field("tags").stringSet(),
                                        field("more").json(),
                                        field("mood").string().within("more"))
                                .longest(50)
                                .expiringAfter(Duration.ofMillis(90_500))
                                .valueVersion(3),
                        keyFamily("profile", "profile:<person>")
                                .hash(field("name").string()),
                        keyFamily("lock", "lock:<person>").string(),
                        keyFamily("online", "online:<channel>").set(),
                        keyFamily("ranking", "ranking:<channel>").sortedSet())
                .graph(
                        node(
                                "Person",
                                property("id").string(),
                                property("age").integer(),
                                property("trust").floating(),
                                property("alive").bool(),
                                property("born").datetime(),
                                property("names").strings()),
                        node("Place"),
                        relationship("KNOWS")
                                .from("Person")
                                .to("Person")
                                .holding(property("since").datetime()),
                        relationship("KNOWS").from("Person").to("Place"),
                        uniqueness("person_id_unique").of("Person", "id"),
                        nodeIndex("person_age").on("Person", "age", "trust"))
                .links(
                        link(Links.payload("pictures", "person")).to(key("people", "name")),
                        link(nodeProperty("Person", "id")).to(pointId("memory_<person>")),
                        link(cacheField("recent", "id")).to(keyPlaceholder("profile", "person")),
                        link(key("people", "mail")).to(nodeProperty("Person", "id")))
                .components(
                        component("base").owns("people", "values"),
                        component("more").owns("chat_*"));
    }

    private static Table people() {
        return table(
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
                        check(and(
                                or(
                                        column("name").isNot(literal("nobody")),
                                        not(column("name").in("admin", "root"))),
                                column("mail").lower().is(column("mail")),
                                column("name").length().atMost(literal(80)),
                                column("age").isNotNull())),
                        check(raw(DialectName.SQLITE, "json_valid(mail) = 0")),
                        check(perDialect(
                                raw(DialectName.SQLITE, "name GLOB 'a*'"), raw(DialectName.POSTGRES, "name ~ '^a'"))),
                        index("idx_people_mail").unique().on(column("mail").lower()),
                        index("idx_people_age")
                                .on("age")
                                .descending()
                                .then("name")
                                .where(column("age").atLeast(literal(18)))
                                .using(DialectName.POSTGRES, "btree"))
                .comment("Whoever was met");
    }

    private static Table values() {
        return table(
                        "values",
                        bigint("id").identity(),
                        text("a").defaultsTo("it's \"quoted\" \\ \n ü 漢 😀"),
                        integer("b").notNull().defaultsTo(-1),
                        integer("left_id"),
                        bigint("c").defaultsTo(Long.MAX_VALUE),
                        real("d").defaultsTo(0.1),
                        decimal("e", 30, 10).defaultsTo(literal(new BigDecimal("12345678901234567890.0123456789"))),
                        bool("f").defaultsTo(true),
                        timestamp("g").defaultsToNow(),
                        date("h").defaultsTo("2020-02-29"),
                        json("i").defaultsTo("{\"a\": 1.0}"),
                        jsonb("j").defaultsTo("[]"),
                        blob("k").defaultsTo(literal(new byte[] {0, (byte) 255})),
                        uuid("l").defaultsTo("00000000-0000-0000-0000-000000000001"),
                        textArray("m").defaultsTo(literal(List.of("x", "y"))),
                        text("n").defaultsTo(new Expression.Null()),
                        foreignKey("left_id").references("left", "id").named("values_left"))
                .comment("Every type with a default");
    }

    private static Table circle(String name, String other) {
        return table(
                name, integer("id").identity(Identity.SERIAL), integer("other").references(other, "id"));
    }

    private static io.whisperschema.definition.vector.CollectionFamily memories() {
        var first = version(
                        "1",
                        vector("content", 384, Distance.COSINE)
                                .embeddedBy("all-MiniLM-L6-v2")
                                .indexed(hnsw(32, 256).fullScanUpTo(20_000).keptIn(Placement.MEMORY))
                                .quantized(new Quantization.Scalar(
                                        OptionalDouble.of(0.99), Optional.of(Placement.MEMORY))),
                        vector("mood", 8, Distance.EUCLID)
                                .as(Datatype.UINT8)
                                .quantized(new Quantization.Product(Quantization.Compression.X16, Optional.empty())),
                        vector("place", 3, Distance.MANHATTAN).quantized(new Quantization.Binary(Optional.empty())),
                        payload("tenant")
                                .keyword()
                                .required()
                                .indexed(PayloadIndex.of(PayloadType.KEYWORD)
                                        .with(PayloadIndex.Option.TENANT)
                                        .with(PayloadIndex.Option.ON_DISK)),
                        payload("text")
                                .text()
                                .indexed(PayloadIndex.of(PayloadType.TEXT)
                                        .analysed(new PayloadIndex.TextAnalysis(
                                                PayloadIndex.Tokenizer.MULTILINGUAL,
                                                OptionalInt.of(2),
                                                OptionalInt.of(20),
                                                Optional.of(PayloadIndex.Casing.LOWERCASE)))),
                        payload("number")
                                .integer()
                                .indexed(PayloadIndex.of(PayloadType.INTEGER).with(PayloadIndex.Option.WITHOUT_LOOKUP)),
                        payload("score").floating().indexed(),
                        payload("seen").bool(),
                        payload("at").datetime(),
                        payload("where").geo(),
                        payload("id").uuid(),
                        payload("about").object(),
                        payload("about.words").keyword().list())
                .describedAs("What somebody remembers");
        return family(
                        "memory_<person>",
                        first,
                        first.next("2", payload("seen").bool().indexed()))
                .withHead("1");
    }
}
