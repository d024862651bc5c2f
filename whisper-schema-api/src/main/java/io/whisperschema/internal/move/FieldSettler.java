package io.whisperschema.internal.move;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Rule;
import org.jspecify.annotations.Nullable;

/** Makes canonical values of one field of what stores return. Reused, not thread-safe. */
interface FieldSettler {
    /** Settles the value, which there is; or leaves it and tells what is wrong with it. */
    @Nullable
    Flaw settle(Item item, int field);

    /** Applies a rule if it applies; the value is then to be settled anew. */
    boolean mend(Rule rule, Item item, int field);
}
