package io.whisperschema.spi;

import io.whisperschema.move.Passage;
import java.util.List;
import java.util.Map;

/** A vector store that receives collections. A point is written whole; writing it again does no harm. */
public interface PointTarget extends MoveTarget {
    /** What of these it cannot hold, a sentence each with what to do; asks the server, changes nothing. */
    List<String> unfit(List<MovedCollection> collections);

    /** Makes those that are not there, without what costs time while points come; may be repeated. */
    void create(List<MovedCollection> collections);

    /** Gives them their indexes, records and aliases; may be repeated. */
    void complete(List<MovedCollection> collections);

    /** Nothing is numbered. */
    @Override
    default void finish(Passage passage, Map<String, Long> counted) {}
}
