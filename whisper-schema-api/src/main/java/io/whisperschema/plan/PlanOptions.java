package io.whisperschema.plan;

import static java.util.Objects.requireNonNull;

/**
 * How a plan may be made.
 *
 * @param building how indexes are built, and constraints proven, over rows that are there
 * @param rounding what becomes of values that a new type holds only in part
 * @param placing where a new column of a table that is there comes
 */
public record PlanOptions(Building building, Rounding rounding, Placing placing) {
    public PlanOptions {
        requireNonNull(building);
        requireNonNull(rounding);
        requireNonNull(placing);
    }

    /** How indexes are built, and constraints proven, over rows that are there. */
    public enum Building {
        /** Within the transaction: all or nothing, and others cannot write meanwhile. */
        IN_TRANSACTION,
        /** By themselves after it, while others write; on PostgreSQL. A failure leaves what was done before. */
        CONCURRENTLY
    }

    /** What becomes of values that a new type holds only in part. */
    public enum Rounding {
        /** The step fails. */
        REFUSED,
        /** They are rounded or cut, and the step is one that loses data. */
        ALLOWED
    }

    /** Where a new column of a table that is there comes. */
    public enum Placing {
        /** Behind the others. */
        LAST,
        /** Where it is wanted; on SQLite, which writes the table anew for that. PostgreSQL has no way to. */
        IN_PLACE
    }

    /** Everything in one transaction, no value rounded, new columns behind the others. */
    public static PlanOptions cautious() {
        return new PlanOptions(Building.IN_TRANSACTION, Rounding.REFUSED, Placing.LAST);
    }

    /** Indexes are built, and constraints proven, while others write; on stores that can. */
    public PlanOptions buildingIndexesConcurrently() {
        return new PlanOptions(Building.CONCURRENTLY, rounding, placing);
    }

    /** Values that a new type holds only in part are rounded or cut; such a step needs the permission to lose data. */
    public PlanOptions roundingValues() {
        return new PlanOptions(building, Rounding.ALLOWED, placing);
    }

    /** New columns come where they are wanted, on stores that can. */
    public PlanOptions placingColumns() {
        return new PlanOptions(building, rounding, Placing.IN_PLACE);
    }
}
