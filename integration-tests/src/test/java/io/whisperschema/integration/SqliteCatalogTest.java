package io.whisperschema.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Deferral;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.Relational;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.finding.Finding;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.sqlite.SqliteStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a SQLite database holds beyond plain tables is read, each thing in its place. */
class SqliteCatalogTest {
    private Connection connection;

    @BeforeEach
    void isOpen() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    }

    @AfterEach
    void isClosed() throws SQLException {
        connection.close();
    }

    @Test
    void tablesTellTheirFormAndColumnsTheirCollationAndComputation() throws SQLException {
        CatalogTable table = table(
                "CREATE TABLE t (a TEXT COLLATE NOCASE PRIMARY KEY, n INTEGER, twice INTEGER AS (n * 2)) STRICT, WITHOUT ROWID");
        assertThat(table.form())
                .isEqualTo(TableForm.of(Set.of(TableForm.Option.STRICT, TableForm.Option.WITHOUT_ROWID)));
        assertThat(table.column("a").orElseThrow().collation()).contains("NOCASE");
        assertThat(table.column("twice").orElseThrow().generated())
                .contains(new Generated(Expression.raw(DialectName.SQLITE, "n * 2"), Generated.Storage.VIRTUAL));
    }

    @Test
    void indexesAndForeignKeysTellHowTheySortAndWhenTheyAreChecked() throws SQLException {
        CatalogTable table = table(
                "CREATE TABLE t (a TEXT UNIQUE, b TEXT REFERENCES t (a) DEFERRABLE INITIALLY DEFERRED)",
                "CREATE INDEX i ON t (a COLLATE NOCASE DESC)");
        assertThat(table.indexes())
                .containsExactly(Index.named("i").on("a").descending().collate(DialectName.SQLITE, "NOCASE"));
        assertThat(table.foreignKeys()).extracting(key -> key.deferral()).containsExactly(Deferral.INITIALLY_DEFERRED);
    }

    @Test
    void whatHasNoPlaceIsListed() throws SQLException {
        RelationalCatalog catalog = catalog(
                "CREATE TABLE t (a TEXT NOT NULL ON CONFLICT REPLACE DEFAULT 'x', b TEXT, UNIQUE (b COLLATE NOCASE DESC))",
                "CREATE TRIGGER watch AFTER INSERT ON t BEGIN SELECT 1; END",
                "CREATE VIRTUAL TABLE words USING fts5 (body)");
        assertThat(catalog.foreignObjects())
                .extracting(object -> object.type())
                .contains(
                        "not null on conflict replace",
                        "collation NOCASE of unique constraint",
                        "descending order of unique constraint",
                        "trigger",
                        "virtual table",
                        "shadow table");
        assertThat(catalog.foreignObjects())
                .filteredOn(object -> object.type().equals("trigger"))
                .extracting(object -> object.definition().orElseThrow())
                .containsExactly("CREATE TRIGGER watch AFTER INSERT ON t BEGIN SELECT 1; END");
    }

    @Test
    void aKeyInDescendingOrderBehindItsColumnIsNoRowid() throws SQLException {
        RelationalCatalog catalog = catalog(
                "CREATE TABLE behind (id INTEGER PRIMARY KEY DESC)",
                "CREATE TABLE below (id INTEGER, PRIMARY KEY (id DESC))");
        assertThat(catalog.table("behind").orElseThrow().columns().get(0).nullable())
                .isTrue();
        assertThat(catalog.table("below").orElseThrow().columns().get(0).nullable())
                .isFalse();
    }

    @Test
    void namesInKeysAreReadAsTheyAreDeclared() throws SQLException {
        CatalogTable table = table(
                "CREATE TABLE Parent (ID INTEGER, PRIMARY KEY (id))",
                "CREATE TABLE t (A INTEGER REFERENCES parent (id), B TEXT, UNIQUE (b), FOREIGN KEY (a) REFERENCES PARENT)");
        assertThat(table.foreignKeys()).allSatisfy(key -> {
            assertThat(key.columns()).containsExactly("A");
            assertThat(key.table()).isEqualTo("Parent");
            assertThat(key.references()).containsExactly("ID");
        });
        assertThat(table.foreignKeys()).hasSize(2);
        assertThat(table.uniques().get(0).columns()).containsExactly("B");
    }

    @Test
    void namesThatDifferOnlyByCaseAreTheSame() throws SQLException {
        run("CREATE TABLE Users (Id INTEGER, NAME TEXT, CHECK (name <> ''))");
        var schema = WhisperSchema.of(SchemaDefinition.named("users")
                        .tables(Relational.table(
                                "users",
                                Relational.bigint("id"),
                                Relational.text("name"),
                                Relational.check(Expression.column("name").isNot(Expression.literal(""))))))
                .relational(SqliteStore.over(connection));
        assertThat(schema.bootstrap().stores()).containsValue(BootstrapReport.Outcome.UP_TO_DATE);
        assertThat(schema.validate().findings().get("sqlite"))
                .extracting(Finding::found)
                .containsExactlyInAnyOrder("Users", "Id", "NAME");
    }

    @Test
    void aDefinitionIsReadOutOfAnyDatabase() throws SQLException {
        String longName = "i".repeat(70);
        RelationalCatalog catalog = catalog(
                "CREATE TABLE t (a TEXT, b TEXT, UNIQUE (a, a), CHECK (a > 'x'))",
                "CREATE TABLE " + longName + " (a TEXT)",
                "CREATE INDEX " + longName + "2 ON t (b)");
        SchemaDefinition.Reading reading = SchemaDefinition.from("read", catalog);
        assertThat(reading.definition().relational().tables()).singleElement().satisfies(table -> {
            assertThat(table.checks()).hasSize(1);
            assertThat(table.uniques()).isEmpty();
            assertThat(table.indexes()).isEmpty();
        });
        assertThat(reading.findings()).extracting(Finding::found).hasSize(3);
    }

    @Test
    void aTemporaryTableThatHidesOneIsRefused() throws SQLException {
        run("CREATE TABLE t (a INTEGER)", "CREATE TEMP TABLE T (a TEXT)");
        assertThatThrownBy(() -> SqliteStore.over(connection).inspect())
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("a temporary table T of this connection hides the one of the file");
    }

    private CatalogTable table(String... statements) throws SQLException {
        return catalog(statements).table("t").orElseThrow();
    }

    private RelationalCatalog catalog(String... statements) throws SQLException {
        run(statements);
        RelationalCatalog catalog = SqliteStore.over(connection).inspect();
        assertThat(RelationalCatalog.fromJson(catalog.toJson())).isEqualTo(catalog);
        return catalog;
    }

    private void run(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : List.of(statements)) {
                statement.execute(sql);
            }
        }
    }
}
