package io.whisperschema.internal.move;

import io.whisperschema.move.Field;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.MovedRow;
import io.whisperschema.move.Passage;
import io.whisperschema.move.RowTransform;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A settled item as host code sees it. Reused, not thread-safe. */
final class TransformedRow implements MovedRow {
    private final Passage passage;
    private final Map<String, Integer> places = new HashMap<>();
    private final BitSet changed = new BitSet();
    private Item item;

    TransformedRow(Passage passage) {
        this.passage = passage;
        item = new Item(0);
        List<Field> fields = passage.fields();
        for (int i = 0; i < fields.size(); i++) {
            places.put(fields.get(i).source(), i);
        }
    }

    /** Lets host code change an item. */
    RowTransform.Outcome apply(RowTransform transform, Item settled) {
        changed.clear();
        item = settled;
        return transform.apply(this);
    }

    /** The fields that were changed, which are to be settled again. */
    BitSet changed() {
        return changed;
    }

    private int place(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException(
                    "no column " + column + " of " + passage.source() + " moves; there are " + places.keySet());
        }
        return place;
    }

    @Override
    public Optional<Object> get(String column) {
        int field = place(column);
        return switch (item.tag(field)) {
            case NULL, TOO_LARGE -> Optional.empty();
            case INTEGER, RAW_INTEGER -> Optional.of(item.number(field));
            case REAL, RAW_REAL -> Optional.of(item.real(field));
            case BOOLEAN -> Optional.of(item.number(field) == 1);
            case MOMENT -> Optional.of(instant(item.number(field)));
            case LOCAL_MOMENT ->
                Optional.of(instant(item.number(field)).atOffset(ZoneOffset.UTC).toLocalDateTime());
            case DATE -> Optional.of(date(item.number(field)));
            case TEXT, JSONB, OPAQUE, RAW_TEXT -> Optional.of(item.text(field));
            case DECIMAL -> decimal(field);
            case UUID -> Optional.of(uuid(field));
            case BYTES, ARRAY, VECTOR, RAW_BLOB -> Optional.of(Values.copy(item, field));
        };
    }

    private Optional<Object> decimal(int field) {
        return DecimalBytes.isSpecial(item.arena(), item.offset(field))
                ? Optional.empty()
                : Optional.of(DecimalBytes.read(item.arena(), item.offset(field), item.length(field)));
    }

    private UUID uuid(int field) {
        ByteBuffer bytes = ByteBuffer.wrap(item.arena(), item.offset(field), item.length(field));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static Instant instant(long micros) {
        long seconds = Math.floorDiv(micros, CivilTime.MICROS_PER_SECOND);
        return Instant.ofEpochSecond(seconds, Math.floorMod(micros, CivilTime.MICROS_PER_SECOND) * 1000);
    }

    private static LocalDate date(long days) {
        return days == Long.MAX_VALUE
                ? LocalDate.MAX
                : days == Long.MIN_VALUE ? LocalDate.MIN : LocalDate.ofEpochDay(days);
    }

    @Override
    public void set(String column, Object value) {
        int field = place(column);
        Tag before = item.tag(field);
        if (value instanceof String text) {
            Values.putText(item, field, text);
        } else if (value instanceof Number number) {
            putNumber(field, number);
        } else if (value instanceof byte[] bytes) {
            item.putBlob(field, bytes, 0, bytes.length);
        } else if (value instanceof Boolean truth) {
            item.putTyped(field, Tag.BOOLEAN, truth ? 1 : 0);
        } else if (value instanceof UUID uuid) {
            putUuid(field, uuid);
        } else {
            putTime(field, value);
        }
        requireFitting(field, before, value);
        changed.set(field);
    }

    private void putNumber(int field, Number number) {
        if (number instanceof BigDecimal decimal) {
            byte[] bytes = DecimalBytes.of(decimal);
            item.putTyped(field, Tag.DECIMAL, bytes, 0, bytes.length);
        } else if (number instanceof Double || number instanceof Float) {
            item.putReal(field, number.doubleValue());
        } else {
            item.putInteger(field, number.longValue());
        }
    }

    private void putUuid(int field, UUID uuid) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        item.putTyped(field, Tag.UUID, bytes, 0, bytes.length);
    }

    private void putTime(int field, Object value) {
        try {
            if (value instanceof Instant instant) {
                item.putTyped(field, Tag.MOMENT, micros(instant));
            } else if (value instanceof LocalDateTime local) {
                item.putTyped(field, Tag.LOCAL_MOMENT, micros(local.toInstant(ZoneOffset.UTC)));
            } else if (value instanceof LocalDate date) {
                item.putTyped(field, Tag.DATE, date.toEpochDay());
            } else {
                throw new IllegalArgumentException(
                        "a row holds no value of " + value.getClass().getName());
            }
        } catch (ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("a moment beyond what stores count", e);
        }
    }

    private static long micros(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), CivilTime.MICROS_PER_SECOND), instant.getNano() / 1000);
    }

    /** What is settled by its tag alone has to be of the field's own kind. */
    private void requireFitting(int field, Tag before, Object value) {
        Tag now = item.tag(field);
        String kind = passage.fields().get(field).kind().text();
        boolean fits = switch (now) {
            case BOOLEAN -> kind.equals("boolean");
            case MOMENT -> kind.equals("moment");
            case LOCAL_MOMENT -> kind.equals("local_moment");
            case DATE -> kind.equals("date");
            case UUID -> kind.equals("uuid");
            case DECIMAL -> kind.equals("numeric") || kind.startsWith("decimal(");
            default -> true;
        };
        if (!fits) {
            throw new IllegalArgumentException(
                    "column " + passage.fields().get(field).source() + " is of kind " + kind + " and held " + before
                            + "; it cannot hold a " + value.getClass().getSimpleName());
        }
    }

    @Override
    public void setNull(String column) {
        int field = place(column);
        item.putNull(field);
        changed.set(field);
    }
}
