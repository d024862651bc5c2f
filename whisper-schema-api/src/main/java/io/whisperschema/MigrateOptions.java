package io.whisperschema;

import static java.util.Objects.requireNonNull;

import io.whisperschema.plan.ExecuteOptions;

/**
 * How migrations may be applied.
 *
 * @param late what to do with one whose number is lower than one that is applied
 * @param execute how their statements may be executed
 */
public record MigrateOptions(Late late, ExecuteOptions execute) {
    public MigrateOptions {
        requireNonNull(late);
        requireNonNull(execute);
    }

    /** What to do with a migration whose number is lower than one that is applied, as merged branches leave. */
    public enum Late {
        /** It stops the run: it was written for a database without the later ones. */
        REFUSED,
        /** It is applied after them. */
        APPLIED
    }

    /** The safe choices. */
    public static MigrateOptions cautious() {
        return new MigrateOptions(Late.REFUSED, ExecuteOptions.cautious());
    }

    /** Late ones are applied. */
    public MigrateOptions applyingLateOnes() {
        return new MigrateOptions(Late.APPLIED, execute);
    }

    /** Statements are executed with these options. */
    public MigrateOptions executing(ExecuteOptions options) {
        return new MigrateOptions(late, options);
    }
}
