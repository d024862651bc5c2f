package io.whisperschema.cache;

import io.whisperschema.error.UnreadableValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Picks the messages that are asked for from a list's entries, newest first. It may be given them in pages. Not
 * thread-safe.
 */
final class Recall {
    private final MessageCodec codec;
    private final Recent wanted;
    private final List<UniversalMessage> messages = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private int position;

    Recall(MessageCodec codec, Recent wanted) {
        this.codec = codec;
        this.wanted = wanted;
    }

    /** Looks at entries that follow those it has seen; whether it wants to see more. */
    boolean look(List<byte[]> entries) {
        for (byte[] entry : entries) {
            if (messages.size() == wanted.limit()) {
                return false;
            }
            look(entry);
        }
        return messages.size() < wanted.limit();
    }

    /** What it picked. */
    Recalled recalled() {
        return new Recalled(messages, unreadable);
    }

    private void look(byte[] entry) {
        try {
            UniversalMessage message = codec.decode(entry);
            if (seen.add(message.messageId()) && wanted.takes(message)) {
                messages.add(message);
            }
        } catch (UnreadableValue e) {
            unreadable.add("entry " + position + ": " + e.getMessage());
        }
        position++;
    }
}
