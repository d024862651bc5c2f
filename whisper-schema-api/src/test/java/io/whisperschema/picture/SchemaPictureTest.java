package io.whisperschema.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.Golden;
import io.whisperschema.WhisperEngine;
import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.CatalogView;
import io.whisperschema.catalog.Exclusion;
import io.whisperschema.catalog.Facts;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.NativeType;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.TableForm;
import io.whisperschema.catalog.Unfinished;
import io.whisperschema.definition.EveryFeature;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.internal.html.HtmlText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaPictureTest {
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    static Stream<SchemaDefinition> schemas() {
        return Stream.of(WhisperEngine.schema(), EveryFeature.schema(), Schemas.generated(40));
    }

    @Test
    void thePageOfEveryFeatureIsWrittenAsBefore() {
        Golden.isAsWrittenBefore(
                "picture-every-feature.html",
                SchemaPicture.of(EveryFeature.schema()).html());
    }

    @Test
    void thePageOfWhisperEngineIsWrittenAsBefore() {
        Golden.isAsWrittenBefore(
                "picture-whisper-engine.html",
                SchemaPicture.of(WhisperEngine.schema()).html());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void theSameSchemaGivesTheSamePicture(SchemaDefinition schema) {
        SchemaDefinition again = SchemaDefinition.fromJson(schema.toJson());

        assertThat(SchemaPicture.of(again).html())
                .isEqualTo(SchemaPicture.of(schema).html());
        assertThat(SchemaPicture.of(again).mermaid())
                .isEqualTo(SchemaPicture.of(schema).mermaid());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyPartOfTheSchemaIsOnThePage(SchemaDefinition schema) {
        assertThat(SchemaPicture.of(schema).html())
                .contains(names(schema).map(HtmlText::of).toArray(String[]::new));
    }

    private static Stream<String> names(SchemaDefinition schema) {
        return Stream.of(
                        schema.relational().tables().stream()
                                .flatMap(table -> Stream.concat(
                                        Stream.of(">" + table.name() + "</h3>"),
                                        table.columns().stream().map(column -> ">" + column.name() + "</span>"))),
                        schema.relational().tables().stream()
                                .flatMap(table -> Stream.concat(
                                        table.constraintNames(),
                                        table.indexes().stream().map(index -> ">" + index.name() + " "))),
                        schema.relational().views().stream().map(view -> ">" + view.name() + "</h3>"),
                        schema.vectors().collections().stream().map(one -> ">" + one.name() + "</h3>"),
                        schema.vectors().families().stream()
                                .map(one -> one.pattern().text()),
                        schema.cache().families().stream()
                                .map(one -> one.pattern().text()),
                        schema.graph().nodes().stream().map(one -> ">" + one.name() + "</h3>"),
                        schema.graph().relationships().stream().map(one -> one.text()),
                        schema.graph().uniqueness().stream().map(one -> one.name()),
                        schema.graph().indexes().stream().map(one -> one.name()),
                        schema.links().stream().map(one -> one.from().text()),
                        schema.components().stream().map(one -> one.name()))
                .flatMap(found -> found)
                .map(found -> found.startsWith(">") ? found.substring(1).replaceAll("</h3>|</span>", "") : found);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void thePageNeedsNothingElse(SchemaDefinition schema) {
        assertThat(SchemaPicture.of(schema).html())
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .contains("default-src 'none'; style-src 'unsafe-inline'")
                .doesNotContain("<script", "<link", "<img", "http://", "https://", "url(", "@import", "javascript:");
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyLinkLeadsToAPartOfThePage(SchemaDefinition schema) {
        String page = SchemaPicture.of(schema).html();
        List<String> anchors = found(page, " id=\"([^\"]*)\"");

        assertThat(anchors).doesNotHaveDuplicates();
        assertThat(anchors).containsAll(found(page, " href=\"#([^\"]*)\""));
        assertThat(found(page, " aria-labelledby=\"([^\"]*)\"").stream().flatMap(ids -> Stream.of(ids.split(" "))))
                .allMatch(anchors::contains);
        assertThat(found(page, "<a href=\"(?!#)([^\"]*)\"")).isEmpty();
    }

    private static List<String> found(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyTableHasACaption(SchemaDefinition schema) {
        assertThat(SchemaPicture.of(schema).html()).doesNotContainPattern("<table[^>]*>\\s*(?!<caption>)<");
    }

    @Test
    void nothingMakesThePageWiderThanTheWindow() {
        assertThat(SchemaPicture.of(Schemas.generated(40)).html())
                .contains("name=\"viewport\" content=\"width=device-width, initial-scale=1\"")
                .contains(".wide { overflow-x: auto; }", "<div class=\"wide frame\"")
                .contains("pre, abbr, .key, .comment { unicode-bidi: isolate; overflow-wrap: anywhere; }")
                .contains("minmax(min(100%, 34rem), 1fr)")
                .contains("prefers-color-scheme: dark");
    }

    @ParameterizedTest
    @MethodSource("io.whisperschema.picture.HostileNames#all")
    void whateverANameHoldsIsTextOnThePage(String name) {
        assertThat(tags(SchemaPicture.of(Schemas.named(name)).html()))
                .isEqualTo(tags(SchemaPicture.of(Schemas.named("plain")).html()));
    }

    /** The tags, without the places that depend on how long a text is or what it says. */
    private static List<String> tags(String html) {
        return TAG.matcher(html)
                .results()
                .map(MatchResult::group)
                .map(tag -> tag.replaceAll("aria-label=\"[^\"]*\"", ""))
                .toList();
    }

    @Test
    void anEmptyDefinitionHasAPictureToo() {
        SchemaPicture picture = SchemaPicture.of(SchemaDefinition.named("nothing"));

        assertThat(picture.mermaid()).isEqualTo("erDiagram\n    accTitle: nothing\n");
        assertThat(picture.html()).contains("<h1>nothing</h1>").doesNotContain("<svg", "<h2");
    }

    @Test
    void whatDiffersPerDatabaseIsNoted() {
        assertThat(SchemaPicture.of(WhisperEngine.schema()).html())
                .contains("PostgreSQL keeps the number id as primary key beside the natural key")
                .contains("On postgres on delete cascade and on update no action, elsewhere on delete no action");
    }

    private static RelationalCatalog catalog() {
        CatalogColumn id = column("Id", "integer");
        CatalogTable parent = new CatalogTable(
                "Parent",
                List.of(id, column("untyped", "")),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
        CatalogTable child = new CatalogTable(
                        "child",
                        List.of(column("parent_id", "integer"), column("during", "timestamp with <no> zone")),
                        Optional.empty(),
                        List.of(
                                ForeignKey.from("PARENT_ID").references("parent", "id"),
                                ForeignKey.from("during").references("gone", "at")),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.of("Whoever was born"))
                .withExclusions(List.of(new Exclusion("no_two", "EXCLUDE USING gist (during WITH &&)")))
                .withForm(TableForm.of(Set.of(TableForm.Option.STRICT)))
                .withUnfinished(new Unfinished(Set.of("half_proven"), Set.of()));
        return new RelationalCatalog(
                DialectName.SQLITE,
                List.of(parent, child),
                List.of(new CatalogView("all_of_them", "SELECT * FROM child")),
                List.of(new ForeignObject(
                        "trigger", "on_change", Optional.of("child"), Optional.of("CREATE TRIGGER on_change"))),
                new Facts("SQLite", "3.50", OptionalLong.empty(), Map.of()));
    }

    private static CatalogColumn column(String name, String type) {
        return new CatalogColumn(
                name, new NativeType(type, Optional.empty()), true, Optional.empty(), Identity.NONE, Optional.empty());
    }

    @Test
    void aLiveDatabaseIsShownWithAllThatNoDefinitionSays() {
        assertThat(SchemaPicture.of("live", catalog()).html())
                .contains("<p class=\"source\">Database, SQLite 3.50</p>")
                .contains("timestamp with &lt;no&gt; zone", "Whoever was born")
                .contains("EXCLUDE USING gist (during WITH &amp;&amp;)", "strict", "half_proven")
                .contains("SELECT * FROM child", "CREATE TRIGGER on_change")
                .contains("it refers to table gone, which is not defined")
                .contains("As a definition: expected a portable type, found: timestamp with &lt;no&gt; zone.");
    }

    @Test
    void aColumnWithoutATypeHasNone() {
        assertThat(SchemaPicture.of("", catalog()).mermaid())
                .startsWith("erDiagram\n    Parent {\n        integer Id\n        _ untyped\n");
    }

    @Test
    void aForeignKeyIsDrawnWhateverTheCaseOfItsTable() {
        SchemaPicture picture = SchemaPicture.of("live", catalog());

        assertThat(MermaidGrammar.references(picture.mermaid())).containsExactly("child to Parent |o--o{");
        assertThat(picture.mermaid()).contains("%% table gone is not there, child refers to it\n");
        assertThat(picture.html()).contains("2 tables, 1 foreign key.");
    }
}
