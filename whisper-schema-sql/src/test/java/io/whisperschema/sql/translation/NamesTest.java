package io.whisperschema.sql.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.finding.Finding;
import org.junit.jupiter.api.Test;

/** Names that only one of the databases has a place for. */
class NamesTest {
    @Test
    void aKeyWhoseNameOnPostgresIsTakenGetsAnother() {
        PortableSchema schema = SqliteToPostgres.of("""
                CREATE TABLE users (id TEXT PRIMARY KEY, name TEXT);
                CREATE INDEX users_pkey ON users (name);
                """);

        assertThat(schema.definition()
                        .relational()
                        .table("users")
                        .flatMap(Table::primaryKey)
                        .flatMap(PrimaryKey::name))
                .contains("users_pkey1");
    }

    @Test
    void aColumnThatPostgresHasNoPlaceForIsNamedWithItsTableAndLine() {
        PortableSchema schema = SqliteToPostgres.of("CREATE TABLE t (\n  xmin INTEGER, x TEXT)");

        assertThat(schema.findings()).extracting(Finding::place).contains("line 2, table t, column xmin");
    }

    @Test
    void aTableThatIsLeftOutForTheNameOfASequenceIsSaidToBe() {
        PortableSchema schema = SqliteToPostgres.of("""
                CREATE TABLE users (id INTEGER PRIMARY KEY);
                CREATE TABLE users_id_seq (x TEXT);
                """);

        assertThat(schema.definition().relational().table("users_id_seq")).isEmpty();
        assertThat(schema.findings()).anySatisfy(finding -> {
            assertThat(finding.place()).isEqualTo("line 2, table users_id_seq");
            assertThat(finding.remedy()).contains("left out");
        });
    }

    @Test
    void aTableOfANameThatSqliteKeepsToItselfIsLeftOut() {
        PortableSchema schema = PostgresToSqlite.of("CREATE TABLE sqlite_notes (id int); CREATE TABLE notes (id int);");

        assertThat(schema.definition().relational().tables())
                .extracting(Table::name)
                .containsExactly("notes");
        assertThat(schema.findings()).extracting(Finding::place).contains("line 1, table sqlite_notes");
    }

    @Test
    void aCheckOfLengthsTakesNoNameThatAnotherHas() {
        PortableSchema schema = PostgresToSqlite.of(
                "CREATE TABLE t (v varchar(3) CHECK (v <> 'x'), CONSTRAINT t_v_values CHECK (v <> 'y'))");

        assertThat(schema.definition().relational().table("t").orElseThrow().checks())
                .extracting(check -> check.name().orElse(""))
                .containsExactlyInAnyOrder("t_v_check", "t_v_values", "t_v_values1");
    }
}
