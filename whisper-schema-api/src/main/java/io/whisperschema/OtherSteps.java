package io.whisperschema;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.diff.Change;
import io.whisperschema.diff.Diff;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import io.whisperschema.spi.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps that a store beside the relational one makes of a migration, as those of that migration.
 *
 * @param store the store
 * @param movement the migration, there or back
 */
record OtherSteps(Store store, Movement movement) {
    private static final Undo AS_A_WHOLE = new Undo.Impossible("a migration is taken back as a whole");

    /**
     * Those of a change.
     *
     * @param place where in the migration it is asked for, which their ids begin with
     */
    List<Step> of(String place, Change change, Catalog now) {
        var steps = new ArrayList<Step>();
        for (Step step : store.plan(new Diff(now, now, List.of(change), List.of()))) {
            steps.add(owned(step, place + (1 + steps.size())));
        }
        return steps;
    }

    private Step owned(Step step, String id) {
        return new Step(
                id(id), step.store(), step.change(), step.statement(), step.risk(), Step.Isolation.ALONE, AS_A_WHOLE);
    }

    /** What stands for a change that nothing has to be done for. */
    Step done(int number, Change change) {
        return new Step(
                id(String.valueOf(number)),
                store.name(),
                change,
                Optional.empty(),
                Risk.NONE,
                Step.Isolation.ALONE,
                AS_A_WHOLE);
    }

    private String id(String place) {
        return movement.migration().id() + ":" + place;
    }
}
