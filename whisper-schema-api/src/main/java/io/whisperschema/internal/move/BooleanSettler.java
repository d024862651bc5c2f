package io.whisperschema.internal.move;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Rule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settles truths. */
final class BooleanSettler implements FieldSettler {
    @Override
    public @Nullable Flaw settle(Item item, int field) {
        Tag tag = item.tag(field);
        boolean settled =
                tag == Tag.BOOLEAN || (tag == Tag.RAW_INTEGER && (item.number(field) == 0 || item.number(field) == 1));
        if (settled) {
            item.retag(field, Tag.BOOLEAN);
        }
        return settled ? null : Flaw.TRUTH_SPELLING;
    }

    @Override
    public boolean mend(Rule rule, Item item, int field) {
        return switch (rule) {
            case TRUTH_WORDS -> Values.isText(item, field) && word(item, field);
            case NONZERO_IS_TRUE -> Values.isNumber(item, field) && put(item, field, isNonzero(item, field));
            case EMPTY_AS_NULL -> Values.emptyAsNull(item, field);
            case EMPTY_IS_FALSE -> Values.isBlank(item, field) && put(item, field, false);
            default -> false;
        };
    }

    private static boolean word(Item item, int field) {
        Optional<Boolean> truth = Truths.of(item.text(field));
        return truth.isPresent() && put(item, field, truth.get());
    }

    private static boolean isNonzero(Item item, int field) {
        return item.tag(field) == Tag.RAW_INTEGER ? item.number(field) != 0 : item.real(field) != 0;
    }

    private static boolean put(Item item, int field, boolean truth) {
        return Values.putNumber(item, field, Tag.BOOLEAN, truth ? 1 : 0);
    }
}
