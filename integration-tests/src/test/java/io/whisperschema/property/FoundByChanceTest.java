package io.whisperschema.property;

import static io.whisperschema.definition.relational.Expression.literal;
import static io.whisperschema.definition.relational.Relational.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Expression;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.diff.DiffHints;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import org.junit.jupiter.api.Test;

/** What random definitions once brought to light, each by itself. */
@WithDatabases
class FoundByChanceTest {
    private static final Expression IN_WORDS = RandomColumns.inWords("upper(b) = 'B'");

    @Test
    void aWholeNumberThatIsTheKeyIsNeverNullOnSqlite() {
        try (Place place = Place.sqlite()) {
            isHeldAsDefined(place, table("t", integer("id").primaryKey().nullable()));
        }
    }

    @Test
    void anIndexSortsAsItsColumnsDoWhetherSaidOrNot(PostgresDatabase database) {
        try (Place place = Place.postgres(database)) {
            isHeldAsDefined(
                    place,
                    table(
                            "t",
                            text("a").collate(DialectName.POSTGRES, "C"),
                            index("unsaid").on(column("a").lower()),
                            index("said").on("a").collate(DialectName.POSTGRES, "C"),
                            index("both").on(column("a").lower()).collate(DialectName.POSTGRES, "C"),
                            index("other").on("a").collate(DialectName.POSTGRES, "POSIX")));
        }
    }

    @Test
    void aCheckInWordsIsNoOtherThatNamesOtherColumns() {
        try (Place place = Place.sqlite()) {
            create(place, table("t", text("a"), text("b"), check(column("a").isNot(literal("A")))));
            SchemaDefinition after = definition(table("t", text("b"), check(IN_WORDS)));
            assertThat(SchemaDiff.between(place.store().inspect(), place.store().spell(after), DiffHints.none())
                            .changes())
                    .extracting(change -> change.getClass().getSimpleName())
                    .containsExactlyInAnyOrder("DropColumn", "DropCheck", "AddCheck");
        }
    }

    private static void isHeldAsDefined(Place place, Table table) {
        create(place, table);
        assertThat(SchemaDiff.between(place.store().inspect(), place.store().spell(definition(table)))
                        .findings())
                .isEmpty();
    }

    private static void create(Place place, Table table) {
        WhisperSchema.of(definition(table)).relational(place.store()).bootstrap();
    }

    private static SchemaDefinition definition(Table table) {
        return SchemaDefinition.named("found").tables(table);
    }
}
