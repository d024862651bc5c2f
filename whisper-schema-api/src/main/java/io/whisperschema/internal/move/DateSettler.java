package io.whisperschema.internal.move;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Limits;
import io.whisperschema.move.Limits.Special;
import io.whisperschema.move.Rule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Settles dates. */
final class DateSettler implements FieldSettler {
    private final ZoneId zone;
    private final Moments moments;
    private final Limits limits;

    DateSettler(ZoneId zone, Limits limits) {
        this.zone = zone;
        this.limits = limits;
        moments = new Moments(zone);
    }

    @Override
    public @Nullable Flaw settle(Item item, int field) {
        return switch (item.tag(field)) {
            case DATE -> flawOf(item.number(field));
            case RAW_TEXT -> settleText(item, field);
            case RAW_INTEGER, RAW_REAL -> Flaw.MOMENT_SPELLING;
            default -> Flaw.NO_SUCH_MOMENT;
        };
    }

    private @Nullable Flaw settleText(Item item, int field) {
        Flaw flaw = moments.readDate(item.arena(), item.offset(field), item.length(field));
        if (flaw == Flaw.MOMENT_SPELLING) {
            return MomentSpellings.isKnown(item.text(field)) ? flaw : Flaw.NO_SUCH_MOMENT;
        }
        if (flaw == null) {
            item.putTyped(field, Tag.DATE, moments.writtenDay());
            return flawOf(moments.writtenDay());
        }
        return flaw;
    }

    private @Nullable Flaw flawOf(long day) {
        if (day == Long.MAX_VALUE || day == Long.MIN_VALUE) {
            return limits.holds(Special.MOMENT_INFINITY) ? null : Flaw.MOMENT_OUT_OF_RANGE;
        }
        return day < limits.earliest().toEpochDay() || day > limits.latest().toEpochDay()
                ? Flaw.MOMENT_OUT_OF_RANGE
                : null;
    }

    @Override
    public boolean mend(Rule rule, Item item, int field) {
        if (!Values.isText(item, field)) {
            return put(item, field, MomentSpellings.counted(rule, item, field));
        }
        String text = item.text(field);
        return switch (rule) {
            case EMPTY_AS_NULL -> Values.emptyAsNull(item, field);
            case ZERO_DATE_AS_NULL -> MomentSpellings.isZeroDate(text) && Values.putNull(item, field);
            case RFC_822 -> put(item, field, MomentSpellings.rfc822(text));
            case BEFORE_CHRIST -> putWritten(item, field, MomentSpellings.beforeChrist(text));
            case INFINITY -> limits.holds(Special.MOMENT_INFINITY) && infinite(item, field, text);
            case DROP_MIDNIGHT, DROP_TIME -> withoutTime(rule, item, field);
            default -> respelled(rule, item, field, text);
        };
    }

    private static boolean infinite(Item item, int field, String text) {
        OptionalLong end = MomentSpellings.infinity(text);
        return end.isPresent() && Values.putNumber(item, field, Tag.DATE, end.getAsLong());
    }

    private boolean withoutTime(Rule rule, Item item, int field) {
        boolean applies = moments.readDate(item.arena(), item.offset(field), item.length(field)) == Flaw.DATE_WITH_TIME
                && (rule == Rule.DROP_TIME || moments.isMidnight());
        return applies && Values.putNumber(item, field, Tag.DATE, moments.writtenDay());
    }

    private static boolean respelled(Rule rule, Item item, int field, String text) {
        Optional<String> respelled = MomentSpellings.respelled(rule, text).map(DateSettler::withoutMidnight);
        return respelled.isPresent() && Values.putText(item, field, respelled.get());
    }

    private static String withoutMidnight(String text) {
        return text.endsWith(" 00:00:00") ? text.substring(0, text.length() - " 00:00:00".length()) : text;
    }

    /** The date in the zone of moments that are written without one. */
    private boolean put(Item item, int field, OptionalLong moment) {
        if (moment.isEmpty()) {
            return false;
        }
        long seconds = Math.floorDiv(moment.getAsLong(), CivilTime.MICROS_PER_SECOND);
        long local = seconds
                + zone.getRules().getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds();
        return Values.putNumber(item, field, Tag.DATE, Math.floorDiv(local, CivilTime.SECONDS_PER_DAY));
    }

    private static boolean putWritten(Item item, int field, OptionalLong moment) {
        return moment.isPresent()
                && Values.putNumber(item, field, Tag.DATE, Math.floorDiv(moment.getAsLong(), CivilTime.MICROS_PER_DAY));
    }
}
