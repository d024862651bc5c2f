package io.whisperschema.plan;

import static java.util.Objects.requireNonNull;

import io.whisperschema.diff.Change;

/** The way back from a step. */
public sealed interface Undo {
    /** Run this statement. */
    record ByStatement(String statement) implements Undo {
        public ByStatement {
            requireNonNull(statement);
        }
    }

    /** Make this change. */
    record ByChange(Change change) implements Undo {
        public ByChange {
            requireNonNull(change);
        }
    }

    /** There is none. */
    record Impossible(String reason) implements Undo {
        public Impossible {
            requireNonNull(reason);
        }
    }
}
