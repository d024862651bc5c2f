package io.whisperschema.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.move.ValueKind.Plain;
import io.whisperschema.spi.MoveSource;
import io.whisperschema.spi.RelationQuestions;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@WithDatabases
class SqliteRelationsTest {
    private static final Passage USERS = texts("users", "name", Optional.empty());
    private static final Passage POSTS = texts("posts", "author", Optional.empty());
    private static final ForeignKey AUTHOR = ForeignKey.from("author").references("users", "name");

    private static Passage texts(String table, String column, Optional<Expression> filter) {
        return new Passage(
                table,
                table,
                List.of(MoveTables.field("id", Plain.BIGINT), MoveTables.field(column, Plain.TEXT)),
                List.of(0),
                filter);
    }

    private static void given(SqliteDatabase database, String... more) throws SQLException {
        MoveTables.run(
                database,
                "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE)",
                "CREATE TABLE posts (id INTEGER PRIMARY KEY, author TEXT)",
                "INSERT INTO users VALUES (1, 'ann'), (2, 'bob'), (3, NULL)");
        MoveTables.run(database, more);
    }

    private static List<String> found(
            SqliteDatabase database, RelationQuestions questions, Passage asked, Passage... passages) {
        var store = SqliteStore.over(database.dataSource());
        try (MoveSource source = store.readMoving(MoveTables.request(store, MoveOptions.cautious(), passages))) {
            var lines = new ArrayList<String>();
            source.relations(
                    asked,
                    questions,
                    (flaw, column, key) -> lines.add(flaw + " " + column + " " + MoveTables.line(key)));
            return lines;
        }
    }

    private static RelationQuestions referring(ForeignKey key) {
        return new RelationQuestions(List.of(key), List.of(), List.of());
    }

    private static RelationQuestions unique(String... columns) {
        return new RelationQuestions(List.of(), List.of(List.of(columns)), List.of());
    }

    @Test
    void rowsThatReferToNoneAreFoundByTheirKeys(SqliteDatabase database) throws SQLException {
        given(database, "INSERT INTO posts VALUES (1, 'ann'), (2, 'eve'), (3, NULL), (4, 'zoe')");

        assertThat(found(database, referring(AUTHOR), POSTS, USERS, POSTS))
                .containsExactly("ORPHAN author RAW_INTEGER:2", "ORPHAN author RAW_INTEGER:4");
    }

    @Test
    void whatOnlySqliteTakesForEqualIsNoReference(SqliteDatabase database) throws SQLException {
        given(database, "INSERT INTO posts VALUES (1, 'ANN')");

        assertThat(found(database, referring(AUTHOR), POSTS, USERS, POSTS))
                .containsExactly("ORPHAN author RAW_INTEGER:1");
    }

    @Test
    void betweenSqliteDatabasesWhatItTakesForEqualIsAReference(SqliteDatabase database) throws SQLException {
        given(database, "INSERT INTO posts VALUES (1, 'ANN')");
        Passage verbatim = MoveTables.passage("posts", 1, "id", "author");

        assertThat(found(database, referring(AUTHOR), verbatim, USERS, verbatim))
                .isEmpty();
    }

    @Test
    void aRowThatDoesNotMoveIsNotThereToReferTo(SqliteDatabase database) throws SQLException {
        given(database, "INSERT INTO posts VALUES (1, 'ann'), (2, 'bob')");
        Passage onlyBob =
                texts("users", "name", Optional.of(Expression.column("name").is(Expression.literal("bob"))));

        assertThat(found(database, referring(AUTHOR), POSTS, onlyBob, POSTS))
                .containsExactly("ORPHAN author RAW_INTEGER:1");
    }

    @Test
    void aRowThatDoesNotMoveIsNotAsked(SqliteDatabase database) throws SQLException {
        given(database, "INSERT INTO posts VALUES (1, 'eve'), (2, 'zoe')");
        Passage onlyZoe =
                texts("posts", "author", Optional.of(Expression.column("author").is(Expression.literal("zoe"))));

        assertThat(found(database, referring(AUTHOR), onlyZoe, USERS, onlyZoe))
                .containsExactly("ORPHAN author RAW_INTEGER:2");
    }

    @Test
    void allRowsAreOrphansOfATableThatIsNotThere(SqliteDatabase database) throws SQLException {
        given(database, "INSERT INTO posts VALUES (1, 'ann'), (2, NULL)");

        assertThat(found(database, referring(ForeignKey.from("author").references("people", "name")), POSTS, POSTS))
                .containsExactly("ORPHAN author RAW_INTEGER:1");
    }

    @Test
    void aTableMayReferToItself(SqliteDatabase database) throws SQLException {
        MoveTables.run(
                database,
                "CREATE TABLE nodes (id INTEGER PRIMARY KEY, parent INTEGER)",
                "INSERT INTO nodes VALUES (1, NULL), (2, 1), (3, 4)");
        var nodes = new Passage(
                "nodes",
                "nodes",
                List.of(MoveTables.field("id", Plain.BIGINT), MoveTables.field("parent", Plain.BIGINT)),
                List.of(0),
                Optional.empty());

        assertThat(found(database, referring(ForeignKey.from("parent").references("nodes", "id")), nodes, nodes))
                .containsExactly("ORPHAN parent RAW_INTEGER:3");
    }

    @Test
    void allButTheFirstOfThoseThatShareAKeyAreFound(SqliteDatabase database) throws SQLException {
        given(database, "INSERT INTO users VALUES (7, 'ann'), (5, 'ann'), (6, 'ANN'), (8, NULL)");

        assertThat(found(database, unique("name"), USERS, USERS))
                .containsExactlyInAnyOrder("DUPLICATE name RAW_INTEGER:5", "DUPLICATE name RAW_INTEGER:7");
    }

    @Test
    void rowsThatDoNotMeetAConditionAreFound(SqliteDatabase database) throws SQLException {
        given(database, "INSERT INTO posts VALUES (1, 'ann'), (2, 'bob'), (3, NULL)");
        var check = new Check(Optional.empty(), Expression.column("author").is(Expression.literal("ann")));

        assertThat(found(database, new RelationQuestions(List.of(), List.of(), List.of(check)), POSTS, POSTS))
                .containsExactly("CHECK_FAILED  RAW_INTEGER:2");
    }
}
