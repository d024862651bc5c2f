package io.whisperschema.cache;

import io.whisperschema.definition.cache.CacheModel;
import io.whisperschema.definition.cache.KeyFamily;
import java.util.List;

/**
 * The four key families that a {@link MessageCache} keeps its entries in. The patterns of the first two and of the locks have
 * {@code <channel_id>} as their only placeholder, that of the sessions {@code <user_id>}.
 *
 * @param messages lists of messages, newest first
 * @param meta what is known of a channel
 * @param session what is known of a user's session
 * @param lock who is at work on a channel
 * @param prefix what every key begins with before its pattern, possibly nothing
 */
public record CacheLayout(KeyFamily messages, KeyFamily meta, KeyFamily session, KeyFamily lock, String prefix) {
    /** The families of those usual names: messages, meta, session, bootstrap_lock. */
    public static CacheLayout of(CacheModel model) {
        return new CacheLayout(
                family(model, "messages"),
                family(model, "meta"),
                family(model, "session"),
                family(model, "bootstrap_lock"),
                "");
    }

    /** With that in front of every key, so that several hosts can share a server. */
    public CacheLayout prefixed(String text) {
        return new CacheLayout(messages, meta, session, lock, text);
    }

    /** All four, in order. */
    public List<KeyFamily> families() {
        return List.of(messages, meta, session, lock);
    }

    private static KeyFamily family(CacheModel model, String name) {
        return model.family(name)
                .orElseThrow(() -> new IllegalArgumentException("the definition has no key family " + name
                        + ". Define it, or name the families with new CacheLayout(…)."));
    }
}
