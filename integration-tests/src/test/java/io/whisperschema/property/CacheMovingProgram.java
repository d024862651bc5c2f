package io.whisperschema.property;

import io.lettuce.core.RedisClient;

/** A host in a process of its own that moves the entries of a cache, counting the moments at which it may be killed. */
final class CacheMovingProgram {
    private CacheMovingProgram() {}

    /** Seed, size, the address of the source, and that of the target. */
    public static void main(String[] arguments) {
        var move = new CacheMoving(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]));
        try (RedisClient source = RedisClient.create(arguments[2]);
                RedisClient target = RedisClient.create(arguments[3])) {
            move.move(source, target, Moments.said());
            System.out.println("moved");
        }
    }
}
