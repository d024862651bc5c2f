package io.whisperschema.cache;

import io.whisperschema.error.UnreadableValue;
import java.util.List;

/** Finds entries of a list by the id of the message in them; one that cannot be read is of none. Thread-safe. */
final class EntrySearch {
    private static final int NOWHERE = -1;

    private final MessageCodec codec;
    private final String messageId;

    EntrySearch(MessageCodec codec, String messageId) {
        this.codec = codec;
        this.messageId = UniversalMessage.id(messageId);
    }

    /** Where the newest of them is; negative if there is none. */
    int newest(List<byte[]> entries) {
        for (int i = 0; i < entries.size(); i++) {
            if (holds(entries.get(i))) {
                return i;
            }
        }
        return NOWHERE;
    }

    /** Whether an entry is of that id. */
    boolean holds(byte[] entry) {
        try {
            return codec.decode(entry).messageId().equals(messageId);
        } catch (UnreadableValue e) {
            return false;
        }
    }
}
