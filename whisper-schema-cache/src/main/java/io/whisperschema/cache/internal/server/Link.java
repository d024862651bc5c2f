package io.whisperschema.cache.internal.server;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.whisperschema.cache.internal.server.ServerAnswers.Refused;
import java.util.List;
import java.util.TreeSet;

/**
 * A connection of our own to a Redis or to the masters of a cluster, which sends commands only when it is told to. Not
 * thread-safe.
 */
interface Link extends AutoCloseable {
    /** The connections to all servers that hold entries. */
    List<StatefulRedisConnection<byte[], byte[]>> masters();

    /** The connection to the server that has a slot. */
    StatefulRedisConnection<byte[], byte[]> of(int slot);

    /** Asks the servers anew who has which slot. */
    void refresh();

    /** Keys of the same group may be of one transaction. */
    int group(int slot);

    /** Who has which slot, and which are on their way to another, in the servers' words. */
    String owners() throws Refused;

    @Override
    void close();

    /** To a server, or to that which its sentinels name. */
    static Link of(RedisClient client) {
        return of(client.connect(ByteArrayCodec.INSTANCE));
    }

    /** To the server at that address, or to that which the sentinels at it name. */
    static Link of(RedisClient client, RedisURI address) {
        return of(client.connect(ByteArrayCodec.INSTANCE, address));
    }

    private static Link of(StatefulRedisConnection<byte[], byte[]> connection) {
        connection.setAutoFlushCommands(false);
        return new One(connection);
    }

    /** To a cluster. */
    static Link of(RedisClusterClient client) {
        return new Cluster(client, client.connect(ByteArrayCodec.INSTANCE));
    }

    /** One server. */
    record One(StatefulRedisConnection<byte[], byte[]> connection) implements Link {
        @Override
        public List<StatefulRedisConnection<byte[], byte[]>> masters() {
            return List.of(connection);
        }

        @Override
        public StatefulRedisConnection<byte[], byte[]> of(int slot) {
            return connection;
        }

        @Override
        public void refresh() {}

        @Override
        public int group(int slot) {
            return 0;
        }

        @Override
        public String owners() {
            return "";
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    /** A cluster. */
    record Cluster(RedisClusterClient client, StatefulRedisClusterConnection<byte[], byte[]> connection)
            implements Link {
        private static final String MYSELF = "myself";
        private static final int BEFORE_SLOTS = 8;

        @Override
        public List<StatefulRedisConnection<byte[], byte[]>> masters() {
            return connection.getPartitions().stream()
                    .filter(node -> node.is(RedisClusterNode.NodeFlag.UPSTREAM)
                            && !node.getSlots().isEmpty())
                    .map(this::to)
                    .toList();
        }

        @Override
        public StatefulRedisConnection<byte[], byte[]> of(int slot) {
            return to(connection.getPartitions().getMasterBySlot(slot));
        }

        private StatefulRedisConnection<byte[], byte[]> to(RedisClusterNode node) {
            StatefulRedisConnection<byte[], byte[]> one = connection.getConnection(node.getNodeId());
            one.setAutoFlushCommands(false);
            return one;
        }

        @Override
        public void refresh() {
            client.refreshPartitions();
        }

        @Override
        public int group(int slot) {
            return slot;
        }

        @Override
        public String owners() throws Refused {
            var owners = new TreeSet<String>();
            for (StatefulRedisConnection<byte[], byte[]> server : masters()) {
                var asked = server.async().clusterNodes();
                server.flushCommands();
                ServerAnswers.answer(server, asked)
                        .lines()
                        .filter(line -> line.contains(MYSELF))
                        .map(Cluster::slots)
                        .forEach(owners::add);
            }
            return String.join("\n", owners);
        }

        /** Its id and what stands behind the state of its link: slots, and those on their way. */
        private static String slots(String line) {
            String[] words = line.split(" ", BEFORE_SLOTS + 1);
            return words[0] + (words.length > BEFORE_SLOTS ? " " + words[BEFORE_SLOTS] : "");
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
