package io.whisperschema.cache.internal.server;

import io.lettuce.core.ScoredValue;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.Piece;
import io.whisperschema.cache.internal.entry.Piece.Extent;
import io.whisperschema.cache.internal.entry.Portions;
import io.whisperschema.cache.internal.entry.Rewriter.Rewrite;
import io.whisperschema.cache.internal.entry.Rewriter.Wanted;
import io.whisperschema.definition.cache.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * How pieces are read, and changed in place: only what becomes other is written, and the key is never away, so that its expiry stays.
 *
 * @param wanted what is wanted of entries
 */
record PieceCommands(Wanted wanted) {
    private static final int PAIR = 2;

    /** Asks for a whole piece. */
    CompletionStage<List<byte[]>> whole(RedisAsyncCommands<byte[], byte[]> commands, byte[] key) {
        return switch (wanted.type()) {
            case LIST -> commands.lrange(key, 0, -1);
            case STRING -> commands.get(key).thenApply(value -> value == null ? List.of() : List.of(value));
            case HASH -> fields(commands, key);
            case SET -> commands.smembers(key).thenApply(List::copyOf);
            case SORTED_SET -> commands.zrangeWithScores(key, 0, -1).thenApply(Elements::ofScores);
        };
    }

    private CompletionStage<List<byte[]>> fields(RedisAsyncCommands<byte[], byte[]> commands, byte[] key) {
        if (wanted.fields().isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        byte[][] names = wanted.fields().stream()
                .sorted()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        return commands.hmget(key, names).thenApply(values -> {
            var elements = new ArrayList<byte[]>();
            values.forEach(each -> {
                if (each.hasValue()) {
                    elements.add(each.getKey());
                    elements.add(each.getValue());
                }
            });
            return elements;
        });
    }

    /** Asks for the elements of a piece that are there now. */
    CompletionStage<List<byte[]>> again(RedisAsyncCommands<byte[], byte[]> commands, byte[] key, Piece piece) {
        if (piece.extent() == Extent.WHOLE) {
            return whole(commands, key);
        }
        if (piece.elements().isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return switch (wanted.type()) {
            case LIST ->
                commands.lrange(
                        key, piece.from(), piece.from() + piece.elements().size() - 1);
            case SET -> there(commands, key, piece.elements());
            case SORTED_SET -> scored(commands, key, members(piece.elements()));
            case HASH, STRING -> whole(commands, key);
        };
    }

    private static CompletionStage<List<byte[]>> there(
            RedisAsyncCommands<byte[], byte[]> commands, byte[] key, List<byte[]> members) {
        if (members.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return commands.smismember(key, members.toArray(new byte[0][])).thenApply(are -> {
            var there = new ArrayList<byte[]>();
            for (int i = 0; i < members.size(); i++) {
                if (are.get(i)) {
                    there.add(members.get(i));
                }
            }
            return there;
        });
    }

    private static CompletionStage<List<byte[]>> scored(
            RedisAsyncCommands<byte[], byte[]> commands, byte[] key, List<byte[]> members) {
        if (members.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return commands.zmscore(key, members.toArray(new byte[0][])).thenApply(scores -> {
            var there = new ArrayList<ScoredValue<byte[]>>();
            for (int i = 0; i < members.size(); i++) {
                Double score = scores.get(i);
                if (score != null) {
                    there.add(ScoredValue.just(score, members.get(i)));
                }
            }
            return Elements.ofScores(there);
        });
    }

    private List<byte[]> members(List<byte[]> elements) {
        int width = Portions.width(wanted.type());
        var members = new ArrayList<byte[]>();
        for (int i = 0; i < elements.size(); i += width) {
            members.add(elements.get(i));
        }
        return members;
    }

    /** What is to be looked at again before a piece is written: what it loses, and what it gets that may be there. */
    record Look(CompletionStage<List<byte[]>> lost, CompletionStage<List<byte[]>> found) {}

    Look look(RedisAsyncCommands<byte[], byte[]> commands, byte[] key, Rewrite rewrite) {
        CompletionStage<List<byte[]>> nothing = CompletableFuture.completedFuture(List.of());
        return switch (wanted.type()) {
            case LIST, HASH, STRING -> new Look(again(commands, key, rewrite.piece()), nothing);
            case SET -> new Look(there(commands, key, lost(rewrite)), nothing);
            case SORTED_SET ->
                new Look(
                        scored(commands, key, members(lost(rewrite))), scored(commands, key, members(gained(rewrite))));
        };
    }

    /** Whether what was looked at is as it was read. */
    boolean isUnchanged(Rewrite rewrite, List<byte[]> lost) {
        List<byte[]> before = switch (wanted.type()) {
            case LIST, HASH, STRING -> rewrite.piece().elements();
            case SET, SORTED_SET -> lost(rewrite);
        };
        return Arrays.deepEquals(before.toArray(), lost.toArray());
    }

    /** Members, and what belongs to them, that are not there any more afterwards. */
    private List<byte[]> lost(Rewrite rewrite) {
        return without(rewrite.piece().elements(), rewrite.elements());
    }

    private List<byte[]> gained(Rewrite rewrite) {
        return without(rewrite.elements(), rewrite.piece().elements());
    }

    private List<byte[]> without(List<byte[]> elements, List<byte[]> others) {
        Set<EntryKey> known = new HashSet<>();
        members(others).forEach(member -> known.add(EntryKey.of(member)));
        int width = Portions.width(wanted.type());
        var rest = new ArrayList<byte[]>();
        for (int i = 0; i < elements.size(); i += width) {
            if (!known.contains(EntryKey.of(elements.get(i)))) {
                rest.addAll(elements.subList(i, i + width));
            }
        }
        return rest;
    }

    /** Whether nothing is written that was not read: members of sets may meet others. */
    boolean readsAllItWrites() {
        return wanted.type() != ValueType.SET && wanted.type() != ValueType.SORTED_SET;
    }

    /** Writes what becomes other. */
    List<CompletionStage<?>> write(RedisAsyncCommands<byte[], byte[]> commands, byte[] key, Rewrite rewrite) {
        var sent = new ArrayList<CompletionStage<?>>();
        List<byte[]> after = rewrite.elements();
        switch (wanted.type()) {
            case LIST -> {
                for (int i = 0; i < after.size(); i++) {
                    if (!Arrays.equals(after.get(i), rewrite.piece().elements().get(i))) {
                        sent.add(commands.lset(key, rewrite.piece().from() + i, after.get(i)));
                    }
                }
            }
            case STRING -> {
                if (!Arrays.deepEquals(
                        after.toArray(), rewrite.piece().elements().toArray())) {
                    sent.add(commands.set(key, after.get(0), SetArgs.Builder.keepttl()));
                }
            }
            case HASH -> sent.addAll(fields(commands, key, rewrite));
            case SET, SORTED_SET -> sent.addAll(members(commands, key, rewrite));
        }
        return sent;
    }

    private List<CompletionStage<?>> fields(RedisAsyncCommands<byte[], byte[]> commands, byte[] key, Rewrite rewrite) {
        Map<EntryKey, byte[]> left = byField(rewrite.piece().elements());
        var put = new IdentityHashMap<byte[], byte[]>();
        byField(rewrite.elements()).forEach((field, value) -> {
            byte[] before = left.remove(field);
            if (before == null || !Arrays.equals(before, value)) {
                put.put(field.bytes(), value);
            }
        });
        var sent = new ArrayList<CompletionStage<?>>();
        if (!put.isEmpty()) {
            sent.add(commands.hset(key, put));
        }
        if (!left.isEmpty()) {
            sent.add(commands.hdel(
                    key, left.keySet().stream().map(EntryKey::bytes).toArray(byte[][]::new)));
        }
        return sent;
    }

    private static Map<EntryKey, byte[]> byField(List<byte[]> elements) {
        var fields = new HashMap<EntryKey, byte[]>();
        for (int i = 0; i < elements.size(); i += PAIR) {
            fields.put(EntryKey.of(elements.get(i)), elements.get(i + 1));
        }
        return fields;
    }

    private List<CompletionStage<?>> members(RedisAsyncCommands<byte[], byte[]> commands, byte[] key, Rewrite rewrite) {
        List<byte[]> gained = gained(rewrite);
        byte[][] lost = members(lost(rewrite)).toArray(new byte[0][]);
        var sent = new ArrayList<CompletionStage<?>>();
        if (!gained.isEmpty()) {
            sent.add(Elements.add(commands, key, wanted.type(), gained));
        }
        if (lost.length > 0) {
            sent.add(wanted.type() == ValueType.SET ? commands.srem(key, lost) : commands.zrem(key, lost));
        }
        return sent;
    }

    /** Whether members would become such as are there with other scores. */
    boolean meetsOthers(Rewrite rewrite, List<byte[]> found) {
        Map<EntryKey, byte[]> there = byField(found);
        Map<EntryKey, byte[]> gained = found.isEmpty() ? Map.of() : byField(gained(rewrite));
        return there.entrySet().stream().anyMatch(each -> !Arrays.equals(each.getValue(), gained.get(each.getKey())));
    }
}
