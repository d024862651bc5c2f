package io.whisperschema.internal.move;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.Rule;

/** Hears of each flaw that {@link Settling} meets. */
interface FlawListener {
    /** A value is made to fit by a rule. */
    void mended(int field, Flaw flaw, Rule rule);

    /** A value is left out. */
    void leftEmpty(int field, Flaw flaw);

    /** The row is rejected. */
    void rejected(int field, Flaw flaw);

    /** The row is refused. */
    void refused(int field, Flaw flaw);
}
