package io.whisperschema.diff;

import static io.whisperschema.definition.relational.DialectName.POSTGRES;
import static io.whisperschema.definition.relational.DialectName.SQLITE;
import static io.whisperschema.definition.relational.Expression.literal;
import static io.whisperschema.diff.Columns.catalog;
import static io.whisperschema.diff.Columns.column;
import static io.whisperschema.diff.Columns.defaulting;
import static io.whisperschema.diff.Columns.keyed;
import static io.whisperschema.diff.Columns.notNull;
import static io.whisperschema.diff.Columns.numbered;
import static io.whisperschema.diff.Columns.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.definition.relational.Unique;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EquivalenceTest {
    private static final CatalogColumn SQLITE_TEXT = column("c", "TEXT", ScalarType.TEXT);
    private static final CatalogColumn WHOLE = column("id", "INTEGER", ScalarType.BIGINT);
    private static final CatalogColumn BIGINT = column("id", "bigint", ScalarType.BIGINT);

    private static List<Finding> findings(CatalogTable sqlite, CatalogTable postgres) {
        return between(catalog(SQLITE, sqlite), catalog(POSTGRES, postgres), Adoption.strict())
                .findings();
    }

    private static Equivalence between(RelationalCatalog left, RelationalCatalog right, Adoption adoption) {
        return Equivalence.between(Equivalence.Side.of("file", left), Equivalence.Side.of("server", right), adoption);
    }

    static Stream<Arguments> spellings() {
        return Stream.of(
                arguments(column("c", "BOOLEAN", ScalarType.BOOLEAN), column("c", "boolean", ScalarType.BOOLEAN)),
                arguments(
                        defaulting(column("c", "BOOLEAN", ScalarType.BOOLEAN), literal(0)),
                        defaulting(column("c", "boolean", ScalarType.BOOLEAN), literal(false))),
                arguments(
                        defaulting(column("c", "TIMESTAMP", ScalarType.TIMESTAMP), Expression.now()),
                        defaulting(column("c", "timestamp with time zone", ScalarType.TIMESTAMP), Expression.now())),
                arguments(
                        defaulting(column("c", "TIMESTAMP", ScalarType.TIMESTAMP), literal("2024-01-31T12:00:00")),
                        defaulting(
                                column("c", "timestamp with time zone", ScalarType.TIMESTAMP),
                                literal("2024-01-31 13:00:00+01"))),
                arguments(
                        defaulting(column("c", "REAL", ScalarType.REAL), literal(0.5)),
                        defaulting(column("c", "double precision", ScalarType.REAL), literal("0.50"))),
                arguments(column("c", "VARCHAR(20)"), column("c", "text", ScalarType.TEXT)));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void twoSpellingsOfOneColumnAreNoFinding(CatalogColumn sqlite, CatalogColumn postgres) {
        assertThat(findings(table("t", sqlite), table("t", postgres))).isEmpty();
        assertThat(between(
                                catalog(POSTGRES, table("t", postgres)),
                                catalog(SQLITE, table("t", sqlite)),
                                Adoption.strict())
                        .findings())
                .isEmpty();
    }

    static Stream<Arguments> differences() {
        return Stream.of(
                arguments(SQLITE_TEXT, column("c", "jsonb", ScalarType.JSONB), Severity.NOTICE),
                arguments(
                        defaulting(SQLITE_TEXT, literal("[\"a\"]")),
                        defaulting(column("c", "text[]", new ArrayType(ScalarType.TEXT)), literal(List.of("a"))),
                        Severity.NOTICE),
                arguments(SQLITE_TEXT, column("c", "numeric(30,10)", new DecimalType(30, 10)), Severity.NOTICE),
                arguments(SQLITE_TEXT, column("c", "numeric(3,1)", new DecimalType(3, 1)), Severity.ERROR),
                arguments(SQLITE_TEXT, column("c", "date", ScalarType.DATE), Severity.ERROR),
                arguments(SQLITE_TEXT, column("c", "character varying(9)"), Severity.WARNING),
                arguments(SQLITE_TEXT, column("c", "inet"), Severity.WARNING),
                arguments(column("c", "REAL", ScalarType.REAL), column("c", "real"), Severity.WARNING),
                arguments(
                        column("c", "INTEGER", ScalarType.BIGINT),
                        column("c", "integer", ScalarType.INTEGER),
                        Severity.WARNING),
                arguments(
                        column("c", "TIMESTAMP", ScalarType.TIMESTAMP),
                        column("c", "timestamp without time zone"),
                        Severity.WARNING),
                arguments(SQLITE_TEXT, notNull(column("c", "text", ScalarType.TEXT)), Severity.ERROR),
                arguments(SQLITE_TEXT, defaulting(column("c", "text", ScalarType.TEXT), literal("x")), Severity.ERROR),
                arguments(
                        defaulting(SQLITE_TEXT, Expression.raw(SQLITE, "x()")),
                        defaulting(column("c", "text", ScalarType.TEXT), Expression.raw(POSTGRES, "x()")),
                        Severity.WARNING));
    }

    @ParameterizedTest
    @MethodSource("differences")
    void aDifferenceIsFoundWithItsWeight(CatalogColumn sqlite, CatalogColumn postgres, Severity severity) {
        assertThat(findings(table("t", sqlite), table("t", postgres)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(severity);
                    assertThat(finding.place()).isEqualTo("table t, column c");
                    assertThat(finding.expected()).endsWith(" (file)");
                    assertThat(finding.found()).endsWith(" (server)");
                });
    }

    @Test
    void whatIsToleratedByNameIsANotice() {
        RelationalCatalog file = catalog(SQLITE, table("t", column("c", "TIMESTAMP", ScalarType.TIMESTAMP)));
        RelationalCatalog server = catalog(POSTGRES, table("t", column("c", "timestamp(3) without time zone")));
        Adoption adoption = Adoption.strict().toleratingTimestampsWithoutZone(ZoneOffset.UTC);

        assertThat(between(file, server, adoption).findings())
                .extracting(Finding::severity)
                .containsExactly(Severity.NOTICE);
    }

    @Test
    void aNumberBesideANaturalKeyIsANoticeAndItsKeyIsNotMissed() {
        CatalogTable sqlite = keyed(table("t", column("name", "TEXT", ScalarType.TEXT)), "name");
        CatalogTable postgres = keyed(
                        table("t", numbered(BIGINT, Identity.SERIAL), notNull(column("name", "text", ScalarType.TEXT))),
                        "id")
                .withUniques(List.of(Unique.of("name")));

        assertThat(findings(sqlite, postgres))
                .extracting(Finding::severity, Finding::place)
                .containsExactly(tuple(Severity.NOTICE, "table t"), tuple(Severity.NOTICE, "table t, column name"));
        assertThat(findings(sqlite, postgres.withUniques(List.of())))
                .extracting(Finding::severity)
                .contains(Severity.ERROR);
    }

    @Test
    void everySpellingOfNumbersIsTheSame() {
        CatalogTable sqlite = keyed(table("t", numbered(WHOLE, Identity.GENERATED)), "id");
        for (Identity identity : List.of(Identity.GENERATED, Identity.SERIAL, Identity.ALWAYS)) {
            assertThat(findings(sqlite, keyed(table("t", numbered(BIGINT, identity)), "id")))
                    .isEmpty();
        }
        assertThat(findings(sqlite, keyed(table("t", notNull(BIGINT)), "id")))
                .extracting(Finding::severity)
                .containsExactly(Severity.ERROR);
    }

    @Test
    void aKeyThatSqliteNumbersByItselfIsANotice() {
        assertThat(findings(
                        keyed(table("t", notNull(WHOLE)), "id"),
                        keyed(table("t", numbered(BIGINT, Identity.GENERATED)), "id")))
                .extracting(Finding::severity)
                .containsExactly(Severity.NOTICE);
    }

    @Test
    void commentsThatOnlyOneCanKeepAreNoFinding() {
        CatalogColumn said = column("c", "text", ScalarType.TEXT).withComment(Optional.of("why"));
        assertThat(findings(table("t", SQLITE_TEXT), table("t", said).withComment(Optional.of("what"))))
                .isEmpty();
    }

    @Test
    void aPartitionIsPartOfItsTable() {
        CatalogTable whole = table("t", column("c", "text", ScalarType.TEXT));
        CatalogTable part = whole.named("t_2024")
                .withForm(new TableForm(
                        Set.of(), Optional.empty(), Optional.of(new TableForm.PartitionOf("t", "DEFAULT"))));
        assertThat(between(catalog(SQLITE, table("t", SQLITE_TEXT)), catalog(POSTGRES, whole, part), Adoption.strict())
                        .findings())
                .extracting(Finding::severity, Finding::remedy)
                .containsExactly(tuple(Severity.NOTICE, "Its rows are those of t."));
    }

    @Test
    void aViewIsTheSameWhenEachIsAsMeant() {
        RelationalCatalog file = withView(SQLITE, "SELECT 1 AS a");
        RelationalCatalog server = withView(POSTGRES, "SELECT 1::int AS a");
        var without = Equivalence.between(Equivalence.Side.of("f", file), Equivalence.Side.of("s", server));
        var with = Equivalence.between(
                Equivalence.Side.meantAs("f", file, file), Equivalence.Side.meantAs("s", server, server));

        assertThat(without.findings()).extracting(Finding::severity).containsExactly(Severity.WARNING);
        assertThat(with.findings()).isEmpty();
    }

    private static RelationalCatalog withView(DialectName dialect, String query) {
        RelationalCatalog empty = catalog(dialect);
        return new RelationalCatalog(
                dialect, List.of(), List.of(new CatalogView("v", query)), List.of(), empty.facts());
    }

    @Test
    void aTableBeyondTheDefinitionIsAWarningButWithoutADefinitionAnError() {
        RelationalCatalog file = catalog(SQLITE);
        RelationalCatalog server = catalog(POSTGRES, table("mine"));

        assertThat(between(file, server, Adoption.strict()).holds()).isFalse();
        assertThat(Equivalence.between(
                                Equivalence.Side.meantAs("f", file, file),
                                Equivalence.Side.meantAs("s", server, catalog(POSTGRES)))
                        .holds())
                .isTrue();
    }
}
