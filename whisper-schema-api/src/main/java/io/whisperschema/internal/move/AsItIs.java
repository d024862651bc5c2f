package io.whisperschema.internal.move;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Rule;
import org.jspecify.annotations.Nullable;

/** Leaves values as a store of the same kind returned them; text of unknown types gets its tag. */
final class AsItIs implements FieldSettler {
    @Override
    public @Nullable Flaw settle(Item item, int field) {
        return null;
    }

    @Override
    public boolean mend(Rule rule, Item item, int field) {
        return false;
    }

    /** Text of a type that we do not know, whether it comes from the store of that type or from text. */
    static final class Opaque implements FieldSettler {
        @Override
        public @Nullable Flaw settle(Item item, int field) {
            switch (item.tag(field)) {
                case OPAQUE -> {
                    return null;
                }
                case RAW_TEXT -> {
                    Flaw flaw = TextSettler.flawOf(Values.scan(item, field));
                    item.retag(field, flaw == null ? Tag.OPAQUE : Tag.RAW_TEXT);
                    return flaw;
                }
                case RAW_BLOB -> {
                    return Flaw.BLOB_IN_TEXT;
                }
                default -> {
                    return Flaw.NUMBER_IN_TEXT;
                }
            }
        }

        @Override
        public boolean mend(Rule rule, Item item, int field) {
            return TextSettler.mendText(rule, item, field);
        }
    }
}
