package io.whisperschema.finding;

import static java.util.Objects.requireNonNull;

/**
 * One thing a check found.
 *
 * @param severity how much it matters
 * @param place where, for example {@code table users, column email}
 * @param expected what should be there
 * @param found what is there
 * @param remedy what to do about it
 */
public record Finding(Severity severity, String place, String expected, String found, String remedy) {
    public Finding {
        requireNonNull(severity);
        requireNonNull(place);
        requireNonNull(expected);
        requireNonNull(found);
        requireNonNull(remedy);
    }

    /** A finding that makes a store differ from its definition. */
    public static Finding error(String place, String expected, String found, String remedy) {
        return new Finding(Severity.ERROR, place, expected, found, remedy);
    }

    /** A finding that cannot be decided, or will matter one day. */
    public static Finding warning(String place, String expected, String found, String remedy) {
        return new Finding(Severity.WARNING, place, expected, found, remedy);
    }

    /** A finding that needs no action. */
    public static Finding notice(String place, String expected, String found, String remedy) {
        return new Finding(Severity.NOTICE, place, expected, found, remedy);
    }

    /** The finding as one sentence. */
    public String sentence() {
        return place + ": expected " + expected + ", found " + found;
    }

    /** The finding as lines of text: severity and sentence, then the remedy. */
    public String text() {
        return severity + "  " + sentence() + "\n         " + remedy;
    }
}
