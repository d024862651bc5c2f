package io.whisperschema.cache.internal.redis;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sends batches to the servers that own their keys, again where nothing of them was carried out, until the time is up. A future of
 * it fails with a {@link Failure}. Thread-safe.
 */
public final class Calls {
    private static final int STEP = 1000;

    private final Servers servers;
    private final Duration limit;
    private final Acknowledgement acknowledgement;
    private final Outstanding outstanding;

    /**
     * @param servers who keeps the keys
     * @param limit how long an answer may take
     * @param replicas how many replicas have a write before it counts
     */
    public Calls(Servers servers, Duration limit, int replicas) {
        this.servers = servers;
        this.limit = limit;
        this.acknowledgement = new Acknowledgement(replicas, limit.dividedBy(2));
        this.outstanding = new Outstanding(servers.resources());
    }

    /** The slot of a key; keys of one slot can be written together. */
    public int slot(byte[] key) {
        return servers.slot(key);
    }

    /** What a batch was answered. */
    public CompletableFuture<Answers> call(Batch batch) {
        Batch whole = acknowledgement.of(batch);
        return Call.toOwner(servers, whole.slot(), whole.effect(), Call.sendingOf(whole))
                .begin(limit, outstanding)
                .thenApply(answers -> acknowledgement.checked(whole, answers));
    }

    /** What the batches of one operation were answered, in their order; a failure of one says what is known of all. */
    public CompletableFuture<List<Answers>> calls(List<Batch> batches) {
        var all = batches.stream().map(this::call).toList();
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done -> all.stream().map(CompletableFuture::join).toList())
                .exceptionally(error -> {
                    Failure failure = Failure.of(error, Failure.Kind.LOST);
                    throw all.stream().allMatch(Calls::isOfNothing) ? failure : failure.partly();
                });
    }

    private static boolean isOfNothing(CompletableFuture<Answers> over) {
        return over.handle((answers, error) ->
                        error != null && Failure.of(error, Failure.Kind.LOST).isOfNothing())
                .join();
    }

    /**
     * Reads a key and writes what follows from the answer, again if the key changes in between.
     *
     * @param key the key
     * @param read what is asked
     * @param decide what follows; nothing is written if nothing does
     * @return whether anything was written
     */
    public CompletableFuture<Boolean> readAndWrite(byte[] key, Request read, Function<Answers, List<Request>> decide) {
        int slot = servers.slot(key);
        var conversation = new Conversation(key, slot, read, decide, acknowledgement);
        return Call.toOwner(servers, slot, Batch.Effect.WRITES, conversation::hold)
                .begin(limit, outstanding)
                .thenApply(answers -> !answers.outputs().isEmpty());
    }

    /** Shows all keys of that pattern, some of them twice, in small steps. */
    public CompletableFuture<Void> scan(byte[] pattern, Consumer<byte[]> seen) {
        return servers.owners().toCompletableFuture().thenCompose(owners -> {
            var all = owners.stream()
                    .map(owner -> scan(owner, pattern, "0", seen))
                    .toList();
            return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
        });
    }

    private CompletableFuture<Void> scan(Link owner, byte[] pattern, String cursor, Consumer<byte[]> seen) {
        Request request = Request.keys(CommandType.SCAN)
                .word(cursor)
                .word("MATCH")
                .word(pattern)
                .word("COUNT")
                .word(STEP);
        return Call.to(owner, servers, Batch.reading(0, request))
                .begin(limit, outstanding)
                .thenCompose(answers -> {
                    KeyScanCursor<byte[]> keys = answers.keys(0);
                    keys.getKeys().forEach(seen);
                    return keys.isFinished()
                            ? CompletableFuture.completedFuture(null)
                            : scan(owner, pattern, keys.getCursor(), seen);
                });
    }

    /** Closes all connections; done once they are closed, or when that takes too long. */
    public CompletableFuture<Void> close() {
        outstanding.close();
        return servers.close().completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
