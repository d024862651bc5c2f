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
import static io.whisperschema.definition.relational.Relational.*;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.family;
import static io.whisperschema.definition.vector.Vectors.hnsw;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.vector;
import static io.whisperschema.definition.vector.Vectors.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.PayloadIndex;
import io.whisperschema.definition.vector.PayloadType;
import io.whisperschema.error.InvalidDefinition;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedDefinitionsTest {
    private static final String LONG = "n".repeat(62) + "ü";

    record Refused(String what, Supplier<Object> definition, String place, String problem, String remedy) {
        @Override
        public String toString() {
            return what;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"relational", "vectors", "cache", "graph", "links", "components"})
    void isRefusedWithPlaceAndRemedy(Refused refused) {
        InvalidDefinition error = catchThrowableOfType(
                InvalidDefinition.class, () -> refused.definition().get());
        assertThat(error).as(refused.what()).isNotNull();
        assertThat(error.place()).isEqualTo(refused.place());
        assertThat(error.getMessage()).contains(refused.problem());
        assertThat(error.remedy()).contains(refused.remedy());
    }

    static Stream<Refused> relational() {
        return Stream.of(
                new Refused(
                        "two tables of one name",
                        () -> start().tables(users(), users()),
                        "definition",
                        "table, view, index or key users is there twice",
                        "Remove one"),
                new Refused(
                        "the same table in a later call",
                        () -> start().tables(users()).tables(users()),
                        "definition",
                        "users is there twice",
                        "Remove one"),
                new Refused(
                        "tables that differ by case",
                        () -> start().tables(users(), table("USERS", text("a"))),
                        "definition",
                        "users and table, view, index or key USERS differ only by case",
                        "SQLite does not tell them apart; rename one"),
                new Refused(
                        "a view named as a table",
                        () -> start().tables(users()).views(view("users", "SELECT 1")),
                        "definition",
                        "users is there twice",
                        "Remove one"),
                new Refused(
                        "an index named as a table",
                        () -> start().tables(table("t", text("a"), index("t").on("a"))),
                        "definition",
                        "t is there twice",
                        "Remove one"),
                new Refused(
                        "indexes of two tables that differ by case",
                        () -> start().tables(
                                        table("t", text("a"), index("idx").on("a")),
                                        table("u", text("a"), index("IDX").on("a"))),
                        "definition",
                        "differ only by case",
                        "rename one"),
                new Refused(
                        "keys of two tables of one name",
                        () -> start().tables(
                                        table("t", text("a"), unique("a").named("only")),
                                        table("u", text("a"), unique("a").named("only"))),
                        "definition",
                        "only is there twice",
                        "Remove one"),
                new Refused(
                        "a unique constraint over the primary key",
                        () -> table("t", text("a").primaryKey(), unique("a")),
                        "table t, unique (a)",
                        "its columns are the primary key already",
                        "Remove one"),
                new Refused(
                        "a unique constraint twice",
                        () -> table("t", text("a").unique(), unique("a").named("again")),
                        "table t, unique (a)",
                        "it is there twice",
                        "Remove one"),
                new Refused(
                        "columns that differ by case",
                        () -> table("t", text("title"), text("TITLE")),
                        "table t",
                        "column title and column TITLE differ only by case",
                        "rename one"),
                new Refused(
                        "a surrogate named as a column",
                        () -> table("t", text("code").naturalKey("id"), bigint("ID")),
                        "table t",
                        "differ only by case",
                        "rename one"),
                new Refused(
                        "a foreign key to nothing",
                        () -> start().tables(table("t", text("user_id").references("user", "user_id"))),
                        "table t, foreign key (user_id)",
                        "it refers to table user, which is not defined",
                        "Define that table"),
                new Refused(
                        "a foreign key to a later call's table",
                        () -> start().tables(table("t", text("user_id").references("users", "user_id")))
                                .tables(users()),
                        "table t, foreign key (user_id)",
                        "which is not defined",
                        "Define that table"),
                new Refused(
                        "a foreign key to a column that is no key",
                        () -> start().tables(users(), table("t", text("n").references("users", "username"))),
                        "table t, foreign key (n)",
                        "neither key nor unique",
                        "Make it so"),
                new Refused(
                        "a foreign key of another type",
                        () -> start().tables(users(), table("t", integer("n").references("users", "user_id"))),
                        "table t, foreign key (n)",
                        "n is integer but users.user_id is text",
                        "same type"),
                new Refused(
                        "an index on an unknown column",
                        () -> table("t", text("a"), index("idx").on("b")),
                        "table t, index idx",
                        "there is no column b",
                        "It has a."),
                new Refused(
                        "an index on a column of another case",
                        () -> table("t", text("a"), index("idx").on("A")),
                        "table t, index idx",
                        "there is no column A",
                        "Did you mean a?"),
                new Refused(
                        "a check on an unknown column",
                        () -> table("t", text("a"), check(column("b").isNotNull())),
                        "table t, check",
                        "there is no column b",
                        "It has a."),
                new Refused(
                        "a name of 64 bytes",
                        () -> table("t", text(LONG)),
                        "column " + LONG,
                        "its name has 64 bytes",
                        "PostgreSQL cuts names off after 63 bytes; shorten it"),
                new Refused(
                        "an index name of 64 bytes",
                        () -> table("t", text("a"), index("i".repeat(64)).on("a")),
                        "index " + "i".repeat(64),
                        "its name has 64 bytes",
                        "shorten it"),
                new Refused(
                        "an identity that is no key",
                        () -> table("t", text("a").primaryKey(), bigint("id").identity()),
                        "table t",
                        "it has two primary keys",
                        "Keep one"),
                new Refused(
                        "an identity that is text",
                        () -> table("t", text("id").identity()),
                        "column id",
                        "an identity cannot be text",
                        "an integer or a bigint"),
                new Refused(
                        "an identity with a default",
                        () -> table("t", bigint("id").identity().defaultsTo(1)),
                        "column id",
                        "an identity cannot have a default",
                        "Leave the default or the identity out"),
                new Refused(
                        "a text default of an integer",
                        () -> table("t", integer("a").defaultsTo("1")),
                        "table t, column a",
                        "its default is no integer",
                        "Give one of its type"),
                new Refused(
                        "a default beyond 32 bits",
                        () -> table("t", integer("a").defaultsTo(1L << 31)),
                        "table t, column a",
                        "its default is no integer",
                        "Give one of its type"),
                new Refused(
                        "a null default of a column that is not null",
                        () -> table("t", text("a").notNull().defaultsTo(new Expression.Null())),
                        "table t, column a",
                        "it is not null but defaults to null",
                        "Leave the default out"),
                new Refused(
                        "an action without a foreign key",
                        () -> text("a").onDelete(io.whisperschema.definition.relational.ReferentialAction.CASCADE),
                        "column a",
                        "it has actions but refers to nothing",
                        "Call references"),
                new Refused(
                        "a name with a NUL character", () -> table("a\0b", text("a")), "table", "NUL", "leave it out"),
                new Refused("an empty name", () -> table(" ", text("a")), "table", "its name is empty", "Give it"));
    }

    static Stream<Refused> vectors() {
        return Stream.of(
                new Refused(
                        "two collections of one name",
                        () -> start().collections(memories(), memories()),
                        "definition",
                        "collection memories is there twice",
                        "Remove one"),
                new Refused(
                        "collections that differ by case",
                        () -> start().collections(memories(), collection("Memories", unnamed(3, Distance.DOT))),
                        "definition",
                        "differ only by case",
                        "rename one"),
                new Refused(
                        "a collection name that Qdrant refuses",
                        () -> collection("a/b", unnamed(3, Distance.DOT)),
                        "collection a/b",
                        "a character that Qdrant refuses",
                        "Leave out"),
                new Refused(
                        "a collection name that is too long",
                        () -> collection("a".repeat(256), unnamed(3, Distance.DOT)),
                        "collection " + "a".repeat(256),
                        "its name has 256 bytes",
                        "shorten it"),
                new Refused(
                        "a collection without a vector",
                        () -> collection("a", payload("b").keyword()),
                        "collection",
                        "it has no vector",
                        "Give it one"),
                new Refused(
                        "a vector without a name beside another",
                        () -> collection("a", unnamed(3, Distance.DOT), vector("b", 3, Distance.DOT)),
                        "collection",
                        "one of its vectors has no name",
                        "Name all of them"),
                new Refused(
                        "two payload fields of one name",
                        () -> collection(
                                "a",
                                unnamed(3, Distance.DOT),
                                payload("b").keyword(),
                                payload("b").text()),
                        "collection",
                        "payload field b is there twice",
                        "Remove one"),
                new Refused(
                        "a vector of no elements",
                        () -> vector("a", 0, Distance.DOT),
                        "vector a",
                        "its size is 0",
                        "1 to 65536"),
                new Refused("an impossible index", () -> hnsw(-1, 100), "hnsw", "m is -1", "Give 0 or more"),
                new Refused(
                        "an indexed object",
                        () -> payload("a").object().indexed(),
                        "object index",
                        "cannot be indexed",
                        "Index one of its fields"),
                new Refused(
                        "a tenant that is a number",
                        () -> PayloadIndex.of(PayloadType.INTEGER).with(PayloadIndex.Option.TENANT),
                        "integer index",
                        "it cannot be tenant",
                        "keyword, uuid"),
                new Refused(
                        "a pattern without a placeholder",
                        () -> family("memories", version("1", unnamed(3, Distance.DOT))),
                        "family memories",
                        "has no placeholder",
                        "<name>"),
                new Refused(
                        "a pattern that Qdrant refuses",
                        () -> family("a:<name>", version("1", unnamed(3, Distance.DOT))),
                        "family a:<name> a:",
                        "a character that Qdrant refuses",
                        "Leave out"),
                new Refused(
                        "a bracket without a partner",
                        () -> family("a_<name", version("1", unnamed(3, Distance.DOT))),
                        "family a_<name",
                        "has no partner",
                        "<name>"),
                new Refused(
                        "a family without a version",
                        () -> family("a_<name>"),
                        "family a_<name>",
                        "it has no version",
                        "Give it one"),
                new Refused(
                        "a head that is no version",
                        () -> family("a_<name>", version("1", unnamed(3, Distance.DOT)))
                                .withHead("2"),
                        "family a_<name>",
                        "its head 2 is no version",
                        "It has 1"),
                new Refused(
                        "a collection that a family would have",
                        () -> start().families(family("m<name>", version("1", unnamed(3, Distance.DOT))))
                                .collections(memories()),
                        "collection memories",
                        "also fits family m<name>",
                        "leave it to the family"),
                new Refused(
                        "two families that share a name",
                        () -> start().families(
                                        family("a_<name>", version("1", unnamed(3, Distance.DOT))),
                                        family("<name>_b", version("1", unnamed(3, Distance.DOT)))),
                        "family <name>_b",
                        "a name can fit it and family a_<name>",
                        "Change a pattern"));
    }

    static Stream<Refused> cache() {
        return Stream.of(
                new Refused(
                        "two families of one name",
                        () -> start().keyFamilies(
                                        session(), keyFamily("session", "b:<c>").string()),
                        "definition",
                        "key family session is there twice",
                        "Remove one"),
                new Refused(
                        "two families that share a key",
                        () -> start().keyFamilies(
                                        session(),
                                        keyFamily("other", "<kind>:<user>").string()),
                        "key family other",
                        "a key can fit its pattern <kind>:<user> and session:<user_id> of session",
                        "Change a pattern"),
                new Refused(
                        "braces that are no hash tag",
                        () -> keyFamily("a", "a:{b:<c>"),
                        "key pattern a:{b:<c>",
                        "its braces are no hash tag",
                        "Write one pair"),
                new Refused(
                        "a pattern without a placeholder",
                        () -> keyFamily("a", "a:{channel_id}"),
                        "key pattern a:{channel_id}",
                        "has no placeholder",
                        "<name>"),
                new Refused(
                        "placeholders that touch",
                        () -> keyFamily("a", "a:<b><c>"),
                        "key pattern a:<b><c>",
                        "two placeholders touch",
                        "separator"),
                new Refused(
                        "a placeholder twice",
                        () -> keyFamily("a", "a:<b>:<b>"),
                        "key pattern a:<b>:<b>",
                        "stands twice",
                        "name of its own"),
                new Refused(
                        "a length of what is no list",
                        () -> session().longest(3),
                        "key family session",
                        "only a list is cut at a length",
                        "Make it a list"),
                new Refused(
                        "no time to live",
                        () -> session().expiringAfter(Duration.ZERO),
                        "key family session",
                        "its keys live for PT0S",
                        "leave the time out"),
                new Refused(
                        "a field that travels in nothing",
                        () -> keyFamily("a", "a:<b>").list(field("c").string().within("metadata")),
                        "key family a, field c",
                        "no JSON field metadata",
                        "field(\"metadata\").json()"));
    }

    static Stream<Refused> graph() {
        return Stream.of(
                new Refused(
                        "two labels that differ by case",
                        () -> start().graph(node("User"), node("user")),
                        "graph",
                        "label User and label user differ only by case",
                        "rename one"),
                new Refused(
                        "a relationship to nothing",
                        () -> start().graph(
                                        node("User"),
                                        relationship("KNOWS").from("User").to("Memory")),
                        "relationship (:User)-[:KNOWS]->(:Memory)",
                        "there is no label Memory",
                        "Add node(\"Memory\")"),
                new Refused(
                        "a relationship to a label of another case",
                        () -> start().graph(
                                        node("User"),
                                        relationship("KNOWS").from("User").to("user")),
                        "relationship (:User)-[:KNOWS]->(:user)",
                        "there is no label user",
                        "Did you mean User?"),
                new Refused(
                        "a relationship twice",
                        () -> start().graph(
                                        node("User"),
                                        relationship("KNOWS").from("User").to("User"),
                                        relationship("KNOWS").from("User").to("User")),
                        "graph",
                        "is there twice",
                        "Remove one"),
                new Refused(
                        "uniqueness of nothing",
                        () -> start().graph(node("User"), uniqueness("u").of("User", "id")),
                        "uniqueness u",
                        "label User has no property id",
                        "Add property(\"id\")"),
                new Refused(
                        "an index named as a constraint",
                        () -> start().graph(
                                        node("User", property("id").string()),
                                        uniqueness("u").of("User", "id"),
                                        nodeIndex("u").on("User", "id")),
                        "graph",
                        "constraint or index u is there twice",
                        "Remove one"));
    }

    static Stream<Refused> links() {
        LinkEnd user = key("users", "user_id");
        return Stream.of(
                new Refused(
                        "a link to no table",
                        () -> full().links(link(Links.payload("memories", "user_id"))
                                .to(key("user", "user_id"))),
                        "link payload memories.user_id → column user.user_id",
                        "the definition has no table user",
                        "There is users"),
                new Refused(
                        "a link from no field",
                        () -> full().links(link(Links.payload("memories", "User_ID"))
                                .to(user)),
                        "link payload memories.User_ID → column users.user_id",
                        "memories has no payload field User_ID",
                        "Did you mean user_id?"),
                new Refused(
                        "a link to what is no key",
                        () -> full().links(link(Links.payload("memories", "user_id"))
                                .to(key("users", "username"))),
                        "link payload memories.user_id → column users.username",
                        "does not tell things apart",
                        "Make it the key or unique"),
                new Refused(
                        "a link to no collection",
                        () -> full().links(link(nodeProperty("User", "id")).to(pointId("facts"))),
                        "link property User.id → point id of facts",
                        "the definition has no collection or family facts",
                        "There is memories"),
                new Refused(
                        "a link to a payload field",
                        () -> full().links(link(user).to(Links.payload("memories", "user_id"))),
                        "link column users.user_id → payload memories.user_id",
                        "does not tell things apart",
                        "pointId(\"memories\")"),
                new Refused(
                        "a link to a property that repeats",
                        () -> full().links(link(user).to(nodeProperty("User", "id"))),
                        "link column users.user_id → property User.id",
                        "does not tell things apart",
                        "Add a uniqueness constraint"),
                new Refused(
                        "a link from no placeholder",
                        () -> full().links(
                                        link(keyPlaceholder("session", "user")).to(user)),
                        "link placeholder <user> of session → column users.user_id",
                        "key family session has no placeholder user",
                        "There is user_id"),
                new Refused(
                        "a link from no cache field",
                        () -> full().links(link(cacheField("sessions", "a")).to(user)),
                        "link cache field sessions.a → column users.user_id",
                        "the definition has no key family sessions",
                        "There is session"),
                new Refused(
                        "a link twice",
                        () -> full().links(
                                        link(Links.payload("memories", "user_id"))
                                                .to(user),
                                        link(Links.payload("memories", "user_id"))
                                                .to(user)),
                        "link payload memories.user_id → column users.user_id",
                        "it is there twice",
                        "Remove one"));
    }

    static Stream<Refused> components() {
        return Stream.of(
                new Refused(
                        "a table with two owners",
                        () -> start().components(
                                        component("a").owns("users"),
                                        component("b").owns("users")),
                        "component b",
                        "it owns users, but component a owns users",
                        "A table has one owner"),
                new Refused(
                        "a table that another's beginning covers",
                        () -> start().components(
                                        component("a").owns("chat_*"),
                                        component("b").owns("chat_log")),
                        "component b",
                        "it owns chat_log, but component a owns chat_*",
                        "A table has one owner"),
                new Refused(
                        "beginnings that overlap",
                        () -> start().components(
                                        component("a").owns("chat_log_*"),
                                        component("b").owns("chat_*")),
                        "component b",
                        "it owns chat_*, but component a owns chat_log_*",
                        "A table has one owner"),
                new Refused(
                        "a star in the middle",
                        () -> component("a").owns("chat_*_log"),
                        "component a",
                        "the * is not at the end",
                        "Only the end"),
                new Refused(
                        "everything",
                        () -> component("a").owns("*"),
                        "component a",
                        "it owns every table",
                        "Name tables"),
                new Refused(
                        "two components of one name",
                        () -> start().components(component("a"), component("A")),
                        "definition",
                        "differ only by case",
                        "rename one"),
                new Refused(
                        "a table spelt otherwise",
                        () -> start().tables(users()).components(component("a").owns("Users")),
                        "component a",
                        "but the table is called users",
                        "Write the name as the table has it"));
    }

    @Test
    void aNameOf63BytesIsTaken() {
        assertThatCode(() -> table("t", text("n".repeat(61) + "ü"))).doesNotThrowAnyException();
    }

    @Test
    void tablesOfOneCallReferToEachOtherInACircle() {
        assertThatCode(() -> start().tables(
                                table("a", text("id").primaryKey(), text("b").references("b", "id")),
                                table("b", text("id").primaryKey(), text("a").references("a", "id"))))
                .doesNotThrowAnyException();
    }

    @Test
    void namesDifferByCaseInTurkishToo() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(catchThrowableOfType(InvalidDefinition.class, () -> table("t", text("title"), text("TITLE"))))
                    .isNotNull();
            assertThatCode(() -> table("t", text("tıtle"), text("title"))).doesNotThrowAnyException();
        } finally {
            Locale.setDefault(before);
        }
    }

    private static SchemaDefinition start() {
        return SchemaDefinition.named("test");
    }

    private static SchemaDefinition full() {
        return start().tables(users())
                .collections(memories())
                .keyFamilies(session())
                .graph(node("User", property("id").string()));
    }

    private static Table users() {
        return table("users", text("user_id").naturalKey("id"), text("username").notNull());
    }

    private static io.whisperschema.definition.vector.VectorCollection memories() {
        return collection(
                "memories", unnamed(384, Distance.COSINE), payload("user_id").keyword());
    }

    private static io.whisperschema.definition.cache.KeyFamily session() {
        return keyFamily("session", "session:<user_id>").hash(field("mood").string());
    }
}
