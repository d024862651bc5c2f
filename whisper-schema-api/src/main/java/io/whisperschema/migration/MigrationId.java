package io.whisperschema.migration;

import io.whisperschema.internal.Checks;

/**
 * Which migration: a number within a component.
 *
 * @param component the component that numbers it, such as {@code core}
 * @param number its number, from 1
 */
public record MigrationId(String component, int number) implements Comparable<MigrationId> {
    /** The component of those who need no other. */
    public static final String CORE = "core";

    private static final int LONGEST = 100;
    private static final int DIGITS = 4;

    public MigrationId {
        Checks.that(
                isName(component),
                "component " + component,
                "its name is empty, over 100 characters, or has others than letters, digits, _ . -",
                "Name it like core or user-profiles.");
        Checks.that(number > 0, "migration " + number, "its number is not positive", "Number migrations from 1.");
    }

    private static boolean isName(String component) {
        for (int i = 0; i < component.length(); i++) {
            char c = component.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '.' && c != '-') {
                return false;
            }
        }
        return !component.isEmpty() && component.length() <= LONGEST;
    }

    /** The migration of that number of the component {@code core}. */
    public static MigrationId core(int number) {
        return new MigrationId(CORE, number);
    }

    /** The number with at least four digits, as file names begin. */
    public String digits() {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
    }

    @Override
    public int compareTo(MigrationId other) {
        int components = component.compareTo(other.component);
        return components != 0 ? components : Integer.compare(number, other.number);
    }

    /** Written out, as what the compiler gives a record costs each start milliseconds. */
    @Override
    public boolean equals(Object other) {
        return other instanceof MigrationId id && number == id.number && component.equals(id.component);
    }

    @Override
    public int hashCode() {
        return 31 * component.hashCode() + number;
    }

    /** {@code 0001} in the component {@code core}, otherwise {@code seed/0001}. */
    @Override
    public String toString() {
        return component.equals(CORE) ? digits() : component + "/" + digits();
    }
}
