package io.whisperschema.property;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.whisperschema.cache.RedisStore;
import java.util.Arrays;

/** A host in a process of its own that rewrites the entries of a cache, counting the moments at which it may be killed. */
final class EntryRewritingProgram {
    private EntryRewritingProgram() {}

    /** The address of a server, or those of a cluster. */
    public static void main(String[] addresses) {
        if (addresses.length == 1) {
            try (RedisClient client = RedisClient.create(addresses[0])) {
                EntryRewriting.rewrite(RedisStore.over(client), Moments.said());
            }
        } else {
            try (RedisClusterClient client = RedisClusterClient.create(
                    Arrays.stream(addresses).map(RedisURI::create).toList())) {
                EntryRewriting.rewrite(RedisStore.over(client), Moments.said());
            }
        }
        System.out.println("rewritten");
    }
}
