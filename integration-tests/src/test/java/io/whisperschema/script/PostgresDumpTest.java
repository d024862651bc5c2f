package io.whisperschema.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.ScriptReading;
import io.whisperschema.catalog.ScriptReading.Reason;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.postgres.PostgresDialect;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A database that grew by hand: its dump is read as the database itself is inspected. */
@WithDatabases
class PostgresDumpTest {
    private static PostgresDatabase loaded;
    private static RelationalCatalog inspected;
    private static ScriptReading reading;

    @BeforeAll
    static void aDatabaseMadeFromItsDump(PostgresDatabase database) {
        loaded = database;
        Dump.load(database, statement -> true);
        inspected = PostgresStore.over(database.dataSource()).inspect();
        reading = PostgresDialect.dialect().read(Dump.text());
    }

    @Test
    void itHoldsWhatSuchDatabasesHold() {
        RelationalCatalog catalog = reading.catalog();
        assertThat(catalog.tables()).hasSize(73);
        assertThat(catalog.views()).hasSize(3);
        assertThat(Dump.text().lines().filter(line -> line.matches("CREATE (UNIQUE )?INDEX .*")))
                .hasSize(214);
        assertThat(parts(catalog, table -> table.foreignKeys().size())).isEqualTo(58);
        assertThat(parts(catalog, table -> table.checks().size())).isEqualTo(23);
        assertThat(objects(catalog, "trigger")).hasSize(13);
        assertThat(objects(catalog, "function")).hasSize(15);
        assertThat(objects(catalog, "procedure")).hasSize(1);
        assertThat(objects(catalog, "enum")).hasSize(2);
        assertThat(objects(catalog, "extension")).hasSize(3);
    }

    @Test
    void allItsRowsArrive() throws SQLException {
        try (Connection connection = loaded.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT string_agg(body, '|' ORDER BY id) FROM messages")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("line one\nline two; \\. three|\\.|COPY users FROM stdin;");
        }
    }

    @Test
    void whatIsReadAndWhatIsInspectedAgree() {
        assertThat(weighty(reading.catalog(), inspected)).isEmpty();
        assertThat(weighty(inspected, reading.catalog())).isEmpty();
    }

    @Test
    void whatHasNoPlaceIsTheSameOnBothSides() {
        assertThat(names(reading.catalog())).containsExactlyElementsOf(names(inspected));
    }

    private static List<String> names(RelationalCatalog catalog) {
        return catalog.foreignObjects().stream()
                .map(object -> object.type() + " " + object.name()
                        + object.table().map(table -> " on " + table).orElse(""))
                .sorted()
                .toList();
    }

    private static List<ForeignObject> objects(RelationalCatalog catalog, String type) {
        return catalog.foreignObjects().stream()
                .filter(object -> object.type().equals(type))
                .toList();
    }

    private static int parts(RelationalCatalog catalog, java.util.function.ToIntFunction<CatalogTable> count) {
        return catalog.tables().stream().mapToInt(count).sum();
    }

    @Test
    void nothingIsLeftUnderstoodByNobody() {
        assertThat(reading.notUnderstood()).isEmpty();
        assertThat(reading.rest()).extracting(ScriptReading.Unread::reason).contains(Reason.DATA, Reason.NO_PLACE);
    }

    /** What differs, and what cannot be decided; not that one side has foreign objects, which are compared apart. */
    private static List<String> weighty(RelationalCatalog actual, RelationalCatalog desired) {
        return Stream.of(SchemaDiff.between(actual, desired))
                .flatMap(diff -> diff.findings().stream())
                .filter(finding -> finding.severity() != Severity.NOTICE)
                .map(Finding::text)
                .toList();
    }
}
