package io.whisperschema;

import static java.util.Objects.requireNonNull;

import io.whisperschema.migration.MigrationId;
import io.whisperschema.plan.ExecuteOptions;
import java.util.Map;

/**
 * How a start may go.
 *
 * @param strangers what to do where a store holds things that the definition does not speak of, and none that it does
 * @param execute how the plan may be executed
 * @param revisions which migrations the revisions in another tool's record stand for
 */
public record BootstrapOptions(Strangers strangers, ExecuteOptions execute, Map<String, MigrationId> revisions) {
    public BootstrapOptions {
        requireNonNull(strangers);
        requireNonNull(execute);
        revisions = Map.copyOf(revisions);
    }

    /** What to do with a store that is somebody else's so far. */
    public enum Strangers {
        /** Leave it alone: it may be the wrong database. */
        REFUSED,
        /** Create the definition beside what is there. */
        ACCEPTED
    }

    /** The safe choices. */
    public static BootstrapOptions cautious() {
        return new BootstrapOptions(Strangers.REFUSED, ExecuteOptions.cautious(), Map.of());
    }

    /** The definition may be created beside tables or collections that it does not speak of. */
    public BootstrapOptions besideStrangers() {
        return new BootstrapOptions(Strangers.ACCEPTED, execute, revisions);
    }

    /** The plan is executed with these options. */
    public BootstrapOptions executing(ExecuteOptions options) {
        return new BootstrapOptions(strangers, options, revisions);
    }

    /**
     * A database that Alembic or Flyway brought here has its record taken over, each revision standing for that migration;
     * one of Alembic for all that is before it too. Whole versions of Flyway stand for the same number unless said here.
     */
    public BootstrapOptions adopting(Map<String, MigrationId> revisions) {
        return new BootstrapOptions(strangers, execute, revisions);
    }
}
