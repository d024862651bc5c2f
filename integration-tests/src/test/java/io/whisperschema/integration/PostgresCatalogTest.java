package io.whisperschema.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.Exclusion;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.catalog.Unfinished;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Deferral;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Generated;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.Relational;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a PostgreSQL database holds beyond plain tables is read, each thing in its place. */
@WithDatabases
class PostgresCatalogTest {
    private PostgresDatabase database;

    @BeforeEach
    void isEmpty(PostgresDatabase empty) {
        database = empty;
    }

    @Test
    void columnsTellTheirCollationComputationAndNumbers() {
        CatalogTable table = table(
                "CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a text COLLATE \"C\", n integer,"
                        + " twice integer GENERATED ALWAYS AS (n * 2) STORED)");
        assertThat(column(table, "a").collation()).contains("C");
        assertThat(column(table, "id").identity()).isEqualTo(Identity.ALWAYS);
        assertThat(column(table, "twice").generated())
                .contains(new Generated(Expression.raw(DialectName.POSTGRES, "(n * 2)"), Generated.Storage.STORED));
        assertThat(column(table, "twice").defaultValue()).isEmpty();
    }

    @Test
    void constraintsTellWhenTheyAreCheckedAndWhetherTheyAreProven() {
        CatalogTable table = table(
                "CREATE TABLE t (a text, b text, c text UNIQUE, CONSTRAINT late UNIQUE (b) DEFERRABLE,"
                        + " CONSTRAINT latest UNIQUE (a) DEFERRABLE INITIALLY DEFERRED)",
                "ALTER TABLE t ADD CONSTRAINT later CHECK (b <> 'x') NOT VALID",
                "ALTER TABLE t ADD CONSTRAINT self FOREIGN KEY (a) REFERENCES t (c) DEFERRABLE");
        assertThat(table.uniques())
                .filteredOn(one -> one.deferral() != Deferral.NOT_DEFERRABLE)
                .extracting(one -> one.name().orElseThrow(), one -> one.deferral())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("late", Deferral.DEFERRABLE),
                        org.assertj.core.groups.Tuple.tuple("latest", Deferral.INITIALLY_DEFERRED));
        assertThat(table.foreignKeys()).extracting(key -> key.deferral()).containsExactly(Deferral.DEFERRABLE);
        assertThat(table.unfinished()).isEqualTo(new Unfinished(Set.of("later"), Set.of()));
    }

    @Test
    void indexesTellWhatTheyCarryAndHowTheySort() {
        CatalogTable table = table(
                "CREATE TABLE t (a text, b text COLLATE \"C\", \"C d\" integer)",
                "CREATE INDEX wide ON t (a text_pattern_ops, b NULLS FIRST, a COLLATE \"POSIX\" DESC NULLS LAST)"
                        + " INCLUDE (\"C d\")");
        assertThat(table.indexes())
                .containsExactly(Index.named("wide")
                        .on("a")
                        .operators(DialectName.POSTGRES, "text_pattern_ops")
                        .then("b")
                        .nulls(Index.Nulls.FIRST)
                        .thenDescending("a")
                        .nulls(Index.Nulls.LAST)
                        .collate(DialectName.POSTGRES, "POSIX")
                        .including("C d"));
    }

    @Test
    void anExpressionHasTheCollationOfItsColumnsUntilAnIndexSaysAnother() {
        CatalogTable table = table(
                "CREATE TABLE t (a text, b text COLLATE \"C\")",
                "CREATE INDEX lowered ON t (lower(b), lower(a) COLLATE \"POSIX\", (b || a) COLLATE \"POSIX\")");
        assertThat(table.indexes().get(0).keys())
                .extracting(Index.Key::collations)
                .containsExactly(
                        Map.of(), Map.of(DialectName.POSTGRES, "POSIX"), Map.of(DialectName.POSTGRES, "POSIX"));
    }

    @Test
    void anExclusionIsReadAsItIsWritten() {
        CatalogTable table =
                table("CREATE TABLE t (during tstzrange, CONSTRAINT apart EXCLUDE USING gist (during WITH &&))");
        assertThat(table.exclusions()).containsExactly(new Exclusion("apart", "EXCLUDE USING gist (during WITH &&)"));
        assertThat(table.indexes()).isEmpty();
    }

    @Test
    void partitionsTellWhereTheyBelong() {
        RelationalCatalog catalog = catalog(
                "CREATE TABLE t (at date NOT NULL, n integer CHECK (n > 0), PRIMARY KEY (at)) PARTITION BY RANGE (at)",
                "CREATE INDEX by_number ON t (n)",
                "CREATE TABLE t_2026 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')");
        assertThat(catalog.table("t").orElseThrow().form())
                .isEqualTo(new TableForm(Set.of(), Optional.of("RANGE (at)"), Optional.empty()));
        assertThat(catalog.table("t_2026").orElseThrow().form().partitionOf())
                .contains(new TableForm.PartitionOf("t", "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')"));
        assertThat(catalog.table("t").orElseThrow().indexes()).hasSize(1);
        assertThat(catalog.table("t_2026").orElseThrow().indexes()).isEmpty();
    }

    @Test
    void whatHasNoPlaceIsListedWithItsStatement() {
        RelationalCatalog catalog = catalog(
                "CREATE TABLE t (a text)",
                "CREATE TYPE mood AS ENUM ('good', 'it''s bad')",
                "CREATE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE TRIGGER watch BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION noop()",
                "CREATE MATERIALIZED VIEW kept AS SELECT a FROM t",
                "CREATE SEQUENCE numbers",
                "CREATE POLICY mine ON t USING (true)");
        assertThat(catalog.foreignObjects())
                .extracting(object -> object.type() + " " + object.name())
                .containsExactlyInAnyOrder(
                        "enum mood",
                        "function noop()",
                        "trigger watch",
                        "materialized view kept",
                        "sequence numbers",
                        "policy mine");
        assertThat(definition(catalog, "watch")).startsWith("CREATE TRIGGER watch BEFORE INSERT ON public.t");
        assertThat(definition(catalog, "mood")).isEqualTo("'good', 'it''s bad'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a, b FROM t WHERE a > 'x' ORDER BY b DESC",
                "SELECT t.a AS x, u.b FROM t JOIN t AS u ON t.a = u.b LEFT JOIN t v ON v.a = u.a WHERE t.b IS NOT NULL",
                "SELECT a, count(*) AS n FROM t GROUP BY a HAVING count(*) > 1"
            })
    void aViewIsWhatItWasDeclaredToBe(String query) {
        SchemaDefinition definition = SchemaDefinition.named("views")
                .tables(Relational.table("t", Relational.text("a"), Relational.text("b")))
                .views(Relational.view("v", query));
        PostgresStore store = PostgresStore.over(database.dataSource());
        WhisperSchema.of(definition).relational(store).bootstrap();
        assertThat(SchemaDiff.between(store.inspect(), store.spell(definition)).findings())
                .isEmpty();
    }

    private static String definition(RelationalCatalog catalog, String name) {
        return catalog.foreignObjects().stream()
                .filter(object -> object.name().equals(name))
                .findFirst()
                .flatMap(ForeignObject::definition)
                .orElse("");
    }

    private static CatalogColumn column(CatalogTable table, String name) {
        return table.column(name).orElseThrow();
    }

    private CatalogTable table(String... statements) {
        return catalog(statements).table("t").orElseThrow();
    }

    private RelationalCatalog catalog(String... statements) {
        List.of(statements).forEach(statement -> Sql.run(database.dataSource(), statement));
        RelationalCatalog catalog = PostgresStore.over(database.dataSource()).inspect();
        assertThat(RelationalCatalog.fromJson(catalog.toJson())).isEqualTo(catalog);
        return catalog;
    }
}
