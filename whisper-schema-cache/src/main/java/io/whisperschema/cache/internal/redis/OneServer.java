package io.whisperschema.cache.internal.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A Redis that keeps all keys, or the master that Sentinels name. Thread-safe. */
public final class OneServer implements Servers {
    private final ClientResources resources;
    private final Link link;

    private OneServer(
            ClientResources resources, Supplier<CompletionStage<StatefulRedisConnection<byte[], byte[]>>> connector) {
        this.resources = resources;
        this.link = new Link(connector, resources.eventExecutorGroup().next());
    }

    /** That of the address that a client was made with. */
    public static OneServer of(RedisClient client) {
        ClientResources resources = client.getResources();
        // It connects to its own address only while one waits, and Lettuce connects again on these threads too.
        return new OneServer(
                resources,
                () -> CompletableFuture.supplyAsync(
                        () -> client.connect(ByteArrayCodec.INSTANCE), resources.eventExecutorGroup()));
    }

    /** That of that address. */
    public static OneServer of(RedisClient client, RedisURI address) {
        return new OneServer(client.getResources(), () -> client.connectAsync(ByteArrayCodec.INSTANCE, address));
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
    public void learn(int slot, Failure failure) {
        if (failure.code().equals("READONLY")) {
            // It is a replica now; whoever connects again is led to its master.
            link.breakOff();
        }
    }

    @Override
    public ClientResources resources() {
        return resources;
    }

    @Override
    public CompletableFuture<Void> close() {
        return link.close();
    }
}
