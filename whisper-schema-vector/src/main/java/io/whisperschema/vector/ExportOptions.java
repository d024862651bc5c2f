package io.whisperschema.vector;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.move.Rate;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.ProgressListener;
import java.util.List;
import java.util.Optional;

/**
 * What is exported, and how.
 *
 * @param names the collections by their names or aliases
 * @param families whose collections are exported too; without names and families all that there are
 * @param rate how fast points are read at most
 * @param listener hears how far it is
 * @param cancellation stops it
 */
public record ExportOptions(
        List<String> names,
        List<CollectionFamily> families,
        Optional<Rate> rate,
        ProgressListener listener,
        Cancellation cancellation) {
    public ExportOptions {
        names = List.copyOf(names);
        families = List.copyOf(families);
        requireNonNull(rate);
        requireNonNull(listener);
        requireNonNull(cancellation);
    }

    private static ExportOptions of(List<String> names, List<CollectionFamily> families) {
        return new ExportOptions(names, families, Optional.empty(), ProgressListener.SILENT, new Cancellation());
    }

    /** All collections. */
    public static ExportOptions all() {
        return of(List.of(), List.of());
    }

    /** These collections, by their names or aliases. */
    public static ExportOptions only(String... names) {
        if (names.length == 0) {
            throw new IllegalArgumentException("name a collection, or export all()");
        }
        return of(List.of(names), List.of());
    }

    /** All collections of these families. */
    public static ExportOptions only(CollectionFamily... families) {
        if (families.length == 0) {
            throw new IllegalArgumentException("name a family, or export all()");
        }
        return of(List.of(), List.of(families));
    }

    /** No faster than that; a row is a point. */
    public ExportOptions limitedTo(Rate rate) {
        return new ExportOptions(names, families, Optional.of(rate), listener, cancellation);
    }

    /** Telling that listener how far it is. */
    public ExportOptions telling(ProgressListener listener) {
        return new ExportOptions(names, families, rate, listener, cancellation);
    }

    /** Stopping when that is wanted. */
    public ExportOptions stoppedBy(Cancellation cancellation) {
        return new ExportOptions(names, families, rate, listener, cancellation);
    }
}
