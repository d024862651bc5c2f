package io.whisperschema.internal.move;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.Rule;

/** Hears of each flaw that {@link Settling} meets. */
interface FlawListener {
    /** Hears nothing. */
    FlawListener SILENT = new FlawListener() {};

    /** A value is made to fit by a rule. */
    default void mended(int field, Flaw flaw, Rule rule) {}

    /** A value is left out. */
    default void leftEmpty(int field, Flaw flaw) {}

    /** The row is rejected. */
    default void rejected(int field, Flaw flaw) {}

    /** The row is refused. */
    default void refused(int field, Flaw flaw) {}
}
