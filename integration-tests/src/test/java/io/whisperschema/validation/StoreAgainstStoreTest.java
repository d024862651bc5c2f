package io.whisperschema.validation;

import static io.whisperschema.definition.relational.Relational.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.ReferentialAction;
import io.whisperschema.diff.Equivalence;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.integration.Sql;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.ValidationReport;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithDatabases
class StoreAgainstStoreTest {
    private static final SchemaDefinition COMPANION = SchemaDefinition.named("companion")
            .tables(
                    table(
                            "people",
                            text("name").naturalKey("number"),
                            bool("known").defaultsTo(false),
                            timestamp("since").defaultsToNow(),
                            jsonb("traits").defaultsTo("{\"b\": 1, \"a\": 2}"),
                            textArray("words").defaultsTo(Expression.literal(List.of("a", "b"))),
                            decimal("worth", 30, 10).defaultsTo(0.5),
                            uuid("token"),
                            text("code").comment("said at the door"),
                            check("known_if_coded", Expression.or(column("code").isNull(), known())),
                            index("people_since").on("since").descending().where(known())),
                    table(
                            "notes",
                            bigint("id").identity(),
                            text("person")
                                    .notNull()
                                    .references("people", "name")
                                    .onDelete(DialectName.POSTGRES, ReferentialAction.CASCADE),
                            integer("stars").defaultsTo(0),
                            text("body"),
                            unique("person", "body")));

    private static Expression known() {
        return column("known").is(Expression.literal(true));
    }

    private SqliteDatabase file;
    private PostgresDatabase server;

    @BeforeEach
    void databases(SqliteDatabase file, PostgresDatabase server) {
        this.file = file;
        this.server = server;
    }

    private SqliteStore sqlite() {
        return SqliteStore.over(file.dataSource());
    }

    private PostgresStore postgres() {
        return PostgresStore.over(server.dataSource());
    }

    private void create(SchemaDefinition definition) {
        WhisperSchema.of(definition).relational(sqlite()).bootstrap();
        WhisperSchema.of(definition).relational(postgres()).bootstrap();
    }

    private ValidationReport compared(SchemaDefinition definition) {
        return WhisperSchema.of(definition).relational(sqlite()).validateAgainst(postgres());
    }

    private List<Finding> found(SchemaDefinition definition) {
        return compared(definition).findings().get("sqlite against postgres");
    }

    @Test
    void whisperEngineIsTheSameOnBothWithoutARemark() {
        create(WhisperEngine.schema());

        assertThat(compared(WhisperEngine.schema()).text()).isEqualTo("sqlite against postgres: equivalent\n");
    }

    @Test
    void whatTheDefinitionMeansToDifferIsNoFinding() {
        create(COMPANION);

        assertThat(compared(COMPANION).text()).isEqualTo("sqlite against postgres: equivalent\n");
    }

    @Test
    void askedTheOtherWayRoundTheAnswerIsTheSame() {
        create(COMPANION);
        ValidationReport report =
                WhisperSchema.of(COMPANION).relational(postgres()).validateAgainst(sqlite());

        assertThat(report.text()).isEqualTo("postgres against sqlite: equivalent\n");
    }

    @Test
    void withoutADefinitionOnlyWhatSpellingCannotExplainIsADifference() {
        create(COMPANION);
        var equivalence = Equivalence.between(
                Equivalence.Side.of("desktop", sqlite().inspect()),
                Equivalence.Side.of("server", postgres().inspect()));

        assertThat(equivalence.findings())
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.sentence())
                                .isEqualTo(
                                        "table notes: expected foreign key (person) to people (name) (desktop), found foreign"
                                                + " key notes_person_fkey (person) to people (name) on delete cascade (server)"));
        assertThat(equivalence.findings())
                .filteredOn(finding -> finding.severity() == Severity.NOTICE)
                .extracting(Finding::place)
                .contains("table people", "table people, column traits", "table people, column words");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER TABLE people DROP COLUMN worth                            | ERROR   | nothing
            ALTER TABLE notes ADD COLUMN more text                          | ERROR   | column more text
            ALTER TABLE notes ALTER COLUMN body TYPE uuid USING NULL        | NOTICE  | uuid
            ALTER TABLE notes ALTER COLUMN body TYPE date USING NULL        | ERROR   | date
            ALTER TABLE notes ALTER COLUMN body TYPE varchar(9)             | WARNING | character varying(9)
            ALTER TABLE notes ALTER COLUMN body TYPE char(9)                | WARNING | character(9)
            ALTER TABLE people ALTER COLUMN since TYPE timestamp            | WARNING | timestamp without time zone
            ALTER TABLE notes ALTER COLUMN body SET NOT NULL                | ERROR   | not null
            ALTER TABLE notes ALTER COLUMN stars SET DEFAULT 1              | ERROR   | default 1
            ALTER TABLE notes ALTER COLUMN stars DROP DEFAULT               | ERROR   | no default
            ALTER TABLE notes ALTER COLUMN stars SET DEFAULT 1 + 1          | WARNING | default
            ALTER TABLE notes ALTER COLUMN id DROP IDENTITY                 | ERROR   | not numbered
            ALTER TABLE people ALTER COLUMN traits SET DEFAULT '{"a": 3}'   | ERROR   | default
            ALTER TABLE notes DROP CONSTRAINT notes_pkey                    | ERROR   | no primary key
            ALTER TABLE notes DROP CONSTRAINT notes_person_body_key         | ERROR   | nothing
            ALTER TABLE notes DROP CONSTRAINT notes_person_fkey             | ERROR   | nothing
            ALTER TABLE people DROP CONSTRAINT known_if_coded               | ERROR   | nothing
            ALTER TABLE notes ADD CHECK (stars < 6)                         | ERROR   | (stars < 6)
            CREATE UNIQUE INDEX one ON notes (person) WHERE stars > 4       | ERROR   | unique index one
            CREATE INDEX few ON notes (stars)                               | WARNING | index few
            DROP INDEX people_since                                         | WARNING | nothing
            CREATE TABLE mine (id int PRIMARY KEY)                          | WARNING | the table
            CREATE VIEW mine AS SELECT 1 AS one                             | WARNING | the view
            DROP TABLE notes                                                | ERROR   | nothing
            CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'      | NOTICE  | it
            """)
    void aChangeOfOneStoreAloneIsFound(String statement, Severity severity, String says) {
        create(COMPANION);
        Sql.run(server.dataSource(), statement);

        List<Finding> findings = found(COMPANION);

        assertThat(findings).as(findings.toString()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.found()).contains(says).endsWith(" (postgres)");
            assertThat(finding.expected()).endsWith(" (sqlite)");
            assertThat(finding.remedy()).isNotBlank();
        });
        assertThat(compared(COMPANION).isValid()).isEqualTo(severity != Severity.ERROR);
    }

    @Test
    void aReportOfRealStoresIsWholeInEveryForm() {
        create(COMPANION);
        Sql.run(server.dataSource(), "DROP TABLE notes", "COMMENT ON TABLE people IS '<script>'");
        ValidationReport report = compared(COMPANION);

        assertThat(ValidationReport.fromJson(report.toJson())).isEqualTo(report);
        assertThat(report.toHtml()).contains("1 difference", "table notes").doesNotContain("<script");
    }
}
