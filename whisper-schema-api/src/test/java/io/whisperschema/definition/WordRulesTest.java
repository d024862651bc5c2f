package io.whisperschema.definition;

import static io.whisperschema.definition.relational.Expression.raw;
import static io.whisperschema.definition.relational.Relational.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.NativeType;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.definition.relational.TablePart;
import io.whisperschema.error.InvalidDefinition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WordRulesTest {
    private static final Expression ESCAPING = perDialect(raw(DialectName.POSTGRES, "1); drop table u; select (1"));

    static Stream<Arguments> places() {
        return Stream.of(
                Arguments.of("a default", text("b").defaultsTo(ESCAPING), "table t, column b"),
                Arguments.of("a computation", text("b").generatedAs(ESCAPING), "table t, column b"),
                Arguments.of("a check", check("c", Expression.not(ESCAPING)), "table t, check c"),
                Arguments.of("a key of an index", index("i").on(ESCAPING), "table t, index i"),
                Arguments.of("the rows of an index", index("i").on("a").where(ESCAPING), "table t, index i"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void wordsThatLeaveTheirPlaceAreRefusedWhereverTheyStand(String what, TablePart part, String place) {
        assertThatThrownBy(() -> SchemaDefinition.named("x").tables(table("t", text("a"), part)))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessageStartingWith(place + ": ");
    }

    @Test
    void aViewOfTwoStatementsIsRefused() {
        assertThatThrownBy(() -> SchemaDefinition.named("x").views(view("v", "SELECT 1; COMMIT")))
                .isInstanceOf(InvalidDefinition.class)
                .hasMessage("view v: it goes on behind a ';' in line 1."
                        + " Write one query, from SELECT, WITH, VALUES or TABLE on.");
    }

    @Test
    void aDocumentBringsNoSecondStatement() {
        String json = SchemaDefinition.named("x")
                .tables(table("t", text("a").defaultsTo(perDialect(raw(DialectName.POSTGRES, "upper('x')")))))
                .views(view("v", "SELECT 1"))
                .toJson();

        assertThatThrownBy(() -> SchemaDefinition.fromJson(json.replace("SELECT 1", "SELECT 1; DROP TABLE t")))
                .isInstanceOf(InvalidDefinition.class);
        assertThatThrownBy(() -> SchemaDefinition.fromJson(json.replace("upper('x')", "upper('x')), (('y')")))
                .isInstanceOf(InvalidDefinition.class);
    }

    static Stream<Arguments> catalogs() {
        return Stream.of(
                Arguments.of("a type", catalog("text); drop table u; --\n", Optional.empty())),
                Arguments.of("a default", catalog("text", Optional.of(ESCAPING))),
                Arguments.of("a check", catalog(List.of(new Check(Optional.empty(), ESCAPING)), List.of())),
                Arguments.of(
                        "an index",
                        catalog(List.of(), List.of(index("i").on("a").where(ESCAPING)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("catalogs")
    void aCatalogOutOfADocumentBringsNoSecondStatement(String what, RelationalCatalog catalog) {
        String json = catalog.toJson();

        assertThatThrownBy(() -> RelationalCatalog.fromJson(json)).isInstanceOf(InvalidDefinition.class);
    }

    @Test
    void aViewInACatalogOutOfADocumentIsOneStatement() {
        var views = List.of(new CatalogView("v", "SELECT 1; DROP TABLE t"));
        String json = new RelationalCatalog(DialectName.POSTGRES, List.of(), views, List.of(), Facts.none("PostgreSQL"))
                .toJson();

        assertThatThrownBy(() -> RelationalCatalog.fromJson(json)).isInstanceOf(InvalidDefinition.class);
    }

    @Test
    void whatLeavesItsPlaceInACatalogIsLeftOutOfADefinitionWithAFinding() {
        var catalog = catalog(List.of(new Check(Optional.of("c"), ESCAPING)), List.of());

        SchemaDefinition.Reading reading = SchemaDefinition.from("x", catalog);

        assertThat(reading.definition().relational().tables().get(0).checks()).isEmpty();
        assertThat(reading.findings()).extracting(finding -> finding.place()).contains("table t, check c");
    }

    private static RelationalCatalog catalog(String type, Optional<Expression> defaultValue) {
        return catalog(new CatalogTable(
                "t",
                List.of(new CatalogColumn(
                        "a",
                        new NativeType(type, Optional.of(ScalarType.TEXT)),
                        true,
                        defaultValue,
                        Identity.NONE,
                        Optional.empty())),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty()));
    }

    private static RelationalCatalog catalog(List<Check> checks, List<Index> indexes) {
        CatalogTable plain = catalog("text", Optional.empty()).tables().get(0);
        return catalog(plain.withChecks(checks).withIndexes(indexes));
    }

    private static RelationalCatalog catalog(CatalogTable table) {
        return new RelationalCatalog(
                DialectName.POSTGRES, List.of(table), List.of(), List.of(), Facts.none("PostgreSQL"));
    }
}
