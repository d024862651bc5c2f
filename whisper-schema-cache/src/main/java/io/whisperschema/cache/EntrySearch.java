package io.whisperschema.cache;

import io.whisperschema.error.UnreadableValue;
import java.util.Arrays;
import java.util.List;

/** Finds entries of a list by the id of the message in them. Thread-safe. */
final class EntrySearch {
    private static final int NOWHERE = -1;

    private final MessageCodec codec;
    private final String messageId;
    private final List<byte[]> beginnings;

    EntrySearch(MessageCodec codec, String messageId) {
        this.codec = codec;
        this.messageId = messageId;
        this.beginnings = codec.beginnings(messageId);
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

    /** Whether an entry is of that id; one that cannot be read is of none. */
    boolean holds(byte[] entry) {
        if (beginnings.stream().anyMatch(beginning -> beginsWith(entry, beginning))) {
            return true;
        }
        try {
            return codec.decode(entry).messageId().equals(messageId);
        } catch (UnreadableValue e) {
            return false;
        }
    }

    private static boolean beginsWith(byte[] entry, byte[] beginning) {
        return entry.length >= beginning.length
                && Arrays.equals(entry, 0, beginning.length, beginning, 0, beginning.length);
    }
}
