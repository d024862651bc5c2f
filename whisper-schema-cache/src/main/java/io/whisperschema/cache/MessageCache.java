package io.whisperschema.cache;

import io.whisperschema.error.StoreUnavailable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The last messages of each channel, and what is known of channels and sessions, for a while. The same on a desktop and on a
 * server: what expires when, what is cut, what is found. Thread-safe.
 *
 * <p>A channel's list keeps as many messages as its family says and lives as long as that says after the last write to it; so do
 * the hashes. An operation on one channel's list is atomic; on its list and its hash together as far as both have the same hash
 * tag. Each throws {@link StoreUnavailable} when the cache cannot be reached, unless its host chose to go on without.
 */
public interface MessageCache extends AutoCloseable {
    /**
     * Puts a message in front of its channel's list, which is cut to its length, and says so in what is known of the channel
     * ({@code last_message_time}, {@code message_count} and {@code last_update}, as far as the family has these fields). Added
     * again it is there twice, and seen once.
     *
     * @throws IllegalArgumentException if it names no channel
     */
    void add(UniversalMessage message);

    /** Adds messages one after the other: the last of a channel is its newest then. */
    void addAll(Collection<UniversalMessage> messages);

    /** The newest messages of a channel. An id that is there more than once is seen once, at its newest. */
    Recalled recent(String channel, Recent wanted);

    /**
     * Puts a message in the place of that with its id in its channel; whether there was one. The list lives as long again as its
     * family says.
     */
    boolean update(UniversalMessage message);

    /** Takes a message out of a channel; whether it was there. What is left does not live longer for it. */
    boolean remove(String channel, String messageId);

    /** Forgets a channel: its messages and what is known of it; whether anything was there. */
    boolean clear(String channel);

    /** The channels that have messages now. Looks through all keys in small steps. */
    Set<String> channels();

    /** What is known of a channel; nothing where it is not there or has expired. */
    FieldValues meta(String channel);

    /** Sets these fields of what is known of a channel, and keeps its others; they live on together. */
    void putMeta(String channel, FieldValues values);

    /** What is known of a user's session. */
    FieldValues session(String user);

    /** Sets these fields of a user's session, and keeps its others; they live on together. */
    void putSession(String user, FieldValues values);

    /** Forgets a user's session; whether there was one. */
    boolean endSession(String user);

    /**
     * Takes the lock of a channel, if nobody holds it, for that long; at least a millisecond.
     */
    Optional<CacheLock> tryLock(String channel, Duration lasting);

    /** Lets a lock last for its time from now; whether it was still held. */
    boolean extend(CacheLock lock);

    /** Gives a lock back; whether it was still held. That of another is never touched. */
    boolean release(CacheLock lock);

    /** How long the entries of a channel will live. */
    Expiries expiries(String channel);

    /** How long what is known of a user's session will live; absent where there is none or it does not expire. */
    Optional<Duration> sessionExpiry(String user);

    /** What it did and holds. */
    CacheStats stats();

    /** Ends what it opened itself; never throws, and may be repeated. */
    @Override
    void close();

    /**
     * How long entries will live; absent where there are none or they do not expire.
     *
     * @param messages its messages
     * @param meta what is known of it
     * @param lock its lock
     */
    record Expiries(Optional<Duration> messages, Optional<Duration> meta, Optional<Duration> lock) {
        /** All of them. */
        public List<Optional<Duration>> all() {
            return List.of(messages, meta, lock);
        }
    }
}
