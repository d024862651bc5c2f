package io.whisperschema.cache;

import io.lettuce.core.RedisClient;
import io.whisperschema.definition.cache.ValueType;
import io.whisperschema.diff.EntryRecipe.Meeting;

/** A host in a process of its own that rewrites the entries of a server. */
final class RewritingMemoryProgram {
    private RewritingMemoryProgram() {}

    /** The address of the server. */
    public static void main(String[] arguments) {
        try (RedisClient client = RedisClient.create(arguments[0])) {
            RewriteRun.watchedBy(done -> {})
                    .on(
                            RedisStore.over(client),
                            RewrittenEntries.moving(
                                    RewrittenEntries.posts(ValueType.LIST),
                                    "app:new:<id>",
                                    Meeting.STOP,
                                    RewrittenEntries.AUTHOR));
        }
    }
}
