package io.whisperschema.validation;

import static io.whisperschema.definition.relational.Relational.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Adoption;
import io.whisperschema.diff.Adoption.Tolerance;
import io.whisperschema.error.StoreDiffers;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.integration.Sql;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.report.ValidationReport;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An install that grew before there was a definition, and what its host accepts of it. */
@WithDatabases
class AdoptionTest {
    private static final SchemaDefinition DEFINITION = SchemaDefinition.named("grown")
            .tables(table(
                    "memories",
                    bigint("id").primaryKey(),
                    timestamp("seen").defaultsToNow(),
                    real("score").defaultsTo(0.5),
                    text("title").notNull(),
                    json("tags").defaultsTo("{\"a\": 1}"),
                    jsonb("extra")));

    private static final Adoption ALL = Adoption.strict()
            .tolerating(Tolerance.REAL_OF_32_BITS, Tolerance.TEXT_OF_LIMITED_LENGTH, Tolerance.JSON_OF_ANOTHER_KIND)
            .toleratingTimestampsWithoutZone(ZoneOffset.UTC);

    private PostgresDatabase database;

    @BeforeEach
    void anInstall(PostgresDatabase database) {
        this.database = database;
        Sql.run(
                database.dataSource(),
                """
                CREATE TABLE memories (
                  id bigint PRIMARY KEY,
                  seen timestamp DEFAULT now(),
                  score real DEFAULT 0.5,
                  title varchar(40) NOT NULL,
                  tags jsonb DEFAULT '{"a":1}',
                  extra json)""",
                "INSERT INTO memories VALUES (1, '2024-07-01 12:00:00.123456', 0.1, 'one', '{}', '{}')",
                "INSERT INTO memories VALUES (2, 'infinity', NULL, 'two', NULL, NULL)");
    }

    private WhisperSchema schema(Adoption adoption) {
        return WhisperSchema.of(DEFINITION)
                .relational(PostgresStore.over(database.dataSource()))
                .adopting(adoption);
    }

    private List<Finding> findings(Adoption adoption, Severity severity) {
        return schema(adoption).validate().findings().get("postgres").stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }

    @Test
    void nothingIsToleratedUnlessNamed() {
        assertThat(findings(Adoption.strict(), Severity.ERROR))
                .extracting(Finding::place)
                .containsExactly(
                        "table memories, column seen",
                        "table memories, column score",
                        "table memories, column title",
                        "table memories, column tags",
                        "table memories, column extra");
        assertThatThrownBy(() -> schema(Adoption.strict()).bootstrap()).isInstanceOf(StoreDiffers.class);
    }

    @Test
    void eachToleranceAcceptsItsOwnDifferenceAlone() {
        for (Tolerance tolerance : List.of(Tolerance.REAL_OF_32_BITS, Tolerance.TEXT_OF_LIMITED_LENGTH)) {
            Adoption one = Adoption.strict().tolerating(tolerance);
            assertThat(findings(one, Severity.ERROR)).as(tolerance.name()).hasSize(4);
            assertThat(findings(one, Severity.NOTICE)).as(tolerance.name()).hasSize(1);
        }
        assertThat(findings(Adoption.strict().tolerating(Tolerance.JSON_OF_ANOTHER_KIND), Severity.NOTICE))
                .extracting(Finding::place)
                .containsExactly("table memories, column tags", "table memories, column extra");
        assertThat(findings(Adoption.strict().toleratingTimestampsWithoutZone(ZoneOffset.UTC), Severity.NOTICE))
                .extracting(Finding::place)
                .containsExactly("table memories, column seen");
    }

    @Test
    void whatIsToleratedIsNoticedNotPlannedAndHoldsUpNoStart() {
        ValidationReport report = schema(ALL).validate();

        assertThat(report.isValid()).isTrue();
        assertThat(report.text())
                .startsWith("postgres: as defined, 5 remarks\n")
                .contains("expected timestamp with time zone, found timestamp without time zone")
                .contains("Tolerated by name: timestamps without a zone, written in Z.")
                .contains("Tolerated by name: REAL_OF_32_BITS.");
        assertThat(schema(ALL).plan().isEmpty()).isTrue();
        assertThat(schema(ALL).bootstrap().stores()).containsEntry("postgres", Outcome.UP_TO_DATE);
    }

    @Test
    void whatDiffersBesidesTheToleratedTypeIsStillADifference() {
        Sql.run(database.dataSource(), "ALTER TABLE memories ALTER COLUMN title DROP NOT NULL");

        assertThat(schema(ALL).validate().isValid()).isFalse();
        assertThat(schema(ALL).plan().steps())
                .singleElement()
                .satisfies(step -> assertThat(step.statement())
                        .contains("ALTER TABLE public.memories ALTER COLUMN title SET NOT NULL"));
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, 2024-07-01 12:00:00.123456+00",
        "Z, 2024-07-01 12:00:00.123456+00",
        "Europe/Berlin, 2024-07-01 10:00:00.123456+00",
        "+05:30, 2024-07-01 06:30:00.123456+00",
        "UTC-3, 2024-07-01 15:00:00.123456+00",
        "Etc/GMT+3, 2024-07-01 15:00:00.123456+00"
    })
    void aConvertedTimestampIsTheMomentOfItsStatedZoneWhateverTheSessionsZone(String zone, String moment) {
        WhisperSchema schema = WhisperSchema.of(DEFINITION)
                .relational(PostgresStore.over(Sql.inZone(database.dataSource(), "America/New_York")))
                .adopting(ALL.convertingTimestampsWithoutZone(ZoneId.of(zone)));

        schema.execute(schema.plan());

        assertThat(Sql.texts(
                        database.dataSource(),
                        "SELECT (seen AT TIME ZONE 'UTC')::text || '+00' FROM memories ORDER BY id"))
                .containsExactly(moment, "infinity+00");
        assertThat(schema.validate().isValid()).isTrue();
        assertThat(schema.plan().isEmpty()).isTrue();
    }

    @Test
    void aConversionIsAStepThatLosesNothingAndCanBeUndone() {
        WhisperSchema schema = schema(ALL.convertingTimestampsWithoutZone(ZoneId.of("Europe/Berlin")));
        List<Step> steps = schema.plan().steps();

        assertThat(steps).anySatisfy(step -> {
            assertThat(step.statement().orElseThrow()).contains("(seen AT TIME ZONE 'Europe/Berlin')");
            assertThat(step.change().words()).endsWith(", read in zone Europe/Berlin");
            assertThat(step.risk().dangers())
                    .as("an hour that Berlin's clocks left out is none of its moments")
                    .containsExactlyInAnyOrder(Risk.Danger.REWRITES_TABLE, Risk.Danger.MAY_FAIL_ON_ROWS);
            assertThat(step.undo().toString()).contains("(seen AT TIME ZONE 'Europe/Berlin')");
        });
        assertThatThrownBy(schema::bootstrap)
                .isInstanceOf(StoreDiffers.class)
                .hasMessageContaining("table memories, column seen");
    }

    @Test
    void aRealThatIsNotToleratedBecomesOneOf64BitsOfTheSameValue() {
        WhisperSchema schema = schema(Adoption.strict()
                .tolerating(Tolerance.TEXT_OF_LIMITED_LENGTH, Tolerance.JSON_OF_ANOTHER_KIND)
                .toleratingTimestampsWithoutZone(ZoneOffset.UTC));

        schema.execute(schema.plan(), ExecuteOptions.cautious());

        assertThat(Sql.texts(database.dataSource(), "SELECT (score = 0.1::real)::text FROM memories WHERE id = 1"))
                .containsExactly("true");
        assertThat(schema.validate().isValid()).isTrue();
    }

    @Test
    void onSqliteAnotherWordForTheSameTypeIsTolerated(SqliteDatabase file) {
        Sql.run(file.dataSource(), """
                CREATE TABLE memories (
                  id INTEGER PRIMARY KEY NOT NULL, seen DATETIME DEFAULT CURRENT_TIMESTAMP, score DOUBLE DEFAULT 0.5,
                  title VARCHAR(40) NOT NULL, tags JSON DEFAULT '{"a": 1}', extra TEXT)""");
        var schema = WhisperSchema.of(DEFINITION).relational(SqliteStore.over(file.dataSource()));

        assertThat(schema.validate().isValid()).isFalse();
        WhisperSchema adopting = schema.adopting(ALL.tolerating(Tolerance.ANOTHER_WORD));
        assertThat(adopting.validate().isValid()).isTrue();
        assertThat(adopting.bootstrap().stores()).containsEntry("sqlite", Outcome.UP_TO_DATE);
    }
}
