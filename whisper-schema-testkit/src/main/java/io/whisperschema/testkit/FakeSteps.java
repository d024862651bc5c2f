package io.whisperschema.testkit;

import io.whisperschema.diff.Change;
import io.whisperschema.diff.CodeChange;
import io.whisperschema.diff.Diff;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The steps that a fake store plans.
 *
 * @param store the store's name
 * @param isolation how all its steps are applied
 */
record FakeSteps(String store, Step.Isolation isolation) {
    /** One step for each change, in the order of the difference. */
    List<Step> of(Diff diff, Function<Change, Step> planned) {
        var steps = new ArrayList<Step>();
        for (Change change : diff.changes()) {
            Step step = change instanceof CodeChange
                    ? step(change, Risk.NONE, new Undo.Impossible("nobody knows what the code does"))
                    : planned.apply(change);
            steps.add(step.withId(String.valueOf(steps.size() + 1)));
        }
        return steps;
    }

    Step harmless(Change change, Change back) {
        return step(change, Risk.NONE, new Undo.ByChange(back));
    }

    Step losing(Change change, String what) {
        return step(change, Risk.of(Risk.Danger.LOSES_DATA), new Undo.Impossible(what + " are gone"));
    }

    Step step(Change change, Risk risk, Undo undo) {
        return new Step("1", store, change, Optional.empty(), risk, isolation, undo);
    }

    Step step(Change change, String statement, Risk risk, Undo undo) {
        return new Step("1", store, change, Optional.of(statement), risk, isolation, undo);
    }
}
