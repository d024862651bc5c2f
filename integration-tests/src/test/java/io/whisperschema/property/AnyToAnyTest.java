package io.whisperschema.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Any definition becomes any other with every row that it can hold, or nothing happens. */
@WithDatabases
class AnyToAnyTest {
    private static final int SCENARIOS = 50;
    private static final double MOST = 0.6;

    @Test
    void sqliteKeepsEveryRow() {
        migrates(Place::sqlite);
    }

    @Test
    void postgresKeepsEveryRow(PostgresDatabase database) {
        migrates(() -> Place.postgres(database));
    }

    private static void migrates(Place.Source source) {
        var outcomes = new EnumMap<Migration.Outcome, Integer>(Migration.Outcome.class);
        int scenarios = Property.cases(SCENARIOS);
        Property.holds(scenarios, (seed, size) -> {
            try (Place place = source.fresh()) {
                outcomes.merge(Migration.of(seed, size, place).run(), 1, Integer::sum);
            }
        });
        mostEndAsWished(outcomes, scenarios);
    }

    /** What is refused keeps every row too, so somebody must count. */
    private static void mostEndAsWished(Map<Migration.Outcome, Integer> outcomes, int scenarios) {
        assertThat(outcomes.getOrDefault(Migration.Outcome.REACHED, 0))
                .as(outcomes.toString())
                .isGreaterThanOrEqualTo((int) (scenarios * MOST));
    }
}
