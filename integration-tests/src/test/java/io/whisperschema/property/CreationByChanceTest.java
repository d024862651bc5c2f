package io.whisperschema.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.Operation;
import io.whisperschema.report.MigrationReport.Verb;
import io.whisperschema.spi.History;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever tables typed migrations make, one after the other: created at head they are the same. */
@WithDatabases
class CreationByChanceTest {
    private static final int HISTORIES = 30;
    private static final double MOST = 0.6;

    @Test
    void sqliteIsTheSame() {
        isTheSame(Place::sqlite, Place::sqlite);
    }

    @Test
    void postgresIsTheSame(PostgresDatabase database, PostgresDatabase other) {
        isTheSame(() -> Place.postgres(database), () -> Place.postgres(other));
    }

    private static void isTheSame(Place.Source sources, Place.Source others) {
        var verbs = new EnumMap<Verb, Integer>(Map.of(Verb.CREATED, 0));
        int cases = Property.cases(HISTORIES);
        Property.holds(cases, (seed, size) -> {
            try (Place started = sources.fresh();
                    Place replayed = others.fresh()) {
                verbs.merge(isTheSame(seed, size, started, replayed), 1, Integer::sum);
            }
        });
        assertThat(verbs.getOrDefault(Verb.CREATED, 0)).as(verbs.toString()).isGreaterThanOrEqualTo((int)
                (cases * MOST));
    }

    private static Verb isTheSame(long seed, int size, Place started, Place replayed) {
        var definitions = new RandomDefinitions(new Chance(seed), started.target());
        SchemaDefinition definition = SchemaDefinition.named("random")
                .tables(definitions.definition(size).relational().tables().toArray(Table[]::new));
        var migrations = new ArrayList<Migration>();
        for (Operation operation : RandomOperations.creating(definition)) {
            migrations.add(Migration.of(1 + migrations.size(), "random").operations(operation));
        }
        schema(replayed, definition, migrations).migrate(MigrateOptions.cautious());

        var report = schema(started, definition, migrations).bootstrap();

        RelationalCatalog one = catalog(started);
        RelationalCatalog other = catalog(replayed);
        assertThat(one.tables()).as(definition.toJson()).containsExactlyInAnyOrderElementsOf(other.tables());
        assertThat(started.store().history().state())
                .isEqualTo(replayed.store().history().state());
        return report.migrations().get(0).verb();
    }

    private static RelationalCatalog catalog(Place place) {
        return History.withoutTables(place.store().inspect());
    }

    private static WhisperSchema schema(Place place, SchemaDefinition definition, List<Migration> migrations) {
        return WhisperSchema.of(definition).relational(place.store()).migrations(Migrations.of(migrations));
    }
}
