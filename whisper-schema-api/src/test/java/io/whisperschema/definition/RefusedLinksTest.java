package io.whisperschema.definition;

import static io.whisperschema.definition.Accepted.*;
import static io.whisperschema.definition.Links.cacheField;
import static io.whisperschema.definition.Links.component;
import static io.whisperschema.definition.Links.key;
import static io.whisperschema.definition.Links.keyPlaceholder;
import static io.whisperschema.definition.Links.link;
import static io.whisperschema.definition.Links.nodeProperty;
import static io.whisperschema.definition.Links.pointId;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What links between stores and components may not say. */
class RefusedLinksTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource({"links", "components"})
    void isRefusedWithPlaceAndRemedy(Refused refused) {
        refused.withPlaceAndRemedy();
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
}
