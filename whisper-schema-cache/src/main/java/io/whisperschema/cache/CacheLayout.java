package io.whisperschema.cache;

import io.whisperschema.definition.cache.CacheModel;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.definition.cache.ValueType;
import io.whisperschema.error.InvalidDefinition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The four key families that a {@link MessageCache} keeps its entries in, and the keys that they give. The patterns of
 * messages, meta and locks have {@code <channel_id>} as their only placeholder, that of the sessions {@code <user_id>}.
 *
 * @param messages lists of messages, newest first
 * @param meta hashes of what is known of a channel
 * @param session hashes of what is known of a user's session
 * @param lock single values: who is at work on a channel
 * @param prefix what every key begins with before its pattern, possibly nothing; it holds no braces, which are a hash tag
 */
public record CacheLayout(KeyFamily messages, KeyFamily meta, KeyFamily session, KeyFamily lock, String prefix) {
    private static final String CHANNEL = "channel_id";
    private static final String USER = "user_id";
    private static final String TOKEN = ":token";

    /** @throws InvalidDefinition if a family holds another type of value or has other placeholders, or two share a key */
    public CacheLayout {
        fits(messages, ValueType.LIST, CHANNEL);
        fits(meta, ValueType.HASH, CHANNEL);
        fits(session, ValueType.HASH, USER);
        fits(lock, ValueType.STRING, CHANNEL);
        new CacheModel(List.of(messages, meta, session, lock));
        isPrefix(prefix);
    }

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

    /** What a key holds. */
    public enum Part {
        /** The messages of a channel. */
        MESSAGES,
        /** What is known of a channel. */
        META,
        /** What is known of a user's session. */
        SESSION,
        /** The lock of a channel. */
        LOCK,
        /** The number of the last lock of a channel. */
        LOCK_TOKEN
    }

    /**
     * What a key means.
     *
     * @param part what it holds
     * @param id of which channel, or for a session of which user
     */
    public record Meaning(Part part, String id) {}

    /**
     * The key of a channel's messages.
     *
     * @throws IllegalArgumentException if the channel is empty or no Unicode text
     */
    public String messagesKey(String channel) {
        return key(messages, CHANNEL, channel);
    }

    /** The key of what is known of a channel. */
    public String metaKey(String channel) {
        return key(meta, CHANNEL, channel);
    }

    /** The key of what is known of a user's session. */
    public String sessionKey(String user) {
        return key(session, USER, user);
    }

    /** The key of a channel's lock. */
    public String lockKey(String channel) {
        return key(lock, CHANNEL, channel);
    }

    /**
     * The key of the number of a channel's last lock. It begins as the lock's key does, so that the same rights cover it, is in
     * the lock's slot of a cluster, and is no key of the family.
     */
    public String lockTokenKey(String channel) {
        String key = lockKey(channel);
        return isTagged(lock) ? key + TOKEN : tokensPrefix() + key + "}";
    }

    /** What a key means; absent if this layout gives no such key. */
    public Optional<Meaning> meaning(String key) {
        return match(messages, key, Part.MESSAGES)
                .or(() -> match(meta, key, Part.META))
                .or(() -> match(session, key, Part.SESSION))
                .or(() -> match(lock, key, Part.LOCK))
                .or(() -> token(key));
    }

    private String tokensPrefix() {
        return prefix + lock.pattern().prefix() + "{";
    }

    private Optional<Meaning> token(String key) {
        Optional<String> ofLock = isTagged(lock) ? within(key, "", TOKEN) : within(key, tokensPrefix(), "}");
        return ofLock.flatMap(lockKey -> match(lock, lockKey, Part.LOCK_TOKEN));
    }

    private static Optional<String> within(String key, String before, String after) {
        return key.startsWith(before) && key.endsWith(after) && key.length() >= before.length() + after.length()
                ? Optional.of(key.substring(before.length(), key.length() - after.length()))
                : Optional.empty();
    }

    private Optional<Meaning> match(KeyFamily family, String key, Part part) {
        return key.startsWith(prefix)
                ? family.pattern()
                        .match(key.substring(prefix.length()))
                        .map(values ->
                                new Meaning(part, values.values().iterator().next()))
                : Optional.empty();
    }

    private String key(KeyFamily family, String placeholder, String value) {
        return prefix + family.pattern().key(Map.of(placeholder, value));
    }

    private static boolean isTagged(KeyFamily family) {
        return family.pattern().text().indexOf('{') >= 0;
    }

    private static void fits(KeyFamily family, ValueType type, String placeholder) {
        String place = "key family " + family.name();
        if (family.valueType() != type) {
            throw new InvalidDefinition(
                    place,
                    "it holds a " + family.valueType().text() + " under a key, and a cache of messages needs a "
                            + type.text(),
                    "Change what it holds, or name another family.");
        }
        if (!family.pattern().placeholders().equals(List.of(placeholder))) {
            throw new InvalidDefinition(
                    place,
                    "its pattern " + family.pattern() + " needs "
                            + family.pattern().placeholders() + ", and a cache of messages knows a " + placeholder,
                    "Write <" + placeholder + "> as its only placeholder, once.");
        }
    }

    /** Refuses what keys cannot begin with. */
    static void isPrefix(String prefix) {
        if (prefix.indexOf('{') >= 0 || prefix.indexOf('}') >= 0) {
            throw new InvalidDefinition(
                    "key prefix " + prefix,
                    "it holds a brace, and braces are a hash tag",
                    "Write the hash tag into the patterns.");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(prefix)) {
            throw new InvalidDefinition("key prefix", "it holds half a surrogate pair", "Mend it.");
        }
    }

    private static KeyFamily family(CacheModel model, String name) {
        return model.family(name)
                .orElseThrow(() -> new IllegalArgumentException("the definition has no key family " + name
                        + ". Define it, or name the families with new CacheLayout(…)."));
    }
}
