package io.whisperschema.spi;

import static java.util.Objects.requireNonNull;

import io.whisperschema.catalog.RelationalCatalog;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Passage;
import java.util.List;

/**
 * What a store is asked to open for a move.
 *
 * @param passages what it is going to be asked for
 * @param catalog what the store held when they were made; a source that holds something else by then says so
 * @param options how the move is done
 * @param cancellation the host's wish to stop
 */
public record MoveRequest(
        List<Passage> passages, RelationalCatalog catalog, MoveOptions options, Cancellation cancellation) {
    public MoveRequest {
        passages = List.copyOf(passages);
        requireNonNull(catalog);
        requireNonNull(options);
        requireNonNull(cancellation);
    }
}
