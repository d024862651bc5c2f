package io.whisperschema.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.spi.CatalogFingerprint;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import org.junit.jupiter.api.Test;

/** What is created as defined is found as defined, for definitions nobody thought of. */
@WithDatabases
class RandomDefinitionsTest {
    private static final int DEFINITIONS = 50;

    @Test
    void sqliteHoldsThemAsDefined() {
        Property.holds(Property.cases(DEFINITIONS), (seed, size) -> isHeldAsDefined(seed, size, Place::sqlite));
    }

    @Test
    void postgresHoldsThemAsDefined(PostgresDatabase database) {
        Property.holds(
                Property.cases(DEFINITIONS),
                (seed, size) -> isHeldAsDefined(seed, size, () -> Place.postgres(database)));
    }

    private static void isHeldAsDefined(long seed, int size, Place.Source source) {
        try (Place place = source.fresh()) {
            var definition = new RandomDefinitions(new Chance(seed), place.target()).definition(size);
            RelationalStore store = place.store();
            create(store, definition);
            RelationalCatalog found = store.inspect();
            assertThat(SchemaDiff.between(found, store.spell(definition)).findings())
                    .as(definition.toJson())
                    .isEmpty();
            SchemaDefinition read = SchemaDefinition.from("read", found).definition();
            assertThat(SchemaDiff.between(found, store.spell(read)).findings())
                    .as("read back, " + definition.toJson())
                    .isEmpty();
            assertThat(CatalogFingerprint.of(store.inspect())).isEqualTo(CatalogFingerprint.of(found));
            assertThat(SchemaDefinition.fromJson(definition.toJson())).isEqualTo(definition);
        }
    }

    private static void create(RelationalStore store, SchemaDefinition definition) {
        try {
            WhisperSchema.of(definition).relational(store).bootstrap();
        } catch (RuntimeException error) {
            throw new AssertionError(error.getMessage() + "\n" + definition.toJson(), error);
        }
    }
}
