package io.whisperschema.spi;

import io.whisperschema.move.Passage;
import java.util.List;
import java.util.OptionalLong;

/**
 * A cache, for reading entries one by one. It has no state that stays, so its chunks are ranges of hash slots: an entry is in
 * the same chunk always, whatever comes and goes. Nobody may write meanwhile; entries go by themselves when they expire.
 */
public interface EntrySource extends MoveSource {
    /** What time it is by the clock by which its entries expire, in milliseconds since 1970. */
    long now();

    /** The same without entries that expire at that moment or before, in milliseconds since 1970. */
    EntrySource lastingBeyond(long moment);

    /** The keys that belong to no family. Looks at all keys in small steps. */
    OtherKeys others();

    /** Entries are not numbered. */
    @Override
    default OptionalLong counted(Passage passage, String field) {
        return OptionalLong.empty();
    }

    /** There is nothing that only queries could tell. */
    @Override
    default void relations(Passage passage, RelationQuestions questions, RelationSink sink) {}

    /**
     * Keys that belong to no family.
     *
     * @param alike how many begin as those of a family do, so that they may be meant to be of it
     * @param others how many begin otherwise
     * @param examples a few of those that are alike
     * @param unmovable a few whose values no release of ours knows, with what they are
     */
    record OtherKeys(long alike, long others, List<String> examples, List<String> unmovable) {
        public OtherKeys {
            examples = List.copyOf(examples);
            unmovable = List.copyOf(unmovable);
        }
    }
}
