package io.whisperschema.postgres;

import io.whisperschema.plan.Step;

/** The parts of a plan that builds indexes concurrently, in order. */
enum Stage {
    /** All that is quick or must be done together. */
    TOGETHER(Step.Isolation.IN_TRANSACTION),
    /** Indexes go and are built while others write. */
    INDEXES(Step.Isolation.ALONE),
    /** Foreign keys that refer to such an index. */
    KEYS(Step.Isolation.IN_TRANSACTION),
    /** Constraints are proven while others write. */
    PROOFS(Step.Isolation.ALONE);

    private final Step.Isolation isolation;

    Stage(Step.Isolation isolation) {
        this.isolation = isolation;
    }

    Step.Isolation isolation() {
        return isolation;
    }
}
