package io.whisperschema.spi;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.move.MoveOptions;
import java.util.List;

/**
 * What a cache is asked to open for a move.
 *
 * @param families the families of the definition, whose names passages have; a passage named {@link #OTHERS} is of the keys of
 *     none of them
 * @param options how the move is done
 * @param cancellation the host's wish to stop
 */
public record EntryRequest(List<KeyFamily> families, MoveOptions options, Cancellation cancellation) {
    /** The name of the passage of keys that belong to no family. */
    public static final String OTHERS = "other keys";

    public EntryRequest {
        families = List.copyOf(families);
        requireNonNull(options);
        requireNonNull(cancellation);
    }
}
