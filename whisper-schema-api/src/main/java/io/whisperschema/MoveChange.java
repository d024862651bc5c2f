package io.whisperschema;

import static java.util.Objects.requireNonNull;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.diff.Change;
import io.whisperschema.finding.Finding;
import io.whisperschema.plan.Risk;
import io.whisperschema.plan.Step;
import io.whisperschema.plan.Undo;
import java.util.Optional;

/**
 * Something that a move does to its target and that no catalog tells.
 *
 * @param words what
 */
record MoveChange(String words) implements Change {
    MoveChange {
        requireNonNull(words);
    }

    /** A step that does it by that statement. */
    static Step step(String store, String words, String statement, Risk risk) {
        return new Step(
                "1",
                store,
                new MoveChange(words),
                Optional.of(statement),
                risk,
                Step.Isolation.IN_TRANSACTION,
                new Undo.Impossible("the move that asked for it goes on"));
    }

    @Override
    public StoreKind kind() {
        return StoreKind.RELATIONAL;
    }

    @Override
    public Finding finding() {
        return Finding.notice("the target of a move", words, "not yet", "Move again to go on.");
    }

    @Override
    public State stateIn(Catalog catalog) {
        return State.UNKNOWN;
    }
}
