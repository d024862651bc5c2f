package io.whisperschema;

import io.whisperschema.diff.CodeChange;
import io.whisperschema.error.UnsupportedChange;
import io.whisperschema.plan.Plan;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Step.Isolation;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.spi.Store;
import io.whisperschema.spi.Store.Capability;
import java.util.List;
import java.util.Optional;

/**
 * Host code outside of transactions. While it runs, nothing that it writes tells others that it is at work, so only a lock
 * of its session keeps them from taking it for dead.
 */
final class CodeApart {
    private CodeApart() {}

    /**
     * Refuses such code where nothing would keep others away from it.
     *
     * @throws UnsupportedChange if one of them has some, and the store has no lock for it
     */
    static void refuseInMigrations(RelationalStore store, List<Movement> movements) {
        refusalInMigrations(store, movements).ifPresent(refusal -> {
            throw refusal;
        });
    }

    /** The refusal of such code, if one of them has some and the store has no lock for it. */
    static Optional<UnsupportedChange> refusalInMigrations(RelationalStore store, List<Movement> movements) {
        return movements.stream()
                .filter(Movement::isAlone)
                .filter(movement -> movement.fixedSteps().anyMatch(CodeApart::isCode))
                .findFirst()
                .filter(movement -> !store.history().locksSessions())
                .map(movement -> ofMigration(store, movement));
    }

    /**
     * Refuses such code on a relational store that keeps a record where nothing would keep others away from it.
     *
     * @throws UnsupportedChange if the plan has some, and the store has no lock for it
     */
    static void refuseInPlan(Plan plan, Surroundings around) {
        plan.steps().stream()
                .filter(step -> step.isolation() == Isolation.ALONE && isCode(step))
                .filter(step -> isUnlocked(around.store(step.store())))
                .findFirst()
                .ifPresent(step -> {
                    throw ofStep(step);
                });
    }

    private static boolean isUnlocked(Store store) {
        return store instanceof RelationalStore relational
                && relational.capabilities().contains(Capability.JOURNAL)
                && !relational.history().locksSessions();
    }

    private static UnsupportedChange ofStep(Step step) {
        return new UnsupportedChange(
                step.store(),
                step.change().words() + " outside of transactions",
                "this connection holds no lock from one transaction to the next, so another host that executes the same"
                        + " plan meanwhile would run it too",
                "Make it a step that is part of a transaction. On PostgreSQL a connection of its own to the server, past the"
                        + " pooler, has such a lock.");
    }

    static boolean isCode(Step step) {
        return step.change() instanceof CodeChange;
    }

    private static UnsupportedChange ofMigration(RelationalStore store, Movement movement) {
        return new UnsupportedChange(
                store.name(),
                "run the code of migration " + movement.migration().line() + " outside of transactions",
                "this connection holds no lock from one transaction to the next, so another host that starts"
                        + " meanwhile would take this one for dead",
                "Leave out withoutTransaction(), so that the code runs within a transaction; fill many rows with"
                        + " backfill(…). On PostgreSQL a connection of its own to the server, past the pooler, has such a"
                        + " lock.");
    }
}
