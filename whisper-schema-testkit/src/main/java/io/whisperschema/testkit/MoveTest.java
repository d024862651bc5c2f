package io.whisperschema.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Column;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.MoveReport;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Rows of each table that move from SQLite to PostgreSQL and back to another file. */
final class MoveTest {
    private final SchemaDefinition definition;
    private final Map<String, List<Map<String, Object>>> rows;

    MoveTest(SchemaDefinition definition, Map<String, List<Map<String, Object>>> rows) {
        this.definition = definition;
        this.rows = rows;
    }

    void movesUpAndDownAgainEqual(SqliteDatabase desktop, PostgresDatabase server, SqliteDatabase again)
            throws SQLException {
        RelationalStore first = SqliteStore.over(desktop.dataSource());
        RelationalStore up = PostgresStore.over(server.dataSource());
        RelationalStore down = SqliteStore.over(again.dataSource());
        on(first).bootstrap();
        in(first).keepsEveryColumn(desktop.dataSource());

        MoveReport moved = isProven("up to PostgreSQL", on(first).move(up));
        MoveReport back = isProven("down to SQLite again", on(up).move(down));
        isProven("compared with where it began", on(down).verifyMoved(first, MoveOptions.cautious()));

        assertThat(back.targetRoot())
                .as("digest of all rows, down again against where it began")
                .isEqualTo(moved.sourceRoot());
        holdsTheSame("PostgreSQL", first, desktop.dataSource(), up, server.dataSource());
        holdsTheSame("SQLite again", first, desktop.dataSource(), down, again.dataSource());
    }

    private static MoveReport isProven(String way, MoveReport report) {
        assertThat(report.differences()).as("%s: %s", way, report.text()).isEmpty();
        assertThat(report.isProven()).as("%s: %s", way, report.text()).isTrue();
        return report;
    }

    private void holdsTheSame(
            String where, RelationalStore first, DataSource desktop, RelationalStore other, DataSource there)
            throws SQLException {
        Map<String, List<Map<String, String>>> found = in(other).read(there);
        in(first).read(desktop).forEach((table, held) -> {
            List<Map<String, String>> moved = found.getOrDefault(table, List.of());
            definition.relational().table(table).orElseThrow().columns().stream()
                    .map(Column::name)
                    .forEach(column -> assertThat(values(column, moved))
                            .as("column %s of table %s, moved to %s", column, table, where)
                            .containsExactlyInAnyOrderElementsOf(values(column, held)));
            assertThat(moved)
                    .as("rows of table %s, moved to %s", table, where)
                    .containsExactlyInAnyOrderElementsOf(held);
        });
    }

    private static List<String> values(String column, List<Map<String, String>> rows) {
        return rows.stream().map(row -> String.valueOf(row.get(column))).toList();
    }

    private WhisperSchema on(RelationalStore store) {
        return WhisperSchema.of(definition).relational(store);
    }

    private RowTest in(RelationalStore store) {
        return new RowTest(definition, rows, store.spell(definition));
    }
}
