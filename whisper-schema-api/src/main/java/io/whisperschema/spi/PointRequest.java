package io.whisperschema.spi;

import static java.util.Objects.requireNonNull;

import io.whisperschema.move.MoveOptions;
import io.whisperschema.move.Passage;
import java.util.List;

/**
 * What a vector store is asked to open for a move.
 *
 * @param passages what it is going to be asked for
 * @param options how the move is done
 * @param cancellation the host's wish to stop
 */
public record PointRequest(List<Passage> passages, MoveOptions options, Cancellation cancellation) {
    public PointRequest {
        passages = List.copyOf(passages);
        requireNonNull(options);
        requireNonNull(cancellation);
    }
}
