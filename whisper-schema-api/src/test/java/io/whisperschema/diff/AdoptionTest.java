package io.whisperschema.diff;

import static io.whisperschema.definition.relational.DialectName.POSTGRES;
import static io.whisperschema.definition.relational.DialectName.SQLITE;
import static io.whisperschema.definition.relational.Expression.literal;
import static io.whisperschema.diff.Columns.catalog;
import static io.whisperschema.diff.Columns.column;
import static io.whisperschema.diff.Columns.defaulting;
import static io.whisperschema.diff.Columns.notNull;
import static io.whisperschema.diff.Columns.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Relational;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.diff.Adoption.Tolerance;
import io.whisperschema.diff.RelationalChange.AlterColumn;
import io.whisperschema.finding.Finding;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdoptionTest {
    private static final CatalogColumn MOMENT = column("c", "timestamp with time zone", ScalarType.TIMESTAMP);
    private static final CatalogColumn ZONELESS = column("c", "timestamp without time zone");

    private static Diff adopted(
            Adoption adoption, DialectName dialect, CatalogColumn found, CatalogColumn wanted, ColumnType meant) {
        SchemaDefinition definition =
                SchemaDefinition.named("app").tables(Relational.table("t", Relational.columnOf("c", meant)));
        Diff diff = SchemaDiff.between(catalog(dialect, table("t", found)), catalog(dialect, table("t", wanted)));
        assertThat(diff.changes()).hasSize(1);
        return adoption.appliedTo(diff, definition);
    }

    @ParameterizedTest
    @CsvSource({
        "postgres, real,                   double precision, REAL,  REAL_OF_32_BITS",
        "postgres, character varying(255), text,             TEXT,  TEXT_OF_LIMITED_LENGTH",
        "postgres, character varying,      text,             JSON,  TEXT_OF_LIMITED_LENGTH",
        "postgres, json,                   text,             JSON,  JSON_OF_ANOTHER_KIND",
        "postgres, jsonb,                  text,             JSON,  JSON_OF_ANOTHER_KIND",
        "postgres, text,                   jsonb,            JSONB, JSON_OF_ANOTHER_KIND",
        "sqlite,   VARCHAR(9),             TEXT,             TEXT,  TEXT_OF_LIMITED_LENGTH",
        "sqlite,   DATETIME,               TIMESTAMP,        TIMESTAMP, ANOTHER_WORD"
    })
    void eachDifferenceHasTheNameThatToleratesItAndNoOther(
            String dialect, String found, String wanted, ScalarType meant, Tolerance name) {
        for (Tolerance tolerance : Tolerance.values()) {
            Diff diff = adopted(
                    Adoption.strict().tolerating(tolerance),
                    new DialectName(dialect),
                    typed(found),
                    typed(wanted),
                    meant);
            assertThat(diff.isEmpty()).as(tolerance.name()).isEqualTo(tolerance == name);
            assertThat(diff.remarks()).hasSize(tolerance == name ? 1 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "postgres, integer,       double precision, REAL",
        "postgres, jsonb,         text,             TEXT",
        "postgres, character(9),  text,             TEXT",
        "postgres, real,          numeric,          TEXT",
        "postgres, date,          timestamp with time zone, TIMESTAMP",
        "sqlite,   INTEGER,       TEXT,             TEXT"
    })
    void nothingElseIsEverTolerated(String dialect, String found, String wanted, ScalarType meant) {
        Adoption all = Adoption.strict()
                .tolerating(Tolerance.ANOTHER_WORD, Tolerance.values())
                .toleratingTimestampsWithoutZone(ZoneOffset.UTC);

        assertThat(adopted(all, new DialectName(dialect), typed(found), typed(wanted), meant)
                        .changes())
                .hasSize(1);
    }

    private static CatalogColumn typed(String type) {
        return switch (type) {
            case "text", "TEXT" -> column("c", type, ScalarType.TEXT);
            case "json" -> column("c", type, ScalarType.JSON);
            case "jsonb" -> column("c", type, ScalarType.JSONB);
            case "DATETIME", "TIMESTAMP" -> column("c", type, ScalarType.TIMESTAMP);
            case "INTEGER" -> column("c", type, ScalarType.BIGINT);
            case "integer" -> column("c", type, ScalarType.INTEGER);
            case "date" -> column("c", type, ScalarType.DATE);
            default -> column("c", type);
        };
    }

    @Test
    void aStatedZoneGoesIntoTheChange() {
        Adoption adoption = Adoption.strict().convertingTimestampsWithoutZone(ZoneId.of("Asia/Tokyo"));

        assertThat(adopted(adoption, POSTGRES, ZONELESS, MOMENT, ScalarType.TIMESTAMP)
                        .changes())
                .singleElement()
                .isInstanceOfSatisfying(AlterColumn.class, change -> {
                    assertThat(change.zone()).contains(ZoneId.of("Asia/Tokyo"));
                    assertThat(change.words()).endsWith("read in zone Asia/Tokyo");
                });
    }

    @Test
    void theLastWordOnTimestampsCounts() {
        Adoption adoption = Adoption.strict()
                .convertingTimestampsWithoutZone(ZoneId.of("Asia/Tokyo"))
                .toleratingTimestampsWithoutZone(ZoneOffset.UTC);

        assertThat(adopted(adoption, POSTGRES, ZONELESS, MOMENT, ScalarType.TIMESTAMP)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void aDefaultThatMeansTheSameInTheToleratedTypeIsNoDifference() {
        Adoption tokyo = Adoption.strict().toleratingTimestampsWithoutZone(ZoneId.of("Asia/Tokyo"));
        CatalogColumn local = defaulting(ZONELESS, literal("2024-01-31 21:00:00"));
        CatalogColumn moment = defaulting(MOMENT, literal("2024-01-31 12:00:00+00"));

        assertThat(adopted(tokyo, POSTGRES, local, moment, ScalarType.TIMESTAMP).isEmpty())
                .isTrue();
        assertThat(adopted(
                                Adoption.strict().toleratingTimestampsWithoutZone(ZoneOffset.UTC),
                                POSTGRES,
                                local,
                                moment,
                                ScalarType.TIMESTAMP)
                        .changes())
                .hasSize(1);
    }

    @Test
    void whatDiffersBesidesStaysAChangeOfEverythingButTheType() {
        Diff diff = adopted(
                Adoption.strict().tolerating(Tolerance.TEXT_OF_LIMITED_LENGTH),
                POSTGRES,
                column("c", "character varying(9)"),
                notNull(column("c", "text", ScalarType.TEXT)),
                ScalarType.TEXT);

        assertThat(diff.changes()).singleElement().isInstanceOfSatisfying(AlterColumn.class, change -> {
            assertThat(change.after().type()).isEqualTo(change.before().type());
            assertThat(change.after().nullable()).isFalse();
        });
        assertThat(diff.remarks())
                .extracting(Finding::sentence)
                .containsExactly("table t, column c: expected text, found character varying(9)");
    }

    @Test
    void aColumnThatTheDefinitionDoesNotHaveIsNeverTolerated() {
        Diff diff = SchemaDiff.between(
                catalog(SQLITE, table("other", column("c", "VARCHAR(9)"))),
                catalog(SQLITE, table("other", column("c", "TEXT", ScalarType.TEXT))));
        Adoption adoption = Adoption.strict().tolerating(Tolerance.TEXT_OF_LIMITED_LENGTH);

        assertThat(adoption.appliedTo(diff, SchemaDefinition.named("app")).changes())
                .hasSize(1);
    }
}
