package io.whisperschema.spi;

import io.whisperschema.move.Passage;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A vector store, for reading collections point by point. Such stores have no state that stays, so its chunks are ranges of
 * ids: a point that is there all the time is in the same chunk always, and nobody may write meanwhile. A move that ends with
 * a complete proof reads it twice and says so if somebody did.
 */
public interface PointSource extends MoveSource {
    /**
     * How a collection is set up beyond what a definition says, in words that only stores of the same kind read; nothing
     * where it has nothing to add.
     */
    Optional<String> settings(String collection);

    /** Points are not numbered. */
    @Override
    default OptionalLong counted(Passage passage, String field) {
        return OptionalLong.empty();
    }

    /** There is nothing that only queries could tell. */
    @Override
    default void relations(Passage passage, RelationQuestions questions, RelationSink sink) {}
}
