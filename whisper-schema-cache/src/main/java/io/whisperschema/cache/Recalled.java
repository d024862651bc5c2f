package io.whisperschema.cache;

import java.util.List;

/**
 * Messages of a channel, newest first.
 *
 * @param messages the messages
 * @param unreadable what was passed over on the way to them because no codec of ours reads it, a sentence each; it stays
 *     where it is
 */
public record Recalled(List<UniversalMessage> messages, List<String> unreadable) {
    /** No messages. */
    public static final Recalled NOTHING = new Recalled(List.of(), List.of());

    public Recalled {
        messages = List.copyOf(messages);
        unreadable = List.copyOf(unreadable);
    }
}
