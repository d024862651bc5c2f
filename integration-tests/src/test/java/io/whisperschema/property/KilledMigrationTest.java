package io.whisperschema.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Step;
import io.whisperschema.testkit.ChildJvm;
import io.whisperschema.testkit.KillPoint;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever is killed while migrating leaves what there was or what was wished for, with every row. */
@WithDatabases
class KilledMigrationTest {
    private static final int KILLS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void onSqlite() {
        Property.holds(Property.cases(KILLS), (seed, size) -> isKilled(seed, size, Place::sqlite));
    }

    @Test
    void onPostgres(PostgresDatabase database) {
        Property.holds(Property.cases(KILLS), (seed, size) -> isKilled(seed, size, () -> Place.postgres(database)));
    }

    /** A scenario that is refused has nothing to kill, so the next one is taken. */
    private static void isKilled(long seed, int size, Place.Source source) throws Exception {
        for (long other = seed; ; other += 1_000_000) {
            try (Place place = source.fresh()) {
                Migration migration = Migration.of(other, size, place);
                Optional<Plan> plan = plan(migration);
                if (plan.isPresent()) {
                    kill(new Chance(seed), other, size, place, plan.get());
                    place.settle();
                    migration.survivedDeath(plan.get());
                    return;
                }
            }
        }
    }

    private static Optional<Plan> plan(Migration migration) {
        try {
            return Optional.of(migration.plan()).filter(plan -> !plan.isEmpty());
        } catch (UnsupportedChange refused) {
            return Optional.empty();
        }
    }

    private static void kill(Chance chance, long seed, int size, Place place, Plan plan) {
        var arguments = new ArrayList<>(List.of(String.valueOf(seed), String.valueOf(size)));
        arguments.addAll(place.address());
        Step step = chance.any(plan.steps());
        String moment = (chance.toss() ? "before " : "after ") + step.id();
        if (chance.toss()) {
            haltsAt(moment, arguments.toArray(String[]::new));
        } else {
            isStruckAfter(moment, chance.below(3_000_000), arguments.toArray(String[]::new));
        }
    }

    /** A step that fails before the kill ends the child as well. */
    private static void haltsAt(String moment, String... arguments) {
        try (ChildJvm child =
                ChildJvm.of(MigratingProgram.class).haltingAt(moment).start(arguments)) {
            int exit = child.waitFor(PATIENCE);
            assertThat(child.output()).contains("planned");
            if (child.output().contains(moment)) {
                assertThat(exit).isEqualTo(KillPoint.EXIT_CODE);
            }
        }
    }

    /** The moment itself is the child's; when exactly the signal comes after it nobody decides. */
    private static void isStruckAfter(String moment, int nanoseconds, String... arguments) {
        try (ChildJvm child = ChildJvm.of(MigratingProgram.class).start(arguments)) {
            child.awaitLine("planned", PATIENCE);
            heardOrOver(child, moment);
            long due = System.nanoTime() + nanoseconds;
            while (System.nanoTime() < due) {
                Thread.onSpinWait();
            }
            child.kill();
        }
    }

    private static void heardOrOver(ChildJvm child, String moment) {
        try {
            child.awaitLine(moment, PATIENCE);
        } catch (AssertionError ended) {
            assertThat(child.output().toString()).contains("StepFailed");
        }
    }
}
