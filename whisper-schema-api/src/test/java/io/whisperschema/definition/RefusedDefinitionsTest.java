package io.whisperschema.definition;

import static io.whisperschema.definition.Accepted.*;
import static io.whisperschema.definition.relational.Relational.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.definition.relational.Expression;
import io.whisperschema.error.InvalidDefinition;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What relational definitions may not say. */
class RefusedDefinitionsTest {
    private static final String LONG = "n".repeat(62) + "ü";

    @ParameterizedTest(name = "{0}")
    @MethodSource("relational")
    void isRefusedWithPlaceAndRemedy(Refused refused) {
        refused.withPlaceAndRemedy();
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
}
