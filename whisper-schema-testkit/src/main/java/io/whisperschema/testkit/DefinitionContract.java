package io.whisperschema.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What holds of every host's definition: SQLite and PostgreSQL both hold it as it is meant, and the same. A host proves
 * it of its own in its own build:
 *
 * <pre>{@code
 * class OurDefinitionTest implements DefinitionContract {
 *     public SchemaDefinition definition() {
 *         return OurSchema.definition();
 *     }
 * }
 * }</pre>
 */
@WithDatabases
public interface DefinitionContract {
    /** The definition. */
    SchemaDefinition definition();

    /**
     * A value for each column of a table: text as {@code String}, integer {@code Integer}, bigint {@code Long}, real
     * {@code Double}, decimal {@code BigDecimal}, boolean {@code Boolean}, timestamp {@code Instant}, date
     * {@code LocalDate}, JSON {@code String}, blob {@code byte[]}, UUID {@code UUID}, array {@code List<String>}; a
     * missing one is null. Override it where checks refuse these values. The one row of each table must refer to the one
     * rows of others.
     */
    default Map<String, Object> sampleRow(Table table) {
        return new SampleRow(definition()).of(table);
    }

    /**
     * The rows of a table that move, with values as {@link #sampleRow} has them: by default that one, one with what is
     * required alone, and two of values at the edge of what their types hold. A column that a check, a computed column or
     * words of a dialect name keeps the value of {@link #sampleRow}, and a row that could not stand beside the others is left
     * out. Override it where these values are refused all the same, or to have others moved.
     */
    default List<Map<String, Object>> rowsToMove(Table table) {
        return new EdgeRows(definition(), this::sampleRow).of(table);
    }

    @Test
    default void sqliteHoldsItAsDefined(SqliteDatabase database) {
        isHeldAsDefined(SqliteStore.over(database.dataSource()));
    }

    @Test
    default void postgresHoldsItAsDefined(PostgresDatabase database) {
        isHeldAsDefined(PostgresStore.over(database.dataSource()));
    }

    @Test
    default void bothHoldTheSame(SqliteDatabase file, PostgresDatabase server) {
        var outline = new PortableOutline(definition());
        assertThat(outline.of(readBack(SqliteStore.over(file.dataSource()))))
                .containsExactlyElementsOf(outline.of(definition()));
        assertThat(outline.of(readBack(PostgresStore.over(server.dataSource()))))
                .containsExactlyElementsOf(outline.of(definition()));
    }

    @Test
    default void sqliteKeepsARowWithEveryColumn(SqliteDatabase database) throws SQLException {
        rowsIn(SqliteStore.over(database.dataSource())).keepsEveryColumn(database.dataSource());
    }

    @Test
    default void postgresKeepsARowWithEveryColumn(PostgresDatabase database) throws SQLException {
        rowsIn(PostgresStore.over(database.dataSource())).keepsEveryColumn(database.dataSource());
    }

    @Test
    default void sqliteFillsInEveryDefault(SqliteDatabase database) throws SQLException {
        rowsIn(SqliteStore.over(database.dataSource())).fillsInEveryDefault(database.dataSource());
    }

    @Test
    default void postgresFillsInEveryDefault(PostgresDatabase database) throws SQLException {
        rowsIn(PostgresStore.over(database.dataSource())).fillsInEveryDefault(database.dataSource());
    }

    @Test
    default void whatItHoldsMovesUpAndDownAgainEqual(
            SqliteDatabase desktop, PostgresDatabase server, SqliteDatabase again) throws SQLException {
        var rows = new LinkedHashMap<String, List<Map<String, Object>>>();
        definition().relational().tables().forEach(table -> rows.put(table.name(), rowsToMove(table)));
        new MoveTest(definition(), rows).movesUpAndDownAgainEqual(desktop, server, again);
    }

    @Test
    default void itsJsonGivesTheSameDefinition() {
        SchemaDefinition again = SchemaDefinition.fromJson(definition().toJson());
        assertThat(again).isEqualTo(definition());
        assertThat(again.toJson()).isEqualTo(definition().toJson());
    }

    private void isHeldAsDefined(RelationalStore store) {
        WhisperSchema schema = WhisperSchema.of(definition()).relational(store);
        schema.bootstrap();
        assertThat(schema.validate().isValid()).as(schema.validate().text()).isTrue();
        var diff = SchemaDiff.between(store.inspect(), store.spell(definition()));
        assertThat(diff.changes()).isEmpty();
        assertThat(diff.remarks())
                .filteredOn(one -> one.severity() == Severity.WARNING)
                .extracting(Finding::place)
                .allMatch(place -> place.startsWith("view "));
        assertThat(schema.bootstrap().stores())
                .containsOnlyKeys(store.name())
                .containsValue(BootstrapReport.Outcome.UP_TO_DATE);
    }

    private SchemaDefinition readBack(RelationalStore store) {
        WhisperSchema.of(definition()).relational(store).bootstrap();
        return SchemaDefinition.from("read back", store.inspect()).definition();
    }

    private RowTest rowsIn(RelationalStore store) {
        WhisperSchema.of(definition()).relational(store).bootstrap();
        var rows = new LinkedHashMap<String, List<Map<String, Object>>>();
        definition().relational().tables().forEach(table -> rows.put(table.name(), List.of(sampleRow(table))));
        return new RowTest(definition(), rows, store.spell(definition()));
    }
}
