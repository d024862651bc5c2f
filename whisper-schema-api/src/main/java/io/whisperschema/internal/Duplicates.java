package io.whisperschema.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The rules against two parts of one name, outside databases. */
public final class Duplicates {
    private Duplicates() {}

    /** No two names are equal. */
    public static void refuse(String place, String kind, Collection<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            Checks.that(seen.add(name), place, kind + " " + name + " is there twice", "Remove one.");
        }
    }

    /** No two names are equal, also not but for case; the reason says who would mix them up. */
    public static void refuseIgnoringCase(String place, String kind, Collection<String> names, String reason) {
        refuse(place, kind, names);
        Map<String, String> seen = new HashMap<>();
        for (String name : names) {
            String before = seen.put(Checks.folded(name), name);
            Checks.that(
                    before == null,
                    place,
                    kind + " " + before + " and " + kind + " " + name + " differ only by case",
                    reason + "; rename one.");
        }
    }
}
