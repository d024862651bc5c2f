package io.whisperschema.postgres;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Moments and dates: PostgreSQL counts from 2000 on, items from 1970. Both keep the ends of their range for the infinities. */
final class BinaryMoments {
    private static final long MICROSECONDS = 946_684_800_000_000L;
    private static final long DAYS = 10_957;
    private static final long A_SECOND = 1_000_000;
    private static final int A_MICROSECOND = 1_000;

    private BinaryMoments() {}

    /** What PostgreSQL writes for the microseconds of an item. */
    static long toServer(long microseconds) {
        return isInfinite(microseconds) ? microseconds : Math.subtractExact(microseconds, MICROSECONDS);
    }

    /** Whether an item can hold a moment; the last 30 years of PostgreSQL's range are beyond it. */
    static boolean canHold(long fromServer) {
        return isInfinite(fromServer) || fromServer < Long.MAX_VALUE - MICROSECONDS;
    }

    /** The microseconds of an item for what PostgreSQL wrote. */
    static long fromServer(long microseconds) {
        return isInfinite(microseconds) ? microseconds : Math.addExact(microseconds, MICROSECONDS);
    }

    /** The moment as text, for those that an item cannot hold. */
    static String text(long fromServer) {
        long seconds = Math.floorDiv(fromServer, A_SECOND) + MICROSECONDS / A_SECOND;
        int nanos = (int) Math.floorMod(fromServer, A_SECOND) * A_MICROSECOND;
        return LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC).toString();
    }

    /** What PostgreSQL writes for the days of an item. */
    static int toServerDays(long days) {
        if (isInfinite(days)) {
            return days > 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE;
        }
        return Math.toIntExact(days - DAYS);
    }

    /** The days of an item for what PostgreSQL wrote. */
    static long fromServerDays(int days) {
        if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
            return days > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        return days + DAYS;
    }

    private static boolean isInfinite(long count) {
        return count == Long.MAX_VALUE || count == Long.MIN_VALUE;
    }
}
