package io.whisperschema.cache;

import io.lettuce.core.protocol.CommandType;
import io.whisperschema.cache.internal.fields.HashCoding;
import io.whisperschema.cache.internal.redis.Answers;
import io.whisperschema.cache.internal.redis.Batch;
import io.whisperschema.cache.internal.redis.Calls;
import io.whisperschema.cache.internal.redis.Failure;
import io.whisperschema.cache.internal.redis.Request;
import io.whisperschema.definition.cache.KeyFamily;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** Writes to lists and hashes: those of one slot in one transaction, those of several at the same time. Thread-safe. */
final class RedisWrites {
    private static final int PIECE = 256;
    private static final int WINDOW = 1 << 20;

    private final Calls calls;
    private final CacheLayout layout;
    private final HashCoding coding;
    private final RedisCacheOptions options;

    RedisWrites(Calls calls, CacheLayout layout, HashCoding coding, RedisCacheOptions options) {
        this.calls = calls;
        this.layout = layout;
        this.coding = coding;
        this.options = options;
    }

    CompletableFuture<Void> add(String channel, UniversalMessage message) {
        var requests = new BySlot();
        new Piece(channel, message, List.of(options.codec().encode(message))).into(requests);
        return requests.write().thenAccept(answers -> {});
    }

    CompletableFuture<Void> addAll(Map<String, List<UniversalMessage>> byChannel) {
        var pieces = new ArrayList<Piece>();
        byChannel.forEach((channel, messages) -> cut(channel, messages, pieces));
        return write(pieces.iterator());
    }

    private void cut(String channel, List<UniversalMessage> messages, List<Piece> pieces) {
        layout.messagesKey(channel);
        for (int from = 0; from < messages.size(); from += PIECE) {
            List<UniversalMessage> part = messages.subList(from, Math.min(from + PIECE, messages.size()));
            pieces.add(new Piece(
                    channel,
                    part.get(part.size() - 1),
                    part.stream().map(options.codec()::encode).toList()));
        }
    }

    // As much as a window holds is on its way at a time.
    private CompletableFuture<Void> write(Iterator<Piece> pieces) {
        var requests = new BySlot();
        for (int bytes = 0; pieces.hasNext() && bytes < WINDOW; ) {
            Piece piece = pieces.next();
            piece.into(requests);
            bytes += piece.bytes();
        }
        return requests.write()
                .thenCompose(answers -> pieces.hasNext() ? writeMore(pieces) : CompletableFuture.completedFuture(null));
    }

    private CompletableFuture<Void> writeMore(Iterator<Piece> pieces) {
        return write(pieces).exceptionally(error -> {
            throw Failure.of(error, Failure.Kind.LOST).partly();
        });
    }

    CompletableFuture<Void> put(byte[] key, KeyFamily family, Map<String, String> texts) {
        var requests = new BySlot();
        requests.add(key, setting(key, texts));
        living(key, family).ifPresent(request -> requests.add(key, request));
        return requests.write().thenAccept(answers -> {});
    }

    /** Whether one of the keys was there. */
    CompletableFuture<Boolean> delete(List<byte[]> keys) {
        // By single commands: a server whose memory is full takes no transactions, not even those that would free some.
        var requests = new LinkedHashMap<Integer, Request>();
        keys.forEach(key -> requests.computeIfAbsent(calls.slot(key), slot -> Request.number(CommandType.DEL))
                .word(key));
        return answers(requests, Batch::writing)
                .thenApply(all -> all.stream().anyMatch(answers -> answers.number(0) > 0));
    }

    /** What the batches of all slots are answered. */
    private <T> CompletableFuture<List<Answers>> answers(Map<Integer, T> bySlot, BiFunction<Integer, T, Batch> batch) {
        return calls.calls(bySlot.entrySet().stream()
                .map(entry -> batch.apply(entry.getKey(), entry.getValue()))
                .toList());
    }

    private static Request setting(byte[] key, Map<String, String> texts) {
        Request request = Request.number(CommandType.HSET).word(key);
        texts.forEach((field, text) -> request.word(field).word(text));
        return request;
    }

    /** Lets a key live as long as its family says, if that says it. */
    static Optional<Request> living(byte[] key, KeyFamily family) {
        return family.ttl()
                .map(ttl -> Request.number(CommandType.PEXPIRE).word(key).word(ttl.toMillis()));
    }

    /** Messages of a channel that are added together, the newest last. */
    private final class Piece {
        private final byte[] list;
        private final byte[] meta;
        private final UniversalMessage newest;
        private final List<byte[]> entries;

        Piece(String channel, UniversalMessage newest, List<byte[]> entries) {
            this.list = RedisMessages.bytes(layout.messagesKey(channel));
            this.meta = RedisMessages.bytes(layout.metaKey(channel));
            this.newest = newest;
            this.entries = entries;
        }

        int bytes() {
            return entries.stream().mapToInt(entry -> entry.length).sum();
        }

        void into(BySlot requests) {
            Request push = Request.number(CommandType.LPUSH).word(list);
            entries.forEach(push::word);
            requests.add(list, push);
            layout.messages()
                    .longest()
                    .ifPresent(length -> requests.add(
                            list,
                            Request.status(CommandType.LTRIM).word(list).word(0).word(length - 1L)));
            living(list, layout.messages()).ifPresent(request -> requests.add(list, request));
            note(requests);
        }

        private void note(BySlot requests) {
            Map<String, String> noted = coding.noted(newest, options.clock().instant());
            if (!noted.isEmpty()) {
                requests.add(meta, setting(meta, noted));
            }
            coding.counter()
                    .ifPresent(counter -> requests.add(
                            meta,
                            Request.number(CommandType.HINCRBY)
                                    .word(meta)
                                    .word(counter)
                                    .word(entries.size())
                                    .optional()));
            if (!noted.isEmpty() || coding.counter().isPresent()) {
                living(meta, layout.meta()).ifPresent(request -> requests.add(meta, request));
            }
        }
    }

    /** Requests, each with those of its slot. */
    private final class BySlot {
        private final Map<Integer, List<Request>> requests = new LinkedHashMap<>();

        void add(byte[] key, Request request) {
            requests.computeIfAbsent(calls.slot(key), slot -> new ArrayList<>()).add(request);
        }

        CompletableFuture<List<Answers>> write() {
            return answers(requests, Batch::atomic);
        }
    }
}
