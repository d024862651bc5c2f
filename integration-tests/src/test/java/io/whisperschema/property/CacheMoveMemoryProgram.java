package io.whisperschema.property;

import io.lettuce.core.RedisClient;
import io.whisperschema.move.MoveOptions;

/** A host in a process of its own that moves the entries of a cache: the addresses of source and target. */
final class CacheMoveMemoryProgram {
    private CacheMoveMemoryProgram() {}

    public static void main(String[] arguments) {
        try (RedisClient source = RedisClient.create(arguments[0]);
                RedisClient target = RedisClient.create(arguments[1])) {
            var report = CacheMoving.host(source, "old").move(CacheMoving.store(target, "new"), MoveOptions.cautious());
            System.out.println("proven: " + report.isProven());
        }
    }
}
