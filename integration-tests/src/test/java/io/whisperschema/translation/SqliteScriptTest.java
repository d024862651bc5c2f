package io.whisperschema.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperEngine;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.ScriptReading;
import io.whisperschema.catalog.ScriptReading.Reason;
import io.whisperschema.sqlite.SqliteDialect;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A script read is the database that SQLite makes of it. */
@WithDatabases
class SqliteScriptTest {
    /** Which columns it has only SQLite knows. */
    private static final List<String> FROM_QUERIES = List.of("copied");

    @Test
    void theWhisperEngineSchemaIsReadAsInspected(SqliteDatabase database) {
        isReadAsInspected(SqliteDialect.dialect().ddl(WhisperEngine.schema()).text(), database);
    }

    @Test
    void aGrownSchemaIsReadAsInspected(SqliteDatabase database) {
        isReadAsInspected(Scripts.named("grown.sqlite.sql"), database);
    }

    @Test
    void everyStatementThatTheCatalogSaysNothingOfIsListedWithItsLine() {
        ScriptReading reading = SqliteDialect.dialect().read(Scripts.named("grown.sqlite.sql"));

        assertThat(reading.notUnderstood())
                .extracting(ScriptReading.Unread::beginning)
                .containsExactly("CREATE TABLE copied AS SELECT id, name FROM teams");
        assertThat(reading.rest())
                .extracting(ScriptReading.Unread::reason)
                .containsOnly(Reason.NOT_UNDERSTOOD, Reason.NO_PLACE, Reason.NO_STRUCTURE, Reason.DATA);
    }

    private static void isReadAsInspected(String script, SqliteDatabase database) {
        Scripts.run(script, database.dataSource());
        RelationalCatalog inspected = SqliteStore.over(database.dataSource()).inspect();
        RelationalCatalog read = SqliteDialect.dialect().read(script).catalog();

        assertThat(read.tables())
                .containsExactlyElementsOf(inspected.tables().stream()
                        .filter(table -> !FROM_QUERIES.contains(table.name()))
                        .toList());
        assertThat(read.views()).isEqualTo(inspected.views());
        assertThat(read.foreignObjects()).isEqualTo(inspected.foreignObjects());
        assertThat(read.tables()).extracting(CatalogTable::name).doesNotContainAnyElementsOf(FROM_QUERIES);
    }
}
