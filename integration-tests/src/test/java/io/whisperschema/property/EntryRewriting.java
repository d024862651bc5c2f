package io.whisperschema.property;

import static io.whisperschema.definition.cache.Caches.field;
import static io.whisperschema.definition.cache.Caches.keyFamily;

import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.whisperschema.cache.RewriteRun;
import io.whisperschema.definition.cache.CacheFieldType;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.definition.cache.KeyPattern;
import io.whisperschema.diff.EntryRecipe;
import io.whisperschema.diff.EntryRecipe.Meeting;
import io.whisperschema.diff.FieldEdit;
import io.whisperschema.spi.CacheStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Entries that a seed decides, of lists and of hashes, which get other fields and other keys.
 *
 * @param seed the seed
 * @param size how many there are, from 1 on
 */
record EntryRewriting(long seed, int size) {
    private static final long LATER = 4_000_000_000_123L;
    private static final int ENTRIES = 150;
    private static final int LONG_LIST = 3000;
    private static final KeyFamily POSTS = keyFamily("posts", "app:posts:<id>")
            .list(field("author").string(), field("number").integer());
    private static final KeyFamily COUNTS = keyFamily("counts", "app:counts:<id>")
            .hash(field("author").string(), field("number").integer());

    /** Fills a cache. */
    void fill(RedisClusterCommands<String, String> cache) {
        for (int i = 0; i < ENTRIES * size; i++) {
            int number = i;
            list(cache, "app:posts:" + i, new Chance(seed + i).between(1, 5));
            cache.hset("app:counts:" + i, Map.of("author", "Ann " + i, "number", i + ".0"));
            cache.pexpireat("app:counts:" + i, LATER + number);
        }
        list(cache, "app:posts:long", LONG_LIST);
    }

    private static void list(RedisClusterCommands<String, String> cache, String key, int length) {
        cache.rpush(
                key,
                IntStream.range(0, length)
                        .mapToObj(i -> "{\"author\": \"" + key + i + "\", \"number\": \"" + i + "\", \"x\": \""
                                + "x".repeat(100) + "\"}")
                        .toArray(String[]::new));
        cache.pexpireat(key, LATER + length);
    }

    private static EntryRecipe recipe(KeyFamily before, String pattern) {
        KeyFamily after = new KeyFamily(
                before.name(),
                KeyPattern.of(pattern),
                before.valueType(),
                before.ttl(),
                before.longest(),
                before.fields(),
                2);
        return new EntryRecipe(
                before,
                after,
                List.of(
                        new FieldEdit.Rename("author", "author_name"),
                        new FieldEdit.Retype("number", CacheFieldType.INTEGER),
                        new FieldEdit.Add("kind", "chat")),
                Optional.empty(),
                Meeting.STOP);
    }

    /** Rewrites all of it. */
    static void rewrite(CacheStore store, Moments moments) {
        RewriteRun.watchedBy(done -> moments.pass()).on(store, recipe(POSTS, "app:new:posts:<id>"));
        RewriteRun.watchedBy(done -> moments.pass()).on(store, recipe(COUNTS, "app:{counts}:<id>"));
    }

    /** All that a cache holds, as text by key. */
    static Map<String, String> all(RedisClusterCommands<String, String> cache) {
        var all = new TreeMap<String, String>();
        for (String key : cache.keys("app:*")) {
            String elements = key.contains("posts")
                    ? cache.lrange(key, 0, -1).toString()
                    : new TreeMap<>(cache.hgetall(key)).toString();
            all.put(key, elements + "@" + cache.pexpiretime(key));
        }
        return all;
    }
}
