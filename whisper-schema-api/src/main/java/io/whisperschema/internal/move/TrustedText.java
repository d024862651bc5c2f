package io.whisperschema.internal.move;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Rule;
import org.jspecify.annotations.Nullable;

/** Text that was seen to be right, in this very state of the source. */
final class TrustedText implements FieldSettler {
    private final FieldSettler otherwise;

    /**
     * @param otherwise settles what is no text after all
     */
    TrustedText(FieldSettler otherwise) {
        this.otherwise = otherwise;
    }

    @Override
    public @Nullable Flaw settle(Item item, int field) {
        if (item.tag(field) != Tag.RAW_TEXT) {
            return otherwise.settle(item, field);
        }
        item.retag(field, Tag.TEXT);
        return null;
    }

    @Override
    public boolean mend(Rule rule, Item item, int field) {
        return otherwise.mend(rule, item, field);
    }
}
