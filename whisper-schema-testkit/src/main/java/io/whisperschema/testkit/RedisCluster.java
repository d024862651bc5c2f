package io.whisperschema.testkit;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Redis Cluster of three masters and three replicas, each on a port of its own. A replica takes the place of a master that is gone
 * within a few seconds. Thread-safe.
 */
public final class RedisCluster implements AutoCloseable {
    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;
    private static final String[] SETTINGS = {
        "cluster-enabled yes",
        "cluster-config-file nodes.conf",
        "cluster-node-timeout 1000",
        "cluster-replica-validity-factor 0",
        "cluster-allow-replica-migration no"
    };

    private final List<RedisServer> nodes;

    private RedisCluster(List<RedisServer> nodes) {
        this.nodes = nodes;
    }

    /** This JVM's cluster, empty, for one test at a time, which neither closes it nor kills its nodes. */
    public static RedisCluster shared() {
        Shared.CLUSTER.flush();
        return Shared.CLUSTER;
    }

    private static final class Shared {
        private static final RedisCluster CLUSTER = start();
    }

    /**
     * Starts a cluster that the caller closes, and returns once all its nodes agree on it.
     *
     * @param settings more lines of each node's {@code redis.conf}
     */
    public static RedisCluster start(String... settings) {
        String[] all = Stream.concat(Stream.of(SETTINGS), Stream.of(settings)).toArray(String[]::new);
        var cluster = new RedisCluster(
                Stream.generate(() -> RedisServer.start(all)).limit(2 * MASTERS).toList());
        cluster.giveSlots();
        cluster.meet();
        cluster.replicate();
        cluster.awaitWhole();
        return cluster;
    }

    private void giveSlots() {
        for (int node = 0; node < MASTERS; node++) {
            int first = SLOTS * node / MASTERS;
            int last = SLOTS * (node + 1) / MASTERS - 1;
            nodes.get(node).ask("CLUSTER", "ADDSLOTSRANGE", Integer.toString(first), Integer.toString(last));
        }
        for (int node = 0; node < nodes.size(); node++) {
            nodes.get(node).ask("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(node + 1));
        }
    }

    private void meet() {
        String port = Integer.toString(nodes.get(0).port());
        nodes.stream().skip(1).forEach(node -> node.ask("CLUSTER", "MEET", "127.0.0.1", port));
        nodes.forEach(node -> node.await("cluster_known_nodes:" + nodes.size(), "CLUSTER", "INFO"));
    }

    private void replicate() {
        for (int node = 0; node < MASTERS; node++) {
            nodes.get(MASTERS + node).ask("CLUSTER", "REPLICATE", id(nodes.get(node)));
        }
    }

    private void awaitWhole() {
        nodes.forEach(node -> node.await("cluster_state:ok", "CLUSTER", "INFO"));
        nodes.stream().skip(MASTERS).forEach(node -> node.await("master_link_status:up", "INFO", "replication"));
        for (RedisServer node : nodes) {
            nodes.stream().skip(MASTERS).forEach(replica -> node.await(id(replica) + " ", "CLUSTER", "NODES"));
        }
    }

    /** A node's id. */
    public static String id(RedisServer node) {
        return node.ask("CLUSTER", "MYID");
    }

    /** Its nodes; the first three were masters at first, the others in the same order their replicas. */
    public List<RedisServer> nodes() {
        return nodes;
    }

    /** The addresses of its nodes. */
    public List<String> uris() {
        return nodes.stream().map(RedisServer::uri).toList();
    }

    /** The masters that answer. */
    public List<RedisServer> masters() {
        return nodes.stream().filter(RedisCluster::isMaster).toList();
    }

    private static boolean isMaster(RedisServer node) {
        return node.answers() && node.ask("ROLE").startsWith("master");
    }

    /** The slot of a key. */
    public int slotOf(String key) {
        return Integer.parseInt(masters().get(0).ask("CLUSTER", "KEYSLOT", key));
    }

    /** The master that owns a slot now. */
    public RedisServer ownerOf(int slot) {
        return masters().stream()
                .filter(node -> owns(node, slot))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody owns slot " + slot));
    }

    // The tail of a node's own line: its ranges of slots.
    private static boolean owns(RedisServer node, int slot) {
        String own = node.ask("CLUSTER", "NODES")
                .lines()
                .filter(line -> line.contains("myself"))
                .findFirst()
                .orElseThrow();
        return Stream.of(own.split(" "))
                .skip(8)
                .filter(range -> !range.startsWith("["))
                .map(range -> range.split("-"))
                .anyMatch(ends -> Integer.parseInt(ends[0]) <= slot && slot <= Integer.parseInt(ends[ends.length - 1]));
    }

    /** Moves a slot with its keys to another master, key by key while clients go on. */
    public void moveSlot(int slot, RedisServer to) {
        RedisServer from = ownerOf(slot);
        String number = Integer.toString(slot);
        to.ask("CLUSTER", "SETSLOT", number, "IMPORTING", id(from));
        from.ask("CLUSTER", "SETSLOT", number, "MIGRATING", id(to));
        List<String> keys = keysIn(from, number);
        while (!keys.isEmpty()) {
            keys.forEach(key -> from.ask("MIGRATE", "127.0.0.1", Integer.toString(to.port()), key, "0", "5000"));
            keys = keysIn(from, number);
        }
        finishMove(slot, to);
    }

    /** Says to all that a slot, all of whose keys have been moved to a master, is that one's. */
    public void finishMove(int slot, RedisServer to) {
        String owner = id(to);
        Stream.concat(Stream.of(to), masters().stream())
                .forEach(node -> node.ask("CLUSTER", "SETSLOT", Integer.toString(slot), "NODE", owner));
    }

    private static List<String> keysIn(RedisServer node, String slot) {
        return node.ask("CLUSTER", "GETKEYSINSLOT", slot, "100").lines().toList();
    }

    /** Kills the master that owns a slot, and returns the replica that has become its master. */
    public RedisServer failOver(int slot) {
        RedisServer master = ownerOf(slot);
        int at = nodes.indexOf(master);
        RedisServer replica = nodes.get((at + MASTERS) % nodes.size());
        master.kill();
        replica.await("role:master", "INFO", "replication");
        replica.await("cluster_state:ok", "CLUSTER", "INFO");
        return replica;
    }

    /** Lets that much time pass for all keys: each expires that much sooner. */
    public void advance(Duration time) {
        masters().forEach(master -> master.advance(time));
    }

    /** Deletes all keys. */
    public void flush() {
        masters().forEach(master -> master.ask("FLUSHALL"));
    }

    /** Stops all nodes at once and deletes their data. */
    @Override
    public void close() {
        nodes.forEach(RedisServer::close);
    }
}
