package io.whisperschema.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.relational.ArrayType;
import io.whisperschema.definition.relational.ColumnType;
import io.whisperschema.definition.relational.DecimalType;
import io.whisperschema.definition.relational.ScalarType;
import io.whisperschema.definition.relational.Table;
import io.whisperschema.error.MoveRefused;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.report.MoveReport;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whatever rows of whatever tables move to the other database and back again are what they were. */
@WithDatabases
class MoveRoundTripTest {
    private static final int TRIPS = 10;
    private static final double MOST = 0.6;
    private static final int ROWS_OF_EACH = 30;

    @Test
    void fromSqliteAndBack(PostgresDatabase database) {
        comesBack(Place::sqlite, () -> Place.postgres(database), Place::sqlite);
    }

    @Test
    void fromPostgresAndBack(PostgresDatabase database) {
        comesBack(() -> Place.postgres(database), Place::sqlite, () -> Place.postgres(database, "back again"));
    }

    private static void comesBack(Place.Source first, Place.Source other, Place.Source last) {
        var moved = new AtomicInteger();
        int trips = Property.cases(TRIPS);
        Property.holds(trips, (seed, size) -> {
            try (Place here = first.fresh();
                    Place there = other.fresh();
                    Place back = last.fresh()) {
                if (new Trip(seed, size).isMade(here, there, back)) {
                    moved.incrementAndGet();
                }
            }
        });
        assertThat(moved.get()).as("trips that were not refused").isGreaterThanOrEqualTo((int) (trips * MOST));
    }

    /** A definition with its rows, there and back. */
    private static final class Trip {
        private final Chance chance;
        private final SchemaDefinition definition;

        Trip(long seed, int size) {
            chance = new Chance(seed);
            SchemaDefinition any = new RandomDefinitions(chance, Target.SQLITE).definition(size);
            definition = RandomMove.comparable(ofEveryType(), any);
        }

        private Table ofEveryType() {
            var columns = new RandomColumns(chance);
            Draft table = new Draft("of every type");
            types().forEach(type -> table.columns.add(columns.nullable(type)));
            return table.table();
        }

        private static List<ColumnType> types() {
            var types = new ArrayList<ColumnType>(List.of(ScalarType.values()));
            types.add(new ArrayType(ScalarType.TEXT));
            types.add(new DecimalType(12, 3));
            types.add(new DecimalType(38, 10));
            return types;
        }

        boolean isMade(Place here, Place there, Place back) throws Exception {
            host(here.store()).bootstrap();
            try (Connection connection = here.connect()) {
                new RandomRows(chance, here.target(), definition).fill(connection, ROWS_OF_EACH);
            }
            try {
                moves(here, there, back);
                return true;
            } catch (MoveRefused refused) {
                return false;
            }
        }

        private void moves(Place here, Place there, Place back) throws Exception {
            MoveReport away = host(here.store()).move(there.store());
            MoveReport home = host(there.store()).move(back.store());

            assertThat(List.of(away.targetRoot(), home.sourceRoot(), home.targetRoot()))
                    .containsOnly(away.sourceRoot());
            areEqual(there, here);
            areEqual(there, back);
            areEqual(here, back);
            Rows rows = Rows.in(here, definition);
            assertThat(rows.count()).isGreaterThan(0);
            assertThat(Rows.in(there, stored())).isEqualTo(Rows.in(here, stored()));
            assertThat(Rows.in(back, definition)).isEqualTo(rows);
        }

        private void areEqual(Place one, Place other) {
            MoveReport compared = host(one.store()).verifyMoved(other.store(), MoveOptions.cautious());
            assertThat(compared.isProven()).as(compared.text()).isTrue();
            assertThat(compared.differences()).isEmpty();
        }

        /** What each database computes by itself is not moved. */
        private List<Table> stored() {
            return definition.relational().tables().stream()
                    .map(table -> {
                        Draft draft = Draft.of(table);
                        draft.columns(column -> column.generated().isPresent()).forEach(draft::drop);
                        return draft.table();
                    })
                    .toList();
        }

        private WhisperSchema host(RelationalStore store) {
            return WhisperSchema.of(definition).relational(store);
        }
    }
}
