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
 * the hashes. What has outlived its time is gone at that millisecond. A list that becomes empty is gone. An operation on one
 * channel's list is atomic; on its list and its hash together as far as both have the same hash tag.
 *
 * <p>Channels and users are any text but the empty one, message ids any that is not blank; others are refused as an
 * {@link IllegalArgumentException}, and so is half a surrogate pair. Each operation throws {@link StoreUnavailable} when the
 * cache cannot be reached, unless its host chose to go on without, and {@link IllegalStateException} once the cache is closed.
 */
public interface MessageCache extends AutoCloseable {
    /**
     * Puts a message in front of its channel's list, which is cut to its length, and says so in what is known of the channel:
     * its time as {@code last_message_time}, the moment of adding as {@code last_update}, and one more in
     * {@code message_count} (a count that cannot grow stays), as far as the family has these fields as moments and as an
     * integer. Both live as long again as their families say, so far as they are written to. Added again it is there twice, and seen once.
     *
     * @throws IllegalArgumentException if it names no channel
     */
    void add(UniversalMessage message);

    /**
     * Adds messages one after the other: the last of a channel is its newest then. One that is refused, since it names no channel
     * or is too long, lets none be written. What fails later may leave a part of them; to add them all again is safe.
     */
    void addAll(Collection<UniversalMessage> messages);

    /**
     * The newest messages of a channel. An id that is there more than once is seen once, at its newest: what is asked for is
     * asked of that one.
     */
    Recalled recent(String channel, Recent wanted);

    /**
     * Puts a message in the place of the newest with its id in its channel; whether there was one. The list lives as long again
     * as its family says.
     *
     * @throws IllegalArgumentException if it names no channel
     */
    boolean update(UniversalMessage message);

    /**
     * Takes a message out of a channel, as often as it is there; whether it was there. What is left does not live longer for it.
     */
    boolean remove(String channel, String messageId);

    /** Forgets a channel: its messages and what is known of it; whether anything was there. Its lock stays. */
    boolean clear(String channel);

    /** The channels that have messages now. Looks through all keys in small steps. */
    Set<String> channels();

    /** What is known of a channel; nothing where it is not there or has expired. */
    FieldValues meta(String channel);

    /**
     * Sets these fields of what is known of a channel, and keeps its others; they live on together, as long again as their
     * family says. No fields change nothing.
     *
     * @throws IllegalArgumentException if a value is not of its field's type; a field that the family does not know is text
     */
    void putMeta(String channel, FieldValues values);

    /** What is known of a user's session. */
    FieldValues session(String user);

    /**
     * Sets these fields of a user's session, and keeps its others; they live on together, as long again as their family says.
     * No fields change nothing.
     *
     * @throws IllegalArgumentException if a value is not of its field's type; a field that the family does not know is text
     */
    void putSession(String user, FieldValues values);

    /** Forgets a user's session; whether there was one. */
    boolean endSession(String user);

    /**
     * Takes the lock of a channel, if nobody holds it, for that long; at least a millisecond, and in whole ones. It is held by
     * the one who was given it, not by a thread or a cache. A validation wonders at locks that last longer than their family says.
     *
     * @throws IllegalArgumentException if that is shorter than a millisecond or longer than a hundred years
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

    /** What it did and holds; also once it is closed. */
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
