package io.whisperschema.cache;

import io.whisperschema.error.StoreUnavailable;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A {@link MessageCache} whose operations do not wait: each does what its namesake there does, and a stage says when and what. What
 * is refused as an argument, or because the cache is closed, is thrown at once; a stage fails with {@link StoreUnavailable}, which
 * those who are hung on it see inside a {@link java.util.concurrent.CompletionException}.
 *
 * <p>Stages of a cache on Redis complete on threads of the host's client, so what is hung on them must not block. To cancel one does
 * not take back what was asked of Redis. Thread-safe.
 */
public interface AsyncMessageCache {
    /** {@link MessageCache#add}. */
    CompletionStage<Void> add(UniversalMessage message);

    /** {@link MessageCache#addAll}. */
    CompletionStage<Void> addAll(Collection<UniversalMessage> messages);

    /** {@link MessageCache#recent}. */
    CompletionStage<Recalled> recent(String channel, Recent wanted);

    /** {@link MessageCache#update}. */
    CompletionStage<Boolean> update(UniversalMessage message);

    /** {@link MessageCache#remove}. */
    CompletionStage<Boolean> remove(String channel, String messageId);

    /** {@link MessageCache#clear}. */
    CompletionStage<Boolean> clear(String channel);

    /** {@link MessageCache#channels}. */
    CompletionStage<Set<String>> channels();

    /** {@link MessageCache#meta}. */
    CompletionStage<FieldValues> meta(String channel);

    /** {@link MessageCache#putMeta}. */
    CompletionStage<Void> putMeta(String channel, FieldValues values);

    /** {@link MessageCache#session}. */
    CompletionStage<FieldValues> session(String user);

    /** {@link MessageCache#putSession}. */
    CompletionStage<Void> putSession(String user, FieldValues values);

    /** {@link MessageCache#endSession}. */
    CompletionStage<Boolean> endSession(String user);

    /** {@link MessageCache#tryLock}. */
    CompletionStage<Optional<CacheLock>> tryLock(String channel, Duration lasting);

    /** {@link MessageCache#extend}. */
    CompletionStage<Boolean> extend(CacheLock lock);

    /** {@link MessageCache#release}. */
    CompletionStage<Boolean> release(CacheLock lock);

    /** {@link MessageCache#expiries}. */
    CompletionStage<MessageCache.Expiries> expiries(String channel);

    /** {@link MessageCache#sessionExpiry}. */
    CompletionStage<Optional<Duration>> sessionExpiry(String user);
}
