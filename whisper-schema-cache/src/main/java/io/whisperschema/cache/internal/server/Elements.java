package io.whisperschema.cache.internal.server;

import io.lettuce.core.ScoredValue;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.whisperschema.definition.cache.ValueType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Whole values as commands read and write them, in the form of raw entries. */
final class Elements {
    private Elements() {}

    /** Asks for all of a value; of one that is gone nothing comes. */
    static CompletionStage<List<byte[]>> all(RedisAsyncCommands<byte[], byte[]> commands, Known entry) {
        byte[] key = entry.address().bytes();
        return switch (entry.type()) {
            case LIST -> commands.lrange(key, 0, -1);
            case STRING -> commands.get(key).thenApply(value -> value == null ? List.of() : List.of(value));
            case HASH -> commands.hgetall(key).thenApply(Elements::ofFields);
            case SET -> commands.smembers(key).thenApply(List::copyOf);
            case SORTED_SET -> commands.zrangeWithScores(key, 0, -1).thenApply(Elements::ofScores);
        };
    }

    static List<byte[]> ofFields(Map<byte[], byte[]> fields) {
        var elements = new ArrayList<byte[]>(2 * fields.size());
        fields.forEach((field, value) -> {
            elements.add(field);
            elements.add(value);
        });
        return elements;
    }

    static List<byte[]> ofScores(List<ScoredValue<byte[]>> members) {
        var elements = new ArrayList<byte[]>(2 * members.size());
        for (ScoredValue<byte[]> member : members) {
            elements.add(member.getValue());
            elements.add(ByteBuffer.allocate(Double.BYTES)
                    .putDouble(member.getScore())
                    .array());
        }
        return elements;
    }

    /** Adds elements to what is under a key. */
    static CompletionStage<?> add(
            RedisAsyncCommands<byte[], byte[]> commands, byte[] key, ValueType type, List<byte[]> elements) {
        return switch (type) {
            case LIST -> commands.rpush(key, array(elements));
            case STRING -> commands.append(key, elements.get(0));
            case HASH -> commands.hset(key, fields(elements));
            case SET -> commands.sadd(key, array(elements));
            case SORTED_SET -> commands.zadd(key, scores(elements));
        };
    }

    private static byte[][] array(List<byte[]> elements) {
        return elements.toArray(new byte[0][]);
    }

    private static Map<byte[], byte[]> fields(List<byte[]> elements) {
        var fields = new IdentityHashMap<byte[], byte[]>();
        for (int i = 0; i < elements.size(); i += 2) {
            fields.put(elements.get(i), elements.get(i + 1));
        }
        return fields;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ScoredValue<byte[]>[] scores(List<byte[]> elements) {
        ScoredValue<byte[]>[] scores = new ScoredValue[elements.size() / 2];
        for (int i = 0; i < scores.length; i++) {
            double score = ByteBuffer.wrap(elements.get(2 * i + 1)).getDouble();
            scores[i] = ScoredValue.just(score, elements.get(2 * i));
        }
        return scores;
    }
}
