package io.whisperschema.translation;

import static io.whisperschema.translation.Scripts.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperEngine;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.diff.Equivalence;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.postgres.PostgresDialect;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.Translation;
import io.whisperschema.sqlite.SqliteDialect;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a schema of PostgreSQL is on SQLite, created there. */
@WithDatabases
class PostgresToSqliteTest {
    private static final String GROWN = Scripts.named("grown.postgres.sql");

    /** In this order, on both. */
    private static final List<String> ROWS = List.of(
            "INSERT INTO accounts (handle, email, rank) VALUES ('ada', 'a@b', 1)",
            "INSERT INTO accounts (handle) VALUES ('too long')",
            "INSERT INTO accounts (handle, email) VALUES ('b', 'nowhere')",
            "INSERT INTO accounts (handle, state) VALUES ('c', 'old')",
            "INSERT INTO accounts (handle, state) VALUES ('d', 'it''s done')",
            "INSERT INTO accounts (handle, small) VALUES ('e', 0)",
            "INSERT INTO accounts (handle) VALUES ('ada')",
            "INSERT INTO accounts (handle, rank) VALUES ('f', 1)",
            "INSERT INTO bookings (account_id, room) VALUES (99, 1)",
            "INSERT INTO bookings (account_id, room) SELECT id, 1 FROM accounts WHERE handle = 'ada'",
            "INSERT INTO log (line) VALUES ('no time')",
            "DELETE FROM accounts WHERE handle = 'ada'");

    @Test
    void theWhisperEngineSchemaGoesOver(PostgresDatabase postgres, SqliteDatabase sqlite) {
        String script = PostgresDialect.dialect().ddl(WhisperEngine.schema()).text();
        Translation translation = SqliteDialect.dialect().translate(script);
        Scripts.run(script, postgres.dataSource());

        isCreated(translation, sqlite);
        areTheSame(translation, postgres, sqlite);
    }

    @Test
    void aDumpedSchemaGoesOver(SqliteDatabase sqlite) {
        String dump = Scripts.named("companion.dump.sql");
        Translation translation = SqliteDialect.dialect().translate(dump);

        isCreated(translation, sqlite);
        assertThat(translation.catalog().tables())
                .extracting(CatalogTable::name)
                .containsAll(PostgresDialect.dialect().read(dump).catalog().tables().stream()
                        .filter(table -> table.form().partitionOf().isEmpty())
                        .map(CatalogTable::name)
                        .toList());
    }

    @Test
    void bothDatabasesTakeAndRefuseTheSameRows(PostgresDatabase postgres, SqliteDatabase sqlite) {
        Translation translation = SqliteDialect.dialect().translate(GROWN);
        Scripts.run(GROWN.replace("INSERT INTO", "-- INSERT INTO"), postgres.dataSource());
        isCreated(translation, sqlite);

        for (String row : ROWS) {
            assertThat(Scripts.answer("PRAGMA foreign_keys = ON; " + row, sqlite.dataSource()))
                    .as(row)
                    .isEqualTo(Scripts.answer(row, postgres.dataSource()));
        }
        for (String query : List.of(
                "SELECT shout FROM accounts WHERE handle = 'd'",
                "SELECT count(*) FROM accounts",
                "SELECT count(*) FROM bookings",
                "SELECT length(CAST(key AS TEXT)) FROM accounts")) {
            assertThat(Scripts.value(query, sqlite.dataSource()))
                    .as(query)
                    .isEqualTo(Scripts.value(query, postgres.dataSource()));
        }
    }

    @Test
    void whatSqliteCannotHoldIsNamedWithItsLine() {
        List<Finding> findings = SqliteDialect.dialect().translate(GROWN).findings();

        isNamed(findings, "CREATE TYPE state", "enum state", "check of its values");
        isNamed(findings, "CREATE SEQUENCE", "sequence invoice_numbers", "left out");
        isNamed(findings, "CREATE FUNCTION", "function touch()", "left out");
        isNamed(findings, "CREATE TRIGGER", "trigger accounts_touch", "not translated");
        isNamed(findings, "CREATE EXTENSION", "extension btree_gist", "left out");
        isNamed(findings, "CREATE VIEW", "view payers", "query");
        isNamed(findings, "USING gin", "table accounts, index accounts_labels", "fts5");
        isNamed(findings, "text_pattern_ops", "table accounts, index accounts_email", "one order of texts");
        isNamed(findings, "text_pattern_ops", "table accounts, index accounts_email", "no place for these columns");
        isNamed(findings, "USING hash", "table accounts, index accounts_state", "becomes one");
        isNamed(findings, "CREATE TABLE bookings", "table bookings", "RAISE(ABORT");
        isNamed(findings, "CREATE TABLE accounts", "table accounts", "row by row");
        isNamed(findings, "CREATE TABLE accounts", "table accounts", "definition keeps them");
        isNamed(findings, "labels text[]", "table accounts, column labels", "json_each");
        isNamed(findings, "balance numeric", "table accounts, column balance", "all digits");
        isNamed(findings, "address inet", "table accounts, column address", "becomes text");
        isNamed(findings, "nextval", "table accounts, column invoice", "left out");
        isNamed(findings, "CREATE TABLE log ", "table log", "partitions are left out");
        isNamed(findings, "PARTITION OF", "table log_2024", "its rows are in log");
        isNamed(findings, "account_id bigint", "table bookings, column account_id", "becomes that");
    }

    private static void isNamed(List<Finding> findings, String words, String place, String remedy) {
        assertThat(findings).as(words).anySatisfy(finding -> {
            assertThat(finding.place()).startsWith("line " + line(GROWN, words) + ", " + place);
            assertThat(finding.remedy()).contains(remedy);
        });
    }

    private static void areTheSame(Translation translation, PostgresDatabase postgres, SqliteDatabase sqlite) {
        var server = Equivalence.Side.meantAs(
                "postgres",
                PostgresStore.over(postgres.dataSource()).inspect(),
                PostgresDialect.dialect().spell(translation.definition()));
        var file = Equivalence.Side.meantAs(
                "sqlite", SqliteStore.over(sqlite.dataSource()).inspect(), translation.catalog());

        assertThat(Equivalence.between(server, file).findings().stream()
                        .filter(finding -> finding.severity() == Severity.ERROR))
                .isEmpty();
    }

    private static void isCreated(Translation translation, SqliteDatabase sqlite) {
        Scripts.run(translation.ddl().text(), sqlite.dataSource());

        assertThat(SchemaDiff.between(SqliteStore.over(sqlite.dataSource()).inspect(), translation.catalog())
                        .changes())
                .isEmpty();
    }
}
