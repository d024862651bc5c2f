package io.whisperschema.testkit;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Redis master, a replica of it, and three Sentinels that put the replica in the master's place within a few seconds when that is
 * gone. Thread-safe.
 */
public final class RedisSentinels implements AutoCloseable {
    /** What the Sentinels call the master. */
    public static final String NAME = "main";

    private final RedisServer master;
    private final RedisServer replica;
    private final List<RedisServer> sentinels;

    private RedisSentinels(RedisServer master, RedisServer replica, List<RedisServer> sentinels) {
        this.master = master;
        this.replica = replica;
        this.sentinels = sentinels;
    }

    /**
     * Starts all five, and returns once the Sentinels know each other and the replica; the caller closes them.
     *
     * @param settings more lines of the {@code redis.conf} of master and replica
     */
    public static RedisSentinels start(String... settings) {
        RedisServer master = RedisServer.start(settings);
        RedisServer replica =
                RedisServer.start(Stream.concat(Stream.of(settings), Stream.of("replicaof 127.0.0.1 " + master.port()))
                        .toArray(String[]::new));
        replica.await("master_link_status:up", "INFO", "replication");
        var sentinels = Stream.generate(() -> sentinelOf(master)).limit(3).toList();
        var all = new RedisSentinels(master, replica, sentinels);
        sentinels.forEach(sentinel -> {
            sentinel.await("num-other-sentinels\n2", "SENTINEL", "MASTER", NAME);
            sentinel.await("num-slaves\n1", "SENTINEL", "MASTER", NAME);
        });
        return all;
    }

    private static RedisServer sentinelOf(RedisServer master) {
        return RedisServer.startSentinel(
                "sentinel monitor %s 127.0.0.1 %d 2".formatted(NAME, master.port()),
                "sentinel down-after-milliseconds %s 500".formatted(NAME),
                "sentinel failover-timeout %s 3000".formatted(NAME));
    }

    /** Their address, such as {@code redis-sentinel://127.0.0.1:1,127.0.0.1:2,127.0.0.1:3#main}. */
    public String uri() {
        return sentinels.stream()
                .map(sentinel -> "127.0.0.1:" + sentinel.port())
                .collect(Collectors.joining(",", "redis-sentinel://", "#" + NAME));
    }

    /** What was the master at first. */
    public RedisServer firstMaster() {
        return master;
    }

    /** What was the replica at first. */
    public RedisServer firstReplica() {
        return replica;
    }

    /** Kills the first master, and returns once the Sentinels have made the replica the master. */
    public void failOver() {
        master.kill();
        replica.await("role:master", "INFO", "replication");
    }

    /** Stops all of them at once. */
    @Override
    public void close() {
        sentinels.forEach(RedisServer::close);
        replica.close();
        master.close();
    }
}
