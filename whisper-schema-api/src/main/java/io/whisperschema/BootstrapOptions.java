package io.whisperschema;

import io.whisperschema.plan.ExecuteOptions;

/**
 * How a start may go.
 *
 * @param strangers what to do where a store holds things that the definition does not speak of, and none that it does
 * @param execute how the plan may be executed
 */
public record BootstrapOptions(Strangers strangers, ExecuteOptions execute) {
    /** What to do with a store that is somebody else's so far. */
    public enum Strangers {
        /** Leave it alone: it may be the wrong database. */
        REFUSED,
        /** Create the definition beside what is there. */
        ACCEPTED
    }

    /** The safe choices. */
    public static BootstrapOptions cautious() {
        return new BootstrapOptions(Strangers.REFUSED, ExecuteOptions.cautious());
    }

    /** The definition may be created beside tables or collections that it does not speak of. */
    public BootstrapOptions besideStrangers() {
        return new BootstrapOptions(Strangers.ACCEPTED, execute);
    }

    /** The plan is executed with these options. */
    public BootstrapOptions executing(ExecuteOptions options) {
        return new BootstrapOptions(strangers, options);
    }
}
