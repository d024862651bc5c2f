package io.whisperschema;

import static java.util.Objects.requireNonNull;

import io.whisperschema.MigrateOptions.Late;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.plan.ExecuteOptions;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * How a start may go.
 *
 * @param strangers what to do where a store holds things that the definition does not speak of, and none that it does
 * @param changes what to do where a store is not as it should be
 * @param late what to do with a migration whose number is lower than one that is applied
 * @param between what to do with a database without a record that is not what one of its migrations leaves
 * @param serverWait how long to wait for a server that is not there yet or still starting; zero does not wait
 * @param execute how the plan may be executed
 * @param revisions which migrations the revisions in another tool's record stand for
 * @param drift whether to look for what was changed by other means where a record says what there should be
 */
public record BootstrapOptions(
        Strangers strangers,
        Changes changes,
        Late late,
        Between between,
        Duration serverWait,
        ExecuteOptions execute,
        Map<String, MigrationId> revisions,
        DriftPolicy drift) {
    /** What {@link #from} reads: {@code true}, {@code false}, {@code validate} or {@code plan}. */
    public static final String VARIABLE = "RUN_DB_MIGRATIONS_ON_START";

    public BootstrapOptions {
        requireNonNull(strangers);
        requireNonNull(changes);
        requireNonNull(late);
        requireNonNull(between);
        requireNonNull(serverWait);
        requireNonNull(execute);
        revisions = Map.copyOf(revisions);
        requireNonNull(drift);
    }

    /** What to do with a store that is somebody else's so far. */
    public enum Strangers {
        /** Leave it alone: it may be the wrong database. */
        REFUSED,
        /** Create the definition beside what is there. */
        ACCEPTED
    }

    /** What to do with what is missing or pending. */
    public enum Changes {
        /** It is made. */
        MADE,
        /** No store is asked or changed: somebody else sees to it. */
        LEFT,
        /** Nothing is changed, and the start fails if anything is missing or pending, or changed by hand. */
        REFUSED,
        /** Nothing is changed, and the report says what would be. */
        PLANNED
    }

    /** Whether to look for what was changed by other means: tables by hand, and rows of the record itself. */
    public enum DriftPolicy {
        /** The record is believed: a start with nothing to do is one query. */
        TRUST,
        /**
         * The structure is compared with what the migrations on record leave, the journal's hashes are recomputed, and the
         * start fails with each difference before anything is applied. This reads the catalog and the record at each start.
         */
        CHECK,
        /** The same is looked for; the start goes on, and each difference is a warning in its report. */
        REPORT
    }

    /** What to do with a database without a record of migrations that is not exactly what one of them leaves. */
    public enum Between {
        /** It is left alone, and each difference is said. */
        REFUSED,
        /** The migrations behind the nearest are applied, where the differences cannot be in their way. */
        CONTINUED
    }

    /** The safe choices. */
    public static BootstrapOptions cautious() {
        return new BootstrapOptions(
                Strangers.REFUSED,
                Changes.MADE,
                Late.REFUSED,
                Between.REFUSED,
                Duration.ZERO,
                ExecuteOptions.cautious(),
                Map.of(),
                DriftPolicy.TRUST);
    }

    /**
     * The safe choices, with what {@code RUN_DB_MIGRATIONS_ON_START} says in that environment: {@code true} makes changes,
     * {@code false} leaves all stores alone, {@code validate} fails if there is anything to do, and {@code plan} only reports
     * it. Unset or empty it is as {@code true}, since the host calls this to start.
     *
     * <p>Where nothing may be changed, a database without a record of migrations is recognised by its structure all the same:
     * the report says what would go on record as it is, and what is pending. Drift is looked for too: where the structure is another than the record says,
     * or the record another than was written, since somebody changed it by hand, {@code validate} fails with each difference,
     * and the report of {@code plan} warns of it. Both read the catalog for that at each start.
     *
     * <pre>{@code
     * schema.bootstrap(BootstrapOptions.from(System.getenv()));
     * }</pre>
     *
     * @throws IllegalArgumentException if it says anything else
     */
    public static BootstrapOptions from(Map<String, String> environment) {
        String value = environment.getOrDefault(VARIABLE, "");
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "", "true" -> cautious();
            case "false" -> cautious().with(Changes.LEFT);
            case "validate" -> cautious().with(Changes.REFUSED);
            case "plan" -> cautious().with(Changes.PLANNED);
            default ->
                throw new IllegalArgumentException(VARIABLE + " is '" + value
                        + "'; it may be true, false, validate or plan. Nothing was applied.");
        };
    }

    /** The definition may be created beside tables or collections that it does not speak of. */
    public BootstrapOptions besideStrangers() {
        return new BootstrapOptions(Strangers.ACCEPTED, changes, late, between, serverWait, execute, revisions, drift);
    }

    /** What is missing or pending is treated so. */
    public BootstrapOptions with(Changes changed) {
        return new BootstrapOptions(strangers, changed, late, between, serverWait, execute, revisions, drift);
    }

    /**
     * A store with a record of migrations is looked at so, where changes are made; starts that change nothing look in any
     * case. Without migrations each start compares the structure.
     */
    public BootstrapOptions with(DriftPolicy policy) {
        return new BootstrapOptions(strangers, changes, late, between, serverWait, execute, revisions, policy);
    }

    /** Late ones are applied. */
    public BootstrapOptions applyingLateOnes() {
        return new BootstrapOptions(strangers, changes, Late.APPLIED, between, serverWait, execute, revisions, drift);
    }

    /**
     * A database without a record of migrations that is between two of them, or has additions of its own, is taken to be at
     * the nearest of which it lacks nothing, if the others can be read to fit on what is there: they lead to what all of
     * them lead to, and the additions stay. The report says what was assumed, and each difference. Where it lacks
     * something, or something is in the way, it is refused all the same.
     */
    public BootstrapOptions continuingFromNearest() {
        return new BootstrapOptions(strangers, changes, late, Between.CONTINUED, serverWait, execute, revisions, drift);
    }

    MigrateOptions forMigrations() {
        return new MigrateOptions(late, execute);
    }

    /** A server that refuses connections or says that it is starting is waited for that long. */
    public BootstrapOptions waitingForServers(Duration atMost) {
        return new BootstrapOptions(strangers, changes, late, between, atMost, execute, revisions, drift);
    }

    /** The plan is executed with these options. */
    public BootstrapOptions executing(ExecuteOptions options) {
        return new BootstrapOptions(strangers, changes, late, between, serverWait, options, revisions, drift);
    }

    /**
     * A database that Alembic or Flyway brought here has its record taken over, each revision standing for that migration;
     * one of Alembic for all that is before it too. Whole versions of Flyway stand for the same number unless said here.
     */
    public BootstrapOptions adopting(Map<String, MigrationId> revisions) {
        return new BootstrapOptions(strangers, changes, late, between, serverWait, execute, revisions, drift);
    }
}
