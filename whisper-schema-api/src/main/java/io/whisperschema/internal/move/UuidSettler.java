package io.whisperschema.internal.move;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Rule;
import org.jspecify.annotations.Nullable;

/** Settles UUIDs. */
final class UuidSettler implements FieldSettler {
    private static final int BYTES = 16;
    private static final int DIGITS = 32;
    private static final int CHARACTERS = 36;

    private final byte[] uuid = new byte[BYTES];

    @Override
    public @Nullable Flaw settle(Item item, int field) {
        if (item.tag(field) == Tag.UUID) {
            return null;
        }
        boolean written = Values.isText(item, field) && item.length(field) == CHARACTERS && hasDashes(item, field);
        return written && put(item, field) ? null : Flaw.NOT_A_UUID;
    }

    private static boolean hasDashes(Item item, int field) {
        byte[] arena = item.arena();
        int at = item.offset(field);
        return arena[at + 8] == '-' && arena[at + 13] == '-' && arena[at + 18] == '-' && arena[at + 23] == '-';
    }

    @Override
    public boolean mend(Rule rule, Item item, int field) {
        return switch (rule) {
            case UUID_WITHOUT_DASHES -> Values.isText(item, field) && item.length(field) == DIGITS && put(item, field);
            case UUID_BYTES -> item.tag(field) == Tag.RAW_BLOB && item.length(field) == BYTES && retag(item, field);
            case EMPTY_AS_NULL -> Values.emptyAsNull(item, field);
            default -> false;
        };
    }

    private static boolean retag(Item item, int field) {
        item.retag(field, Tag.UUID);
        return true;
    }

    /** Reads 32 digits, with dashes between them or without. */
    private boolean put(Item item, int field) {
        int digits = 0;
        for (int i = 0; i < item.length(field); i++) {
            byte character = item.arena()[item.offset(field) + i];
            if (character == '-') {
                continue;
            }
            int digit = character < 0 ? -1 : Character.digit((char) character, 16);
            if (digit < 0 || digits == DIGITS) {
                return false;
            }
            uuid[digits / 2] = (byte) (digits % 2 == 0 ? digit << 4 : uuid[digits / 2] | digit);
            digits++;
        }
        if (digits == DIGITS) {
            item.putTyped(field, Tag.UUID, uuid, 0, BYTES);
        }
        return digits == DIGITS;
    }
}
