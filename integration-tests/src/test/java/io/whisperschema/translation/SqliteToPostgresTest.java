package io.whisperschema.translation;

import static io.whisperschema.translation.Scripts.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperEngine;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
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

/** What a schema of SQLite is on PostgreSQL, created there. */
@WithDatabases
class SqliteToPostgresTest {
    private static final String GROWN = Scripts.named("grown.sqlite.sql");

    /** In this order; each on both, with foreign keys on. */
    private static final List<String> ROWS = List.of(
            "INSERT INTO users (user_id, username) VALUES ('u-9', 'Ada')",
            "INSERT INTO users (user_id, username) VALUES ('u-10', 'ADA')",
            "INSERT INTO users (user_id, username, is_admin) VALUES ('u-11', 'x', '2')",
            "INSERT INTO users (user_id, username, settings) VALUES ('u-12', 'y', '{')",
            "INSERT INTO users (user_id, username, settings) VALUES ('u-13', 'z', NULL)",
            "INSERT INTO teams (name, owner_id) VALUES ('t', 'nobody')",
            "INSERT INTO teams (id, name, owner_id) VALUES (1, 't', 'u-9')",
            "INSERT INTO members (team_id, user_id, role) VALUES (1, 'u-9', 'boss')",
            "INSERT INTO members (team_id, user_id) VALUES (1, 'u-9')",
            "INSERT INTO \"order items\" (\"order id\", \"select\", qty, price) VALUES (1, 'a', 0, 2)",
            "INSERT INTO \"order items\" (\"order id\", \"select\", qty, price) VALUES (1, 'a', 3, 2.5)",
            "INSERT INTO orders (id, user_id, currency) VALUES (1, 'u-9', 'EURO')",
            "INSERT INTO orders (id, user_id, amount) VALUES (1, 'u-9', -1)",
            "INSERT INTO orders (id, user_id) VALUES (1, 'u-9')",
            "INSERT INTO kv (v) VALUES (NULL)",
            "INSERT INTO posts (slug, title, meta) VALUES ('Hello', 'T', '{\"topic\":\"sea\"}')",
            "INSERT INTO posts (slug, title) VALUES ('HELLO', 'T')",
            "INSERT INTO posts (slug, title) VALUES ('other', '')",
            "INSERT INTO flags (enabled, hidden) VALUES (0, TRUE)",
            "INSERT INTO flags (enabled, hidden) VALUES (0, FALSE)",
            "INSERT INTO mail (address) VALUES ('nowhere')",
            "INSERT INTO mail (address, size) VALUES ('a@b', 3)",
            "INSERT INTO mail (kind, seen, starred) VALUES ('out', TRUE, TRUE)",
            "INSERT INTO mail (address, kind, seen, starred) VALUES ('A@B', 'in', TRUE, TRUE)",
            "INSERT INTO locations (lat, lon) VALUES (91, 0)",
            "INSERT INTO locations (lat, lon) VALUES (1, 2)",
            "INSERT INTO locations (lat, lon) VALUES (1, 2)",
            "INSERT INTO devices (serial) VALUES ('s')",
            "INSERT INTO readings (device) VALUES ('t')",
            "INSERT INTO readings (device, celsius) VALUES ('s', 1e7)",
            "DELETE FROM users WHERE user_id = 'u-9'");

    @Test
    void theWhisperEngineSchemaGoesOver(SqliteDatabase sqlite, PostgresDatabase postgres) {
        String script = SqliteDialect.dialect().ddl(WhisperEngine.schema()).text();
        Translation translation = PostgresDialect.dialect().translate(script);
        Scripts.run(script, sqlite.dataSource());

        isCreated(translation, postgres);
        areTheSame(translation, sqlite, postgres);
        assertThat(translation.findings()).extracting(Finding::severity).doesNotContain(Severity.WARNING);
        assertThat(SchemaDiff.between(
                                SqliteStore.over(sqlite.dataSource()).inspect(),
                                SqliteDialect.dialect().spell(translation.definition()))
                        .changes())
                .as("the definition is that of the file, too")
                .isEmpty();
    }

    @Test
    void aGrownSchemaGoesOver(SqliteDatabase sqlite, PostgresDatabase postgres) {
        Translation translation = PostgresDialect.dialect().translate(GROWN);
        Scripts.run(SqliteDialect.dialect().ddl(translation.definition()).text(), sqlite.dataSource());

        isCreated(translation, postgres);
        areTheSame(translation, sqlite, postgres);
        assertThat(translation.catalog().tables())
                .extracting(CatalogTable::name)
                .containsExactlyInAnyOrderElementsOf(SqliteDialect.dialect().read(GROWN).catalog().tables().stream()
                        .map(CatalogTable::name)
                        .toList());
    }

    @Test
    void bothDatabasesTakeAndRefuseTheSameRows(SqliteDatabase sqlite, PostgresDatabase postgres) {
        Scripts.run(GROWN, sqlite.dataSource());
        Scripts.run(PostgresDialect.dialect().translate(GROWN).ddl().text(), postgres.dataSource());

        for (String row : ROWS) {
            assertThat(Scripts.answer(row, postgres.dataSource()))
                    .as(row)
                    .isEqualTo(Scripts.answer("PRAGMA foreign_keys = ON; " + row, sqlite.dataSource()));
        }
        for (String query : List.of(
                "SELECT label FROM \"order items\"",
                "SELECT round(total * 10) / 10 FROM \"order items\"",
                "SELECT topic FROM posts",
                "SELECT count(*) FROM users")) {
            assertThat(Scripts.value(query + ofScript(query), postgres.dataSource()))
                    .as(query)
                    .isEqualTo(Scripts.value(query + ofScript(query), sqlite.dataSource()));
        }
    }

    /** The script itself brings two users along. */
    private static String ofScript(String query) {
        return query.endsWith("users") ? " WHERE user_id NOT IN ('u-1', 'u-2')" : "";
    }

    @Test
    void whatDoesNotGoOverIsNamedWithItsLine() {
        List<Finding> findings = PostgresDialect.dialect().translate(GROWN).findings();

        isNamed(findings, "CREATE TRIGGER", "trigger posts_touch", "not translated");
        isNamed(findings, "USING fts5", "virtual table notes_fts", "tsvector");
        isNamed(findings, "CREATE VIEW active_users", "view active_users", "query");
        isNamed(findings, "CREATE TABLE copied", "", "by eye");
        isNamed(findings, "username VARCHAR(80) COLLATE NOCASE", "table users, column username", "citext");
        isNamed(findings, "CREATE TABLE posts", "table posts", "type of the column");
        isNamed(findings, "CREATE TABLE posts", "table posts", "'^[A-Z][A-Z]-.*$'");
        isNamed(findings, "CREATE TABLE members", "table members", "ON CONFLICT");
        isNamed(findings, "CREATE TABLE kv", "table kv", "index beside its rows");
        isNamed(findings, "stamp INTEGER", "table flags, column stamp", "left out");
        isNamed(findings, "CREATE TABLE dangling", "table dangling, foreign key (gone_id)", "left out");
        isNamed(findings, "payload ANY", "table strict_events, column payload", "becomes text");
        isNamed(findings, "CREATE TABLE old_name", "table audit_log, column id", "SQLite numbers");
    }

    private static void isNamed(List<Finding> findings, String words, String place, String remedy) {
        String where = "line " + line(GROWN, words) + (place.isEmpty() ? "" : ", " + place);
        assertThat(findings).as(words).anySatisfy(finding -> {
            assertThat(finding.place()).startsWith(where);
            assertThat(finding.remedy()).contains(remedy);
        });
    }

    private static void areTheSame(Translation translation, SqliteDatabase sqlite, PostgresDatabase postgres) {
        var file = Equivalence.Side.meantAs(
                "sqlite",
                SqliteStore.over(sqlite.dataSource()).inspect(),
                SqliteDialect.dialect().spell(translation.definition()));
        var server = Equivalence.Side.meantAs(
                "postgres", PostgresStore.over(postgres.dataSource()).inspect(), translation.catalog());

        assertThat(Equivalence.between(file, server).findings().stream()
                        .filter(finding -> finding.severity() == Severity.ERROR))
                .isEmpty();
    }

    private static void isCreated(Translation translation, PostgresDatabase postgres) {
        Scripts.run(translation.ddl().text(), postgres.dataSource());
        RelationalCatalog inspected = PostgresStore.over(postgres.dataSource()).inspect();

        assertThat(SchemaDiff.between(inspected, translation.catalog()).changes())
                .isEmpty();
    }
}
