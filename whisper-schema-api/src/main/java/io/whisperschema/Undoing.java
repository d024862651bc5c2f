package io.whisperschema;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.diff.Change;
import io.whisperschema.finding.Finding;

/** That a change is undone by a statement. */
record Undoing(Change change) implements Change {
    @Override
    public StoreKind kind() {
        return change.kind();
    }

    @Override
    public String words() {
        return "undo: " + change.words();
    }

    @Override
    public Finding finding() {
        return change.finding();
    }

    @Override
    public State stateIn(Catalog catalog) {
        return switch (change.stateIn(catalog)) {
            case APPLIED -> State.PENDING;
            case PENDING -> State.APPLIED;
            case UNKNOWN -> State.UNKNOWN;
        };
    }
}
