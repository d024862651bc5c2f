package io.whisperschema.spi;

import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.move.Passage;
import java.util.List;
import java.util.Map;

/** A cache that receives entries. An entry is written whole; writing it again does no harm. */
public interface EntryTarget extends MoveTarget {
    /** Puts on record that it holds these families; may be repeated. */
    void complete(List<KeyFamily> families);

    /**
     * Lets its entries be over when those of the source are, where servers that handed entries over meanwhile have shifted that by a
     * little. How many entries it set that of.
     */
    long setExpiriesAgain(EntrySource source, Passage passage);

    @Override
    EntrySource readBack();

    /** Nothing is numbered. */
    @Override
    default void finish(Passage passage, Map<String, Long> counted) {}
}
