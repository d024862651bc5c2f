package io.whisperschema;

import io.whisperschema.error.LockTimeout;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.Migrations;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How often others were faster than one run, which is not for ever. */
final class Overtakings {
    private static final int SPARE_ATTEMPTS = 10;

    private final String store;
    private final int atMost;
    private final long begun = System.nanoTime();
    private int times;

    /** Others may begin each migration before us, and die in it so that we finish it. */
    Overtakings(String store, Migrations migrations) {
        this.store = store;
        this.atMost = SPARE_ATTEMPTS
                + 2 * (migrations.inOrder().size() + migrations.repeatable().size());
    }

    /**
     * One more.
     *
     * @param moved what the run has applied so far
     * @throws LockTimeout if it was the last that is put up with
     */
    void add(Set<MigrationId> moved) {
        times++;
        if (times == atMost) {
            throw tooMany(moved, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private LockTimeout tooMany(Set<MigrationId> moved, Duration took) {
        return new LockTimeout(
                store,
                took,
                "On " + store + " others were faster " + times + " times in " + took.toSeconds()
                        + " s: whenever this run looked what is left to do, they changed it before it was our turn."
                        + " Let them come to an end, or stop who migrates to and fro, and run again. What this run applied"
                        + " stays: " + (moved.isEmpty() ? "nothing" : moved) + ".",
                Optional.empty());
    }
}
