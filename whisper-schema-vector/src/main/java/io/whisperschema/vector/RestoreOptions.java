package io.whisperschema.vector;

import static java.util.Objects.requireNonNull;

import io.whisperschema.move.Rate;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.ProgressListener;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of an export is restored, and how.
 *
 * @param only the collections by their names in the export, all if there are none
 * @param names the new names of collections that get one, by the names in the export
 * @param aliases what becomes of the aliases of collections that keep their names; those of others stay away
 * @param rate how fast points are written at most
 * @param listener hears how far it is
 * @param cancellation stops it
 */
public record RestoreOptions(
        Set<String> only,
        Map<String, String> names,
        Aliases aliases,
        Optional<Rate> rate,
        ProgressListener listener,
        Cancellation cancellation) {
    public RestoreOptions {
        only = Set.copyOf(only);
        names = Map.copyOf(names);
        requireNonNull(aliases);
        requireNonNull(rate);
        requireNonNull(listener);
        requireNonNull(cancellation);
    }

    /** What becomes of aliases. */
    public enum Aliases {
        /** They are set in one go, once all points are there and proven. */
        SET,
        /** None is set. */
        LEFT
    }

    /** All collections under their own names, with their aliases. */
    public static RestoreOptions all() {
        return new RestoreOptions(
                Set.of(), Map.of(), Aliases.SET, Optional.empty(), ProgressListener.SILENT, new Cancellation());
    }

    /** These collections. */
    public static RestoreOptions only(String... collections) {
        if (collections.length == 0) {
            throw new IllegalArgumentException("name a collection, or restore all()");
        }
        return new RestoreOptions(
                new HashSet<>(List.of(collections)),
                Map.of(),
                Aliases.SET,
                Optional.empty(),
                ProgressListener.SILENT,
                new Cancellation());
    }

    /** That collection under another name, without its aliases. */
    public RestoreOptions naming(String collection, String name) {
        var more = new HashMap<>(names);
        more.put(collection, name);
        return new RestoreOptions(only, more, aliases, rate, listener, cancellation);
    }

    /** Without aliases. */
    public RestoreOptions leavingAliases() {
        return new RestoreOptions(only, names, Aliases.LEFT, rate, listener, cancellation);
    }

    /** No faster than that; a row is a point. */
    public RestoreOptions limitedTo(Rate rate) {
        return new RestoreOptions(only, names, aliases, Optional.of(rate), listener, cancellation);
    }

    /** Telling that listener how far it is. */
    public RestoreOptions telling(ProgressListener listener) {
        return new RestoreOptions(only, names, aliases, rate, listener, cancellation);
    }

    /** Stopping when that is wanted. */
    public RestoreOptions stoppedBy(Cancellation cancellation) {
        return new RestoreOptions(only, names, aliases, rate, listener, cancellation);
    }
}
