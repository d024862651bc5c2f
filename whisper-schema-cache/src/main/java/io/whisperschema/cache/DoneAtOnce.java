package io.whisperschema.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A cache that never waits, for those who wait for none: each stage is done.
 *
 * @param cache the cache
 */
record DoneAtOnce(MessageCache cache) implements AsyncMessageCache {
    private static CompletionStage<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    private static <T> CompletionStage<T> done(T answer) {
        return CompletableFuture.completedFuture(answer);
    }

    @Override
    public CompletionStage<Void> add(UniversalMessage message) {
        cache.add(message);
        return done();
    }

    @Override
    public CompletionStage<Void> addAll(Collection<UniversalMessage> messages) {
        cache.addAll(messages);
        return done();
    }

    @Override
    public CompletionStage<Recalled> recent(String channel, Recent wanted) {
        return done(cache.recent(channel, wanted));
    }

    @Override
    public CompletionStage<Boolean> update(UniversalMessage message) {
        return done(cache.update(message));
    }

    @Override
    public CompletionStage<Boolean> remove(String channel, String messageId) {
        return done(cache.remove(channel, messageId));
    }

    @Override
    public CompletionStage<Boolean> clear(String channel) {
        return done(cache.clear(channel));
    }

    @Override
    public CompletionStage<Set<String>> channels() {
        return done(cache.channels());
    }

    @Override
    public CompletionStage<FieldValues> meta(String channel) {
        return done(cache.meta(channel));
    }

    @Override
    public CompletionStage<Void> putMeta(String channel, FieldValues values) {
        cache.putMeta(channel, values);
        return done();
    }

    @Override
    public CompletionStage<FieldValues> session(String user) {
        return done(cache.session(user));
    }

    @Override
    public CompletionStage<Void> putSession(String user, FieldValues values) {
        cache.putSession(user, values);
        return done();
    }

    @Override
    public CompletionStage<Boolean> endSession(String user) {
        return done(cache.endSession(user));
    }

    @Override
    public CompletionStage<Optional<CacheLock>> tryLock(String channel, Duration lasting) {
        return done(cache.tryLock(channel, lasting));
    }

    @Override
    public CompletionStage<Boolean> extend(CacheLock lock) {
        return done(cache.extend(lock));
    }

    @Override
    public CompletionStage<Boolean> release(CacheLock lock) {
        return done(cache.release(lock));
    }

    @Override
    public CompletionStage<MessageCache.Expiries> expiries(String channel) {
        return done(cache.expiries(channel));
    }

    @Override
    public CompletionStage<Optional<Duration>> sessionExpiry(String user) {
        return done(cache.sessionExpiry(user));
    }
}
