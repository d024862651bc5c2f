package io.whisperschema.definition;

import static io.whisperschema.definition.Accepted.*;
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

import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.PayloadIndex;
import io.whisperschema.definition.vector.PayloadType;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What definitions of vectors, caches and graphs may not say. */
class RefusedStoresTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource({"vectors", "cache", "graph"})
    void isRefusedWithPlaceAndRemedy(Refused refused) {
        refused.withPlaceAndRemedy();
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
}
