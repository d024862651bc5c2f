package io.whisperschema.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.catalog.ScriptReading;
import io.whisperschema.catalog.ScriptReading.Reason;
import io.whisperschema.diff.Diff;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.postgres.PostgresDialect;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.sql.PostgresScript;
import io.whisperschema.sql.ScriptStatement;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
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

    /** Grants and comments of views are objects to a database and statements to a reading, which lists them as such. */
    private static List<String> names(RelationalCatalog catalog) {
        return catalog.foreignObjects().stream()
                .filter(object -> !object.type().equals("settings of view"))
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

    private static int parts(RelationalCatalog catalog, ToIntFunction<CatalogTable> count) {
        return catalog.tables().stream().mapToInt(count).sum();
    }

    @Test
    void everyStatementIsInTheCatalogOrListed() {
        Set<Integer> listed =
                reading.rest().stream().map(ScriptReading.Unread::line).collect(Collectors.toSet());
        assertThat(PostgresScript.split(Dump.text()))
                .filteredOn(statement -> !listed.contains(statement.line()))
                .filteredOn(statement -> !new Trace(statement.text(), Dump.text()).isIn(reading.catalog()))
                .isEmpty();
    }

    @Test
    void whatIsListedIsNoStructureOrSaysSo() {
        assertThat(reading.rest())
                .filteredOn(statement -> statement.reason() == Reason.NO_PLACE)
                .extracting(ScriptReading.Unread::beginning)
                .allMatch(beginning -> beginning.startsWith("COMMENT ON ")
                        || beginning.startsWith("CREATE UNIQUE INDEX daily_usage_day ON public.daily_usage ")
                        || beginning.startsWith("CREATE INDEX messages_body_near ON public.messages ")
                        || beginning.endsWith("ENABLE ROW LEVEL SECURITY"));
        assertThat(reading.rest())
                .filteredOn(statement -> statement.reason() == Reason.DATA)
                .extracting(statement -> statement.beginning().split(" ")[0])
                .containsOnly("COPY", "INSERT", "SELECT");
        assertThat(reading.rest())
                .filteredOn(statement -> statement.reason() == Reason.NO_STRUCTURE)
                .extracting(statement -> statement.beginning().split(" ")[0])
                .containsOnly("SET", "SELECT", "ALTER", "GRANT", "REFRESH", "\\restrict", "\\unrestrict");
    }

    @Test
    void madeAnewOnAnEmptyDatabaseItIsTheSameButForWhatHasNoPlace(PostgresDatabase ofTheClass, PostgresDatabase empty) {
        Dump.load(empty, PostgresDumpTest::isNeededByTables);
        PostgresStore store = PostgresStore.over(empty.dataSource());
        Diff missing = SchemaDiff.between(store.inspect(), reading.catalog());
        Dump.run(
                empty,
                store.plan(missing).stream()
                        .map(step -> step.statement().orElseThrow())
                        .collect(Collectors.joining(";\n")),
                statement -> true);
        RelationalCatalog made = store.inspect();
        assertThat(weighty(made, inspected)).isEmpty();
        // What was never proven for old rows holds for those of an empty table.
        assertThat(weighty(inspected, made)).allMatch(difference -> difference.contains("it is not proven"));
        assertThat(names(inspected)).containsAll(names(made));
        List<String> gone = new ArrayList<>(names(inspected));
        gone.removeAll(names(made));
        assertThat(gone)
                .allMatch(name -> name.matches(
                        "(trigger|function|procedure|materialized view|policy|extended statistics|storage options of index"
                                + "|included columns of constraint) .*"));
    }

    private static boolean isNeededByTables(ScriptStatement statement) {
        return statement.text().matches("(?s)CREATE (EXTENSION|TYPE|DOMAIN|SEQUENCE public.(ticket|public)_).*");
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
