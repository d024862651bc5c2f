package io.whisperschema.internal.move;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Rule;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Settles bytes. */
final class BytesSettler implements FieldSettler {
    @Override
    public @Nullable Flaw settle(Item item, int field) {
        switch (item.tag(field)) {
            case BYTES, RAW_BLOB -> {
                item.retag(field, Tag.BYTES);
                return null;
            }
            case RAW_TEXT -> {
                return Flaw.TEXT_IN_BYTES;
            }
            default -> {
                return Flaw.NUMBER_IN_BYTES;
            }
        }
    }

    @Override
    public boolean mend(Rule rule, Item item, int field) {
        if (rule == Rule.UTF8_BYTES && Values.isText(item, field)) {
            item.retag(field, Tag.RAW_BLOB);
            return true;
        }
        if (rule == Rule.NUMBER_AS_TEXT && Values.isNumber(item, field)) {
            byte[] digits = Values.quoted(item, field).getBytes(StandardCharsets.UTF_8);
            item.putBlob(field, digits, 0, digits.length);
            return true;
        }
        return false;
    }
}
