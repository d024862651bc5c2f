package io.whisperschema.sqlite;

import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.CatalogColumn;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.TablePart;
import io.whisperschema.integration.Sql;
import io.whisperschema.plan.PlanOptions;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a new column of a table that is there comes. */
@WithDatabases
class SqlitePlacingTest {
    @Test
    void usuallyItComesBehindTheOthersAndNothingIsRebuilt(SqliteDatabase database) {
        var plan = PlanOptions.cautious();

        assertThat(statements(plan, database)).singleElement().asString().startsWith("ALTER TABLE");
        assertThat(columns(plan, database)).containsExactly("id", "words", "mood");
    }

    @Test
    void itComesToItsPlaceWhereThePlanSaysSoAndEachRowStays(SqliteDatabase database) {
        assertThat(columns(PlanOptions.cautious().placingColumns(), database)).containsExactly("id", "mood", "words");

        assertThat(Sql.texts(database.dataSource(), "SELECT id || words || coalesce(mood, '-') FROM notes"))
                .containsExactly("1Hello-");
    }

    @Test
    void whatIsLastAnywayIsAddedInPlace(SqliteDatabase database) {
        create(database);
        var schema = schema(database, integer("id").primaryKey(), text("words"), text("mood"));

        assertThat(schema.plan(PlanOptions.cautious().placingColumns()).steps()).hasSize(1);
    }

    private static List<String> statements(PlanOptions options, SqliteDatabase database) {
        create(database);
        return moody(database).plan(options).steps().stream()
                .map(step -> step.statement().orElseThrow())
                .toList();
    }

    private static List<String> columns(PlanOptions options, SqliteDatabase database) {
        create(database);
        WhisperSchema moody = moody(database);
        moody.execute(moody.plan(options));
        assertThat(moody.plan(options).isEmpty()).isTrue();
        return SqliteStore.over(database.dataSource()).inspect().table("notes").orElseThrow().columns().stream()
                .map(CatalogColumn::name)
                .toList();
    }

    private static void create(SqliteDatabase database) {
        Sql.run(
                database.dataSource(),
                "DROP TABLE IF EXISTS notes",
                "CREATE TABLE notes (id INTEGER NOT NULL PRIMARY KEY, words TEXT)",
                "INSERT INTO notes VALUES (1, 'Hello')");
    }

    private static WhisperSchema moody(SqliteDatabase database) {
        return schema(database, integer("id").primaryKey(), text("mood"), text("words"));
    }

    private static WhisperSchema schema(SqliteDatabase database, TablePart... columns) {
        return WhisperSchema.of(SchemaDefinition.named("host").tables(table("notes", columns)))
                .relational(SqliteStore.over(database.dataSource()));
    }
}
