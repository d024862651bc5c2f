package io.whisperschema;

import java.util.Set;

/**
 * What an operation touches, so that another that touches the same waits for it.
 *
 * @param reach whether it may touch more than these
 * @param names these
 */
record Touched(Reach reach, Set<String> names) {
    Touched {
        names = Set.copyOf(names);
    }

    /** Whether an operation may touch more than it names. */
    enum Reach {
        /** It does not. */
        NAMED,
        /** It does: others speak of what gets another name. */
        ALL
    }

    static Touched all() {
        return new Touched(Reach.ALL, Set.of());
    }

    static Touched only(Set<String> names) {
        return new Touched(Reach.NAMED, names);
    }

    boolean isAll() {
        return reach == Reach.ALL;
    }
}
