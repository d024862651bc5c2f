package io.whisperschema.internal.move;

import io.whisperschema.move.Flaw;
import io.whisperschema.move.Item;
import io.whisperschema.move.Item.Tag;
import io.whisperschema.move.Limits;
import io.whisperschema.move.Limits.Special;
import io.whisperschema.move.Rule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Settles moments, and dates and times of no zone. */
final class MomentSettler implements FieldSettler {
    private static final long LAST_DAY = Long.MAX_VALUE / CivilTime.MICROS_PER_DAY;

    private final Tag settled;
    private final Moments moments;
    private final ZoneRules clocks;
    private final Limits limits;
    private final long first;
    private final long last;

    private MomentSettler(Tag settled, Moments moments, ZoneId zone, Limits limits) {
        this.settled = settled;
        this.moments = moments;
        this.clocks = zone.getRules();
        this.limits = limits;
        first = startOf(limits.earliest());
        last = startOf(limits.latest().plusDays(1)) - 1;
    }

    /** Moments, which are read in that zone where they are written without one. */
    static MomentSettler inZone(ZoneId zone, Limits limits) {
        return new MomentSettler(Tag.MOMENT, new Moments(zone), zone, limits);
    }

    /** Dates and times of no zone; a moment becomes what that zone's clocks show. */
    static MomentSettler local(ZoneId zone, Limits limits) {
        return new MomentSettler(Tag.LOCAL_MOMENT, new Moments(ZoneOffset.UTC), zone, limits);
    }

    /** The last thirty years that PostgreSQL has are beyond what 64 bits count from 1970. */
    private static long startOf(LocalDate day) {
        long within = Math.max(-LAST_DAY, Math.min(LAST_DAY, day.toEpochDay()));
        return within * CivilTime.MICROS_PER_DAY;
    }

    @Override
    public @Nullable Flaw settle(Item item, int field) {
        Tag tag = item.tag(field);
        if (tag == settled) {
            return flawOf(item.number(field));
        }
        return switch (tag) {
            case MOMENT -> settleShown(item, field);
            case RAW_TEXT -> settleText(item, field);
            case RAW_INTEGER, RAW_REAL -> Flaw.MOMENT_SPELLING;
            default -> Flaw.NO_SUCH_MOMENT;
        };
    }

    private @Nullable Flaw settleText(Item item, int field) {
        Flaw flaw = moments.read(item.arena(), item.offset(field), item.length(field));
        if (flaw == Flaw.MOMENT_SPELLING) {
            return MomentSpellings.isKnown(item.text(field)) ? flaw : Flaw.NO_SUCH_MOMENT;
        }
        if (flaw == null) {
            item.putTyped(field, read(), moments.moment());
            return settle(item, field);
        }
        return flaw;
    }

    /** What was read last: of an offset it is a moment, whatever is wanted. */
    private Tag read() {
        return moments.hasOffset() ? Tag.MOMENT : settled;
    }

    /** What clocks show twice is the first of both to whoever reads it, so the second has no such spelling. */
    private @Nullable Flaw settleShown(Item item, int field) {
        long moment = item.number(field);
        Flaw flaw = flawOf(moment);
        if (flaw != null || isInfinite(moment)) {
            item.putTyped(field, settled, moment);
            return flaw;
        }
        long second = Math.floorDiv(moment, CivilTime.MICROS_PER_SECOND);
        ZoneOffset offset = clocks.getOffset(Instant.ofEpochSecond(second));
        var shown = LocalDateTime.ofEpochSecond(second, 0, offset);
        if (!clocks.getValidOffsets(shown).get(0).equals(offset)) {
            return Flaw.MOMENT_SPELLING;
        }
        item.putTyped(field, settled, moment + offset.getTotalSeconds() * CivilTime.MICROS_PER_SECOND);
        return null;
    }

    private @Nullable Flaw flawOf(long moment) {
        if (isInfinite(moment)) {
            return limits.holds(Special.MOMENT_INFINITY) ? null : Flaw.MOMENT_OUT_OF_RANGE;
        }
        return moment < first || moment > last ? Flaw.MOMENT_OUT_OF_RANGE : null;
    }

    private static boolean isInfinite(long moment) {
        return moment == Long.MAX_VALUE || moment == Long.MIN_VALUE;
    }

    @Override
    public boolean mend(Rule rule, Item item, int field) {
        if (!Values.isText(item, field)) {
            return put(item, field, Tag.MOMENT, MomentSpellings.counted(rule, item, field));
        }
        String text = item.text(field);
        return switch (rule) {
            case EMPTY_AS_NULL -> Values.emptyAsNull(item, field);
            case ZERO_DATE_AS_NULL -> MomentSpellings.isZeroDate(text) && Values.putNull(item, field);
            case RFC_822 -> put(item, field, Tag.MOMENT, MomentSpellings.rfc822(text));
            case BEFORE_CHRIST -> put(item, field, settled, MomentSpellings.beforeChrist(text));
            case INFINITY ->
                limits.holds(Special.MOMENT_INFINITY) && put(item, field, settled, MomentSpellings.infinity(text));
            case HOUR_24 -> hour24(item, field, text);
            case TRUNCATE_TO_MICROSECONDS, ROUND_TO_MICROSECONDS -> finer(rule, item, field, text);
            default -> respelled(rule, item, field, text);
        };
    }

    private boolean hour24(Item item, int field, String text) {
        Optional<String> midnight = MomentSpellings.hour24AsMidnight(text);
        if (midnight.isEmpty() || !isRead(item, field, midnight.get())) {
            return false;
        }
        return Values.putNumber(item, field, read(), moments.moment() + CivilTime.MICROS_PER_DAY);
    }

    /** Puts the text, and tells whether it is in the spelling of one reading. */
    private boolean isRead(Item item, int field, String text) {
        Values.putText(item, field, text);
        return moments.read(item.arena(), item.offset(field), item.length(field)) == null;
    }

    private boolean finer(Rule rule, Item item, int field, String text) {
        if (moments.read(item.arena(), item.offset(field), item.length(field)) != Flaw.MOMENT_TOO_FINE) {
            return false;
        }
        boolean up = rule == Rule.ROUND_TO_MICROSECONDS && text.charAt(text.indexOf('.') + 7) >= '5';
        return Values.putNumber(item, field, read(), moments.moment() + (up ? 1 : 0));
    }

    private static boolean respelled(Rule rule, Item item, int field, String text) {
        Optional<String> respelled = MomentSpellings.respelled(rule, text);
        return respelled.isPresent() && Values.putText(item, field, respelled.get());
    }

    private static boolean put(Item item, int field, Tag tag, OptionalLong moment) {
        return moment.isPresent() && Values.putNumber(item, field, tag, moment.getAsLong());
    }
}
