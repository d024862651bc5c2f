package io.whisperschema.property;

import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Step;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever is killed while migrating leaves what there was or what was wished for, with every row. */
@WithDatabases
class KilledMigrationTest {
    private static final int KILLS = 20;

    /** A step may fail before the kill, which ends the program as well. */
    private final Kills kills = Kills.of(MigratingProgram.class, "done", "failed");

    @Test
    void onSqlite() {
        kills.hold(Property.cases(KILLS), (seed, size) -> isKilled(seed, size, Place::sqlite));
    }

    @Test
    void onPostgres(PostgresDatabase database) {
        kills.hold(Property.cases(KILLS), (seed, size) -> isKilled(seed, size, () -> Place.postgres(database)));
    }

    /** A scenario that is refused has nothing to kill. */
    private boolean isKilled(long seed, int size, Place.Source source) throws Exception {
        try (Place place = source.fresh()) {
            Migration migration = Migration.of(seed, size, place);
            Optional<Plan> plan = plan(migration);
            if (plan.isEmpty()) {
                return false;
            }
            boolean killed = isKilled(seed, size, place, plan.get());
            place.settle();
            migration.survivedDeath(plan.get());
            return killed;
        }
    }

    private static Optional<Plan> plan(Migration migration) {
        try {
            return Optional.of(migration.plan()).filter(plan -> !plan.isEmpty());
        } catch (UnsupportedChange refused) {
            return Optional.empty();
        }
    }

    private boolean isKilled(long seed, int size, Place place, Plan plan) {
        var chance = new Chance(~seed);
        Step step = chance.any(plan.steps());
        String moment = (chance.toss() ? "before " : "after ") + step.id();
        return kills.isKilled(
                chance,
                moment,
                Stream.concat(Stream.of(String.valueOf(seed), String.valueOf(size)), place.address().stream()));
    }
}
