package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.bigint;
import static io.whisperschema.definition.relational.Relational.column;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.relational.Relational.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.Pairing.Paired;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ForeignKey;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.integration.EveryFeatureContractTest;
import io.whisperschema.move.Field;
import io.whisperschema.move.Flaw;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Nullness;
import io.whisperschema.move.Passage;
import io.whisperschema.move.Treatment;
import io.whisperschema.move.ValueKind;
import io.whisperschema.move.ValueKind.Plain;
import io.whisperschema.postgres.PostgresDialect;
import io.whisperschema.spi.RelationQuestions;
import io.whisperschema.spi.SqlDialect;
import io.whisperschema.sqlite.SqliteDialect;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PairingTest {
    private static final SqlDialect SQLITE = SqliteDialect.dialect();
    private static final SqlDialect POSTGRES = PostgresDialect.dialect();
    private static final MoveOptions CAUTIOUS = MoveOptions.cautious();

    private static final SchemaDefinition HOST = SchemaDefinition.named("host")
            .tables(
                    table("users", text("name").naturalKey("id"), integer("age"), timestamp("seen")),
                    table(
                            "notes",
                            integer("id").primaryKey(),
                            text("user").notNull().references("users", "name"),
                            text("words")));

    static Stream<Arguments> directions() {
        return Stream.of(WhisperEngine.schema(), new EveryFeatureContractTest().definition())
                .flatMap(definition -> Stream.of(SQLITE, POSTGRES)
                        .flatMap(from -> Stream.of(SQLITE, POSTGRES).map(to -> Arguments.of(definition, from, to))));
    }

    @ParameterizedTest
    @MethodSource("directions")
    void everyTableOfADefinitionMovesWithoutAWord(SchemaDefinition definition, SqlDialect from, SqlDialect to) {
        Paired paired = paired(definition, from, to, CAUTIOUS);

        paired.requireClear("source");
        assertThat(paired.passages())
                .extracting(Passage::target)
                .containsExactlyInAnyOrderElementsOf(definition.relational().tables().stream()
                        .map(Table::name)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("directions")
    void aPassageUpAndOneDownHaveTheSameDigestFormat(SchemaDefinition definition, SqlDialect from, SqlDialect to) {
        List<String> there = paired(definition, from, to, CAUTIOUS).passages().stream()
                .map(Passage::format)
                .sorted()
                .toList();
        List<String> back = paired(definition, to, from, CAUTIOUS).passages().stream()
                .map(Passage::format)
                .sorted()
                .toList();

        assertThat(there).isEqualTo(back);
    }

    @Test
    void aNumberBesideANaturalKeyDoesNotMoveNorTellRowsApart() {
        Passage up = passage(paired(HOST, SQLITE, POSTGRES, CAUTIOUS), "users");
        Passage down = passage(paired(HOST, POSTGRES, SQLITE, CAUTIOUS), "users");

        assertThat(up.fields()).extracting(Field::target).containsExactly("name", "age", "seen");
        assertThat(up.keyFields()).extracting(Field::target).containsExactly("name");
        assertThat(down).isEqualTo(up.arrived());
    }

    @Test
    void aKeyOfPostgresDemandsValues() {
        Field name = passage(paired(HOST, SQLITE, POSTGRES, CAUTIOUS), "users")
                .fields()
                .get(0);

        assertThat(name).isEqualTo(new Field("name", "name", Plain.TEXT, Nullness.REQUIRED));
    }

    @Test
    void sqliteHandsSqliteWhatItHas() {
        assertThat(passage(paired(HOST, SQLITE, SQLITE, CAUTIOUS), "notes").fields())
                .extracting(Field::kind)
                .containsOnly(Plain.VERBATIM);
    }

    @Test
    void typesThatNoDefinitionKnowsHaveKindsOfTheirOwn() {
        RelationalCatalog server = POSTGRES.read("""
                        CREATE TABLE odd (a smallint, b real, c varchar(10), d char(3), e numeric, f timestamp, g inet,
                            h varchar)""").catalog();
        RelationalCatalog file = SQLITE.read("""
                        CREATE TABLE odd (a INTEGER, b REAL, c VARCHAR(10), d CHAR(3), e NUMERIC, f WHENEVER, g INET,
                            h VARCHAR)""").catalog();
        SchemaDefinition nothing = SchemaDefinition.named("nothing")
                .tables(table("other", integer("id").primaryKey()));

        assertThat(kinds(Pairing.between(server, server, nothing.relational(), CAUTIOUS)))
                .containsExactly(
                        "integer_16", "float", "varchar(10)", "char(3)", "numeric", "local_moment", "opaque", "text");
        assertThat(kinds(Pairing.between(file, server, nothing.relational(), CAUTIOUS)))
                .containsExactly(
                        "integer_16", "float", "varchar(10)", "char(3)", "numeric", "local_moment", "text", "text");
    }

    private static List<String> kinds(Paired paired) {
        return paired.passages().get(0).fields().stream()
                .map(Field::kind)
                .map(ValueKind::text)
                .toList();
    }

    @Test
    void sqliteIsAskedForOrphansAndPostgresOnlyForRowsWhoseParentsStayBehind() {
        RelationQuestions up =
                paired(HOST, SQLITE, POSTGRES, CAUTIOUS).questions().get("notes");
        RelationQuestions down =
                paired(HOST, POSTGRES, SQLITE, CAUTIOUS).questions().get("notes");

        assertThat(up.references()).extracting(ForeignKey::columns).containsExactly(List.of("user"));
        assertThat(down.references()).isEmpty();
        assertThat(down.kept()).extracting(ForeignKey::columns).containsExactly(List.of("user"));
    }

    @Test
    void aSourceThatLacksAKeyIsAskedForRowsThatShareIt() {
        SchemaDefinition old =
                SchemaDefinition.named("old").tables(table("users", text("name"), integer("age"), timestamp("seen")));

        Paired paired = Pairing.between(SQLITE.spell(old), POSTGRES.spell(HOST), HOST.relational(), CAUTIOUS);

        assertThat(paired.questions().get("users").unlike()).containsExactly(List.of("name"));
    }

    @Test
    void aCollationOfTheTargetMayTakeTextsForTheSame() {
        RelationalCatalog file = SQLITE.read(
                        "CREATE TABLE users (name TEXT PRIMARY KEY COLLATE NOCASE, age INTEGER," + " seen TIMESTAMP)")
                .catalog();

        Paired down = Pairing.between(POSTGRES.spell(HOST), file, HOST.relational(), CAUTIOUS.except("notes"));

        assertThat(down.questions().get("users").unlike()).containsExactly(List.of("name"));
    }

    @Test
    void aTableThatNobodySpokeOfStopsTheMoveUntilSomebodyDoes() {
        RelationalCatalog source = with(SQLITE.spell(HOST), "CREATE TABLE diary (day DATE)");

        assertThatThrownBy(() -> between(source, CAUTIOUS).requireClear("desktop"))
                .isInstanceOf(MoveRefused.class)
                .hasMessageContaining("table diary: expected a table of the definition, found TABLE_UNKNOWN")
                .hasMessageContaining("MoveOptions.leavingStrangers()");
        assertThat(between(source, CAUTIOUS.leavingStrangers()).notices())
                .anyMatch(notice -> notice.sentence().startsWith("table diary:"));
        assertThat(between(source, CAUTIOUS.except("diary")).notices())
                .anyMatch(notice -> notice.sentence().startsWith("table diary:"));
    }

    @Test
    void aTableWhoseNameNoDefinitionCanHaveIsNotToldToBeCarriedAgain() {
        RelationalCatalog source = with(SQLITE.spell(HOST), "CREATE TABLE " + "n".repeat(64) + " (day DATE)");

        assertThatThrownBy(() -> between(source, CAUTIOUS.carryingStrangers()).requireClear("desktop"))
                .hasMessageContaining("expected a table that a definition could name, found TABLE_UNKNOWN")
                .hasMessageContaining("give it a shorter name");
    }

    @Test
    void aTargetWithoutATableOfTheDefinitionIsToldToLackIt() {
        RelationalCatalog source = SQLITE.spell(HOST);
        RelationalCatalog empty = SQLITE.spell(SchemaDefinition.named("none"));

        assertThatThrownBy(() -> Pairing.between(source, empty, HOST.relational(), CAUTIOUS)
                        .requireClear("desktop"))
                .hasMessageContaining("table users: expected its table in the target, found none");
    }

    @Test
    void aTableAndItsColumnsHaveOtherNamesInTheTarget() {
        RelationalCatalog source = with(
                SQLITE.spell(HOST).without("users"::equals),
                "CREATE TABLE people (nick TEXT PRIMARY KEY, age INTEGER, seen TIMESTAMP)");

        Paired paired = between(source, CAUTIOUS.renaming("people", "users").renamingColumn("people", "nick", "name"));

        paired.requireClear("desktop");
        Passage people = paired.passages().stream()
                .filter(passage -> passage.source().equals("people"))
                .findFirst()
                .orElseThrow();
        assertThat(people.target()).isEqualTo("users");
        assertThat(people.keyFields()).extracting(Field::source).containsExactly("nick");
        assertThat(paired.questions().get("notes").references().get(0).table()).isEqualTo("people");
    }

    @Test
    void aColumnThatTheTargetLacksIsLeftOnlyByName() {
        RelationalCatalog source = SQLITE.spell(SchemaDefinition.named("more")
                .tables(table(
                        "users", text("name").naturalKey("id"), integer("age"), timestamp("seen"), bigint("more"))));
        MoveOptions some = CAUTIOUS.only("users");

        assertThatThrownBy(() -> between(source, some).requireClear("desktop"))
                .hasMessageContaining("column users.more: expected a column of the target, found COLUMN_LEFT_BEHIND");
        between(source, some.treating(Flaw.COLUMN_LEFT_BEHIND, "users", "more", Treatment.asNull()))
                .requireClear("desktop");
    }

    @Test
    void aNameThatIsNobodysIsNoSelection() {
        assertThatThrownBy(() ->
                        between(SQLITE.spell(HOST), CAUTIOUS.except("user")).requireClear("desktop"))
                .hasMessageContaining("table user: expected a table of the source, found none of that name");
    }

    @Test
    void whatNoDefinitionSpeaksOfIsNamed() {
        RelationalCatalog spelled = SQLITE.spell(HOST);
        var source = new RelationalCatalog(
                spelled.dialect(),
                spelled.tables(),
                spelled.views(),
                List.of(new ForeignObject("trigger", "notes_words", Optional.of("notes"))),
                spelled.facts());

        assertThat(between(source, CAUTIOUS).notices())
                .anyMatch(notice -> notice.sentence().startsWith("trigger notes_words:"));
    }

    @Test
    void aFilterGoesWithItsTable() {
        Expression grown = column("age").atLeast(Expression.literal(18));

        assertThat(passage(between(SQLITE.spell(HOST), CAUTIOUS.filtering("users", grown)), "users")
                        .filter())
                .contains(grown);
    }

    private static Paired between(RelationalCatalog source, MoveOptions options) {
        return Pairing.between(source, POSTGRES.spell(HOST), HOST.relational(), options);
    }

    private static Paired paired(SchemaDefinition definition, SqlDialect from, SqlDialect to, MoveOptions options) {
        return Pairing.between(from.spell(definition), to.spell(definition), definition.relational(), options);
    }

    private static Passage passage(Paired paired, String target) {
        return paired.passages().stream()
                .filter(passage -> passage.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    private static RelationalCatalog with(RelationalCatalog catalog, String script) {
        List<CatalogTable> more = Stream.concat(
                        catalog.tables().stream(), SQLITE.read(script).catalog().tables().stream())
                .toList();
        return new RelationalCatalog(
                catalog.dialect(), more, catalog.views(), catalog.foreignObjects(), catalog.facts());
    }
}
