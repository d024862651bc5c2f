package io.whisperschema.spi;

import io.whisperschema.catalog.Catalog;
import io.whisperschema.catalog.StoreKind;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.Diff;
import io.whisperschema.plan.PlanOptions;
import io.whisperschema.plan.Step;
import java.util.List;
import java.util.Set;

/**
 * A store that answers three questions (what does it hold, how would it hold this definition, what steps make this
 * difference) and runs steps. It has no opinion on what should change.
 */
public interface Store {
    /** Its name in plans, reports and messages; never an address with credentials. */
    String name();

    /** Its kind. */
    StoreKind kind();

    /** What it can do beyond the least that every store can. */
    Set<Capability> capabilities();

    /** What it holds. Changes nothing. */
    Catalog inspect();

    /** What it would hold if it held this definition exactly. Asks no server. */
    Catalog spell(SchemaDefinition definition);

    /**
     * The steps that make this difference, in order, numbered from 1. Asks no server.
     *
     * @throws io.whisperschema.error.UnsupportedChange if it cannot make one of the changes
     */
    List<Step> plan(Diff diff);

    /**
     * The steps that make this difference, as the options say where the store has a choice.
     *
     * @throws io.whisperschema.error.UnsupportedChange if it cannot make one of the changes
     */
    default List<Step> plan(Diff diff, PlanOptions options) {
        return plan(diff);
    }

    /**
     * Runs steps of one plan, in order, telling {@code execution} before and after each. Steps in a transaction are
     * applied together or not at all. Refuses when the store is not as it was when the plan was made.
     *
     * @throws io.whisperschema.error.SchemaException if a step fails; its message says what state the store is in
     */
    void execute(List<Step> steps, Execution execution);

    /** What a store may be able to do. */
    enum Capability {
        /** Steps of one plan are applied together or not at all. */
        TRANSACTIONS,
        /** It can keep the {@link Journal} of a plan. */
        JOURNAL
    }
}
