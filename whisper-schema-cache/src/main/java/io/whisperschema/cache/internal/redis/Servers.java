package io.whisperschema.cache.internal.redis;

import io.lettuce.core.resource.ClientResources;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The servers that keep the keys. Thread-safe. */
public sealed interface Servers permits OneServer, ClusterServers {
    /** The slot of a key; keys of one slot can be written together. */
    int slot(byte[] key);

    /** The way to the server that owns a slot, as far as it is known. */
    CompletionStage<Link> owner(int slot);

    /** The ways to all servers that own slots. */
    CompletionStage<List<Link>> owners();

    /** The way to the server that is taking a slot over, as a refusal says. */
    Link asked(Failure failure);

    /** Learns from a failure who owns a slot now. */
    void learn(int slot, Failure failure);

    /** What the host's client runs on. */
    ClientResources resources();

    /** Closes all connections that were opened to them. */
    CompletableFuture<Void> close();
}
