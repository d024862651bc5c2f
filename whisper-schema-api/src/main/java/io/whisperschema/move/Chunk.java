package io.whisperschema.move;

import static java.util.Objects.requireNonNull;

/**
 * A part of a passage, contiguous in the source's own order; it is copied in one transaction.
 *
 * @param passage the target's name of the passage
 * @param number its place among the chunks of the passage, from 0
 * @param range which part, in words that the source alone reads; no value of a row unless that is its only order
 */
public record Chunk(String passage, int number, String range) {
    public Chunk {
        requireNonNull(passage);
        requireNonNull(range);
    }
}
