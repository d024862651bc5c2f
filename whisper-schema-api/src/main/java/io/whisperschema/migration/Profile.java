package io.whisperschema.migration;

import io.whisperschema.internal.Checks;
import java.util.Arrays;
import java.util.List;

/**
 * A named choice of components, such as {@code minimal}: what an install has, and what it may get later.
 *
 * @param name its name
 * @param components the components that it has
 */
public record Profile(String name, List<String> components) {
    /** The profile that is always there and has every component. */
    public static final String EVERYTHING = "everything";

    public Profile {
        components = List.copyOf(components);
        Checks.that(!name.isBlank(), "profile", "it has no name", "Name it like minimal or production.");
        Checks.that(
                !name.equals(EVERYTHING),
                "profile " + name,
                "it is there already, with every component",
                "Give this one another name.");
        Checks.that(!components.isEmpty(), "profile " + name, "it has no component", "Name one at least.");
    }

    /** With these components. */
    public static Profile of(String name, String... components) {
        return new Profile(name, Arrays.asList(components));
    }
}
