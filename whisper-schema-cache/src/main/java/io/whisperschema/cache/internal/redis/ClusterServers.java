package io.whisperschema.cache.internal.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The masters of a Redis Cluster, as the host's client knows them and as they themselves say. The connections to them are our own:
 * those of the host's client are opened again and send again what had no answer. Thread-safe.
 */
public final class ClusterServers implements Servers {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final RedisClusterClient client;
    private final RedisURI manner;
    private final RedisClient nodes;
    private final Map<Address, Link> links = new ConcurrentHashMap<>();
    private final Map<Integer, Address> moved = new ConcurrentHashMap<>();
    private @Nullable CompletableFuture<Partitions> looking;
    private long lookedAt;
    private volatile @Nullable Partitions known;

    private ClusterServers(RedisClusterClient client, RedisURI manner, RedisClient nodes) {
        this.client = client;
        this.manner = manner;
        this.nodes = nodes;
    }

    /**
     * Those of the cluster that a client knows.
     *
     * @param manner whose credentials, encryption and the rest they are spoken to with; the client does not tell its own
     */
    public static ClusterServers of(RedisClusterClient client, RedisURI manner) {
        return new ClusterServers(client, manner, OwnClient.like(client.getResources(), client.getOptions()));
    }

    /** Where a server listens. */
    private record Address(String host, int port) {
        static Address of(RedisURI uri) {
            return new Address(uri.getHost(), uri.getPort());
        }

        /** The last word of a redirection. */
        static Address in(Failure redirection) {
            String[] words = redirection.words();
            String address = words[words.length - 1];
            int colon = address.lastIndexOf(':');
            return new Address(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        }
    }

    @Override
    public int slot(byte[] key) {
        return SlotHash.getSlot(key);
    }

    @Override
    public CompletionStage<Link> owner(int slot) {
        Address address = moved.get(slot);
        return address == null
                ? partitions().thenApply(partitions -> link(Address.of(ownerOf(slot, partitions))))
                : CompletableFuture.completedFuture(link(address));
    }

    private static RedisURI ownerOf(int slot, Partitions partitions) {
        return Optional.ofNullable(partitions.getPartitionBySlot(slot))
                .map(RedisClusterNode::getUri)
                .orElseThrow(() -> new Failure(Failure.Kind.REFUSED, "CLUSTERDOWN nobody owns slot " + slot, null));
    }

    @Override
    public CompletionStage<List<Link>> owners() {
        return partitions()
                .thenApply(partitions -> partitions.stream()
                        .filter(node -> !node.getSlots().isEmpty())
                        .map(node -> link(Address.of(node.getUri())))
                        .toList());
    }

    @Override
    public Link asked(Failure failure) {
        return link(Address.in(failure));
    }

    private Link link(Address address) {
        return links.computeIfAbsent(
                address,
                unknown -> new Link(
                        () -> nodes.connectAsync(ByteArrayCodec.INSTANCE, uri(unknown)),
                        resources().eventExecutorGroup().next()));
    }

    private RedisURI uri(Address address) {
        return RedisURI.builder(manner)
                .withHost(address.host())
                .withPort(address.port())
                .build();
    }

    @Override
    public void learn(int slot, Failure failure) {
        if (failure.kind() == Failure.Kind.WRONG) {
            return;
        }
        switch (failure.code()) {
            case "MOVED" -> {
                moved.put(slot, Address.in(failure));
                lookBehindUs();
            }
            case "ASK", "TRYAGAIN" -> {}
            default -> {
                moved.remove(slot);
                lookBehindUs();
            }
        }
    }

    // Whoever asks next waits for it.
    private void lookBehindUs() {
        var unused = look();
    }

    private CompletionStage<Partitions> partitions() {
        Partitions partitions = known;
        return partitions == null ? look() : CompletableFuture.completedFuture(partitions);
    }

    /** Asks the servers who owns what, one question at a time and not without a pause. */
    private synchronized CompletableFuture<Partitions> look() {
        CompletableFuture<Partitions> last = looking;
        boolean recent = System.nanoTime() - lookedAt < PAUSE.toNanos();
        if (last != null && (!last.isDone() || (recent && !last.isCompletedExceptionally()))) {
            return last;
        }
        lookedAt = System.nanoTime();
        CompletableFuture<Partitions> next = CompletableFuture.completedFuture(client)
                .thenCompose(RedisClusterClient::refreshPartitionsAsync)
                .thenApply(done -> seen());
        looking = next;
        return next;
    }

    private Partitions seen() {
        Partitions partitions = client.getPartitions();
        known = partitions;
        moved.clear();
        return partitions;
    }

    @Override
    public ClientResources resources() {
        return client.getResources();
    }

    @Override
    public CompletableFuture<Void> close() {
        var all = links.values().stream().map(Link::close).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(all).thenCompose(closed -> nodes.shutdownAsync(0, 1, TimeUnit.SECONDS));
    }
}
