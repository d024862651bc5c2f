package io.whisperschema.cache.internal.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A Redis that keeps all keys, or the master that Sentinels name. Thread-safe. */
public final class OneServer implements Servers {
    private final RedisClient own;
    private final Link link;

    private OneServer(RedisClient own, Link link) {
        this.own = own;
        this.link = link;
    }

    /** That of that address. */
    public static OneServer of(RedisClient client, RedisURI address) {
        RedisClient own = OwnClient.like(client.getResources(), client.getOptions());
        return new OneServer(
                own,
                new Link(
                        () -> own.connectAsync(ByteArrayCodec.INSTANCE, address),
                        client.getResources().eventExecutorGroup().next()));
    }

    @Override
    public int slot(byte[] key) {
        return 0;
    }

    @Override
    public CompletionStage<Link> owner(int slot) {
        return CompletableFuture.completedFuture(link);
    }

    @Override
    public CompletionStage<List<Link>> owners() {
        return CompletableFuture.completedFuture(List.of(link));
    }

    @Override
    public Link asked(Failure failure) {
        return link;
    }

    @Override
    public void learn(int slot, Failure failure) {}

    @Override
    public ClientResources resources() {
        return own.getResources();
    }

    @Override
    public CompletableFuture<Void> close() {
        return link.close().thenCompose(closed -> own.shutdownAsync(0, 1, TimeUnit.SECONDS));
    }
}
