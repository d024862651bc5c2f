package io.whisperschema.migration;

import io.whisperschema.internal.Checks;
import java.util.Comparator;
import java.util.Locale;

/**
 * Which migration: a number within a component.
 *
 * @param component the component that numbers it, such as {@code core}
 * @param number its number, from 1
 */
public record MigrationId(String component, int number) implements Comparable<MigrationId> {
    /** The component of those who need no other. */
    public static final String CORE = "core";

    private static final Comparator<MigrationId> ORDER =
            Comparator.comparing(MigrationId::component).thenComparing(MigrationId::number);

    public MigrationId {
        Checks.that(
                component.matches("[A-Za-z0-9_.-]{1,100}"),
                "component " + component,
                "its name is empty, over 100 characters, or has others than letters, digits, _ . -",
                "Name it like core or user-profiles.");
        Checks.that(number > 0, "migration " + number, "its number is not positive", "Number migrations from 1.");
    }

    /** The migration of that number of the component {@code core}. */
    public static MigrationId core(int number) {
        return new MigrationId(CORE, number);
    }

    /** The number with at least four digits, as file names begin. */
    public String digits() {
        return String.format(Locale.ROOT, "%04d", number);
    }

    @Override
    public int compareTo(MigrationId other) {
        return ORDER.compare(this, other);
    }

    /** {@code 0001} in the component {@code core}, otherwise {@code seed/0001}. */
    @Override
    public String toString() {
        return component.equals(CORE) ? digits() : component + "/" + digits();
    }
}
