package io.whisperschema.cache;

import static java.util.Objects.requireNonNull;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.whisperschema.cache.internal.redis.ClusterServers;
import io.whisperschema.cache.internal.redis.Failure;
import io.whisperschema.cache.internal.redis.OneServer;
import io.whisperschema.cache.internal.redis.Servers;
import io.whisperschema.error.StoreUnavailable;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * A cache of messages on Redis, over a host's Lettuce client: one server, the master that Sentinels name, or a Cluster. It opens
 * connections of its own from that client when it first needs them, again after they break, and closes only these. Thread-safe.
 *
 * <pre>{@code
 * MessageCache cache = RedisCache.over(client, address, layout, RedisCacheOptions.usual());
 * }</pre>
 *
 * <p>An operation is one exchange with Redis: lists are pushed, cut and given their life in one transaction, together with what is
 * known of the channel where both have one hash tag or there is one server. {@link #update}, {@link #remove}, {@link #extend} and
 * {@link #release} are short scripts; where scripts are not allowed they read first and write if nothing has changed since, on a
 * second connection. A script knows an entry by how it begins, so one that begins as a message of that id and cannot be read is
 * taken for it. {@link #addAll} writes as many messages as fit into a megabyte at a time.
 *
 * <p>What Redis did not carry out, because a slot moves, a master is replaced or no connection is there, is sent again until the time
 * is up. What it may have carried out, because the connection broke before the answer, is not: then a write throws
 * {@link StoreUnavailable} and its message says so; so it does where of two slots only one was written. To add a message again is safe, as it is seen once. Nothing is kept to be
 * written later.
 *
 * <p>The number of a lock is greater than that before it, and than the microseconds since 1970. So it grows also when Redis has lost
 * what it held or the last of it, as long as the clocks of the hosts agree to the time that took.
 *
 * <p>Do not call it on a thread of the client, which it waits for; call {@link #async()} there.
 */
public final class RedisCache implements MessageCache {
    private final RedisMessages messages;

    private RedisCache(Servers servers, CacheLayout layout, RedisCacheOptions options) {
        this.messages = new RedisMessages(servers, requireNonNull(layout), requireNonNull(options));
    }

    /** On the server at that address, or the master that the Sentinels at it name. */
    public static RedisCache over(RedisClient client, RedisURI address, CacheLayout layout, RedisCacheOptions options) {
        return new RedisCache(OneServer.of(requireNonNull(client), requireNonNull(address)), layout, options);
    }

    /**
     * On a Cluster. It refreshes what the client knows of it when that has changed.
     *
     * @param address that of any of its servers; the credentials, the encryption and the rest of it are used with all of them
     */
    public static RedisCache over(
            RedisClusterClient client, RedisURI address, CacheLayout layout, RedisCacheOptions options) {
        return new RedisCache(ClusterServers.of(requireNonNull(client), requireNonNull(address)), layout, options);
    }

    /** The same cache for those who do not wait. */
    public AsyncMessageCache async() {
        return messages;
    }

    @Override
    public void add(UniversalMessage message) {
        await(messages.add(message));
    }

    @Override
    public void addAll(Collection<UniversalMessage> all) {
        await(messages.addAll(all));
    }

    @Override
    public Recalled recent(String channel, Recent wanted) {
        return await(messages.recent(channel, wanted));
    }

    @Override
    public boolean update(UniversalMessage message) {
        return await(messages.update(message));
    }

    @Override
    public boolean remove(String channel, String messageId) {
        return await(messages.remove(channel, messageId));
    }

    @Override
    public boolean clear(String channel) {
        return await(messages.clear(channel));
    }

    @Override
    public Set<String> channels() {
        return await(messages.channels());
    }

    @Override
    public FieldValues meta(String channel) {
        return await(messages.meta(channel));
    }

    @Override
    public void putMeta(String channel, FieldValues values) {
        await(messages.putMeta(channel, values));
    }

    @Override
    public FieldValues session(String user) {
        return await(messages.session(user));
    }

    @Override
    public void putSession(String user, FieldValues values) {
        await(messages.putSession(user, values));
    }

    @Override
    public boolean endSession(String user) {
        return await(messages.endSession(user));
    }

    @Override
    public Optional<CacheLock> tryLock(String channel, Duration lasting) {
        return await(messages.tryLock(channel, lasting));
    }

    @Override
    public boolean extend(CacheLock lock) {
        return await(messages.extend(lock));
    }

    @Override
    public boolean release(CacheLock lock) {
        return await(messages.release(lock));
    }

    @Override
    public Expiries expiries(String channel) {
        return await(messages.expiries(channel));
    }

    @Override
    public Optional<Duration> sessionExpiry(String user) {
        return await(messages.sessionExpiry(user));
    }

    @Override
    public CacheStats stats() {
        return messages.stats();
    }

    @Override
    public void close() {
        try {
            await(messages.close());
        } catch (StoreUnavailable interrupted) {
            // It is closed all the same; the thread still knows that it was interrupted.
        }
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable(
                    RedisMessages.STORE,
                    "Interrupted while waiting for Redis. What was asked of it may have been carried out, or may yet be.",
                    e);
        } catch (ExecutionException e) {
            throw rethrown(Failure.unwrapped(e));
        }
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }
}
