package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.plan.ExecuteOptions.DataLoss;
import io.whisperschema.plan.Step.Isolation;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a migration says of itself beside its statements.
 *
 * @param dependsOn the migrations that must be there before it, beside the lower numbers of its own component
 * @param isolation whether it can be part of a transaction
 * @param purpose what it is for
 * @param dataLoss whether the way there may lose data
 * @param dataLossBack whether the way back may lose data
 */
public record Directives(
        Set<MigrationId> dependsOn, Isolation isolation, Purpose purpose, DataLoss dataLoss, DataLoss dataLossBack) {
    /** What a migration without any word about itself says. */
    public static final Directives NONE =
            new Directives(Set.of(), Isolation.IN_TRANSACTION, Purpose.STRUCTURE, DataLoss.REFUSED, DataLoss.REFUSED);

    public Directives {
        dependsOn = java.util.Collections.unmodifiableSet(new TreeSet<>(dependsOn));
        requireNonNull(isolation);
        requireNonNull(purpose);
        requireNonNull(dataLoss);
        requireNonNull(dataLossBack);
    }

    /** What a migration is for. */
    public enum Purpose {
        /** Tables and what belongs to them. */
        STRUCTURE,
        /**
         * Rows that the application cannot be without. An empty database that is created as all migrations leave it has them
         * run behind that, if they only add rows to tables that no later migration changes; otherwise all of them run.
         */
        SEED
    }

    /** Also after that one. */
    public Directives dependingOn(MigrationId other) {
        var more = new TreeSet<>(dependsOn);
        more.add(other);
        return new Directives(more, isolation, purpose, dataLoss, dataLossBack);
    }

    /** Outside of transactions, each statement by itself; for SQL and host code, not for typed operations on the structure. */
    public Directives withoutTransaction() {
        return new Directives(dependsOn, Isolation.ALONE, purpose, dataLoss, dataLossBack);
    }

    /** For rows. */
    public Directives seeding() {
        return new Directives(dependsOn, isolation, Purpose.SEED, dataLoss, dataLossBack);
    }

    /** The way there may lose data; what takes it back may only where it says so too, or the options of that call do. */
    public Directives allowingDataLoss() {
        return new Directives(dependsOn, isolation, purpose, DataLoss.ALLOWED, dataLossBack);
    }

    /** The way back may lose data. */
    public Directives allowingDataLossBack() {
        return new Directives(dependsOn, isolation, purpose, dataLoss, DataLoss.ALLOWED);
    }
}
