package io.whisperschema.sql;

import io.whisperschema.diff.Change;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the steps of a plan on one store, numbering them. */
public final class Steps {
    private final String store;
    private final List<Step> steps = new ArrayList<>();

    /** Steps on that store. */
    public Steps(String store) {
        this.store = store;
    }

    /** Adds a step in the transaction. */
    public void add(Change change, String statement, Risk risk, Undo undo) {
        add(change, statement, risk, undo, Step.Isolation.IN_TRANSACTION);
    }

    /** Adds a step that is isolated so. */
    public void add(Change change, String statement, Risk risk, Undo undo, Step.Isolation isolation) {
        steps.add(new Step(
                String.valueOf(steps.size() + 1), store, change, Optional.of(statement), risk, isolation, undo));
    }

    /** Adds a step without risk whose way back is a statement. */
    public void add(Change change, String statement, String undo) {
        add(change, statement, Risk.NONE, new Undo.ByStatement(undo));
    }

    /** The steps so far. */
    public List<Step> toList() {
        return List.copyOf(steps);
    }
}
