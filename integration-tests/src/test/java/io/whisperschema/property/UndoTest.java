package io.whisperschema.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.MigrateOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.CatalogTable;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.Check;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Index;
import io.whisperschema.definition.relational.PrimaryKey;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.error.StepFailed;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.migration.Operation;
import io.whisperschema.plan.ExecuteOptions;
import io.whisperschema.spi.History;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever typed operations a migration is made of: taken back, the catalog is what it was. */
@WithDatabases
class UndoTest {
    private static final int MIGRATIONS = 50;
    private static final int OPERATIONS = 3;
    private static final double MOST = 0.6;

    @Test
    void sqliteIsAsItWasWithEachColumnInItsPlace() {
        isAsItWas(Place::sqlite);
    }

    @Test
    void postgresIsAsItWasButForTheOrderOfColumns(PostgresDatabase database) {
        isAsItWas(() -> Place.postgres(database));
    }

    /** What becomes of a migration. */
    private enum Outcome {
        TAKEN_BACK,
        REFUSED,
        /** It has no operation. */
        NOTHING
    }

    private static void isAsItWas(Place.Source source) {
        var outcomes = new EnumMap<Outcome, Integer>(Outcome.class);
        int cases = Property.cases(MIGRATIONS);
        Property.holds(cases, (seed, size) -> {
            try (Place place = source.fresh()) {
                outcomes.merge(thereAndBack(seed, size, place), 1, Integer::sum);
            }
        });
        assertThat(outcomes.getOrDefault(Outcome.TAKEN_BACK, 0))
                .as(outcomes.toString())
                .isGreaterThanOrEqualTo((int) (cases * MOST));
    }

    private static Outcome thereAndBack(long seed, int size, Place place) {
        var chance = new Chance(seed);
        var definitions = new RandomDefinitions(chance, place.target());
        SchemaDefinition first = definitions.definition(size);
        Migration baseline = Migration.of(1, "baseline")
                .operations(RandomOperations.creating(first).toArray(Operation[]::new));
        List<Operation> random =
                new RandomOperations(chance, definitions, first, size).some(1 + chance.below(size * OPERATIONS));
        Migration migration = Migration.of(2, "random").operations(random.toArray(Operation[]::new));
        try {
            return thereAndBack(place, baseline, migration);
        } catch (RuntimeException | AssertionError error) {
            throw new AssertionError(
                    error.getMessage() + "\n" + first.toJson() + "\n"
                            + random.stream().map(Operation::toString).collect(Collectors.joining("\n")),
                    error);
        }
    }

    private static Outcome thereAndBack(Place place, Migration baseline, Migration migration) {
        schema(place, baseline).migrate();
        RelationalCatalog before = catalog(place);
        if (migration.operations().isEmpty()) {
            return Outcome.NOTHING;
        }
        WhisperSchema schema = schema(place, baseline, migration);
        Outcome outcome;
        try {
            schema.migrate(losing());
            outcome = Outcome.TAKEN_BACK;
        } catch (InvalidMigration | UnsupportedChange | StepFailed refused) {
            outcome = Outcome.REFUSED;
        }
        if (outcome == Outcome.TAKEN_BACK) {
            schema.undo(1, losing());
        }
        RelationalCatalog after = catalog(place);
        isSame(before, after);
        isSame(after, before);
        assertThat(tables(after, place.target())).containsExactlyInAnyOrderElementsOf(tables(before, place.target()));
        assertThat(after.views()).containsExactlyInAnyOrderElementsOf(before.views());
        assertThat(after.foreignObjects()).containsExactlyInAnyOrderElementsOf(before.foreignObjects());
        return outcome;
    }

    private static void isSame(RelationalCatalog before, RelationalCatalog after) {
        assertThat(SchemaDiff.between(
                                before, after, DiffHints.none().droppingExtras().changingWhatIsInDoubt())
                        .findings())
                .isEmpty();
    }

    /** A rule that comes back stands behind the others, which means nothing. */
    private static List<CatalogTable> tables(RelationalCatalog catalog, Target target) {
        return catalog.tables().stream()
                .map(table -> target.isPostgres() ? asFarAsTheServerKeepsIt(table) : withoutNameOfKey(table))
                .map(table -> table.withForeignKeys(inAnyOrder(table.foreignKeys()))
                        .withUniques(inAnyOrder(table.uniques()))
                        .withChecks(inAnyOrder(table.checks())))
                .toList();
    }

    /**
     * PostgreSQL has no way to put a column that comes back anywhere but behind the others, and with a column's type it writes
     * conditions anew, with other brackets; whether they are the same, the difference tells.
     */
    private static CatalogTable asFarAsTheServerKeepsIt(CatalogTable table) {
        return table.withColumns(inAnyOrder(table.columns()))
                .withChecks(table.checks().stream()
                        .map(check -> new Check(check.name(), new Expression.Truth(true)))
                        .toList())
                .withIndexes(
                        table.indexes().stream().map(UndoTest::withoutCondition).toList());
    }

    /** AUTOINCREMENT has no place for it, and on SQLite nobody can use it. */
    private static CatalogTable withoutNameOfKey(CatalogTable table) {
        return table.withPrimaryKey(
                table.primaryKey().map(key -> new PrimaryKey(Optional.empty(), key.columns(), key.surrogate())));
    }

    private static Index withoutCondition(Index index) {
        return new Index(
                index.name(),
                index.keys(),
                index.included(),
                index.uniqueness(),
                index.where().map(where -> new Expression.Truth(true)),
                index.methods());
    }

    private static <T> List<T> inAnyOrder(List<T> parts) {
        return parts.stream().sorted(Comparator.comparing(Object::toString)).toList();
    }

    private static RelationalCatalog catalog(Place place) {
        return History.withoutTables(place.store().inspect());
    }

    private static WhisperSchema schema(Place place, Migration... migrations) {
        return WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(place.store())
                .migrations(Migrations.of(migrations));
    }

    private static MigrateOptions losing() {
        return MigrateOptions.cautious().executing(ExecuteOptions.cautious().allowingDataLoss());
    }
}
