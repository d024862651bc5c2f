package io.whisperschema.cache.internal.server;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import io.whisperschema.cache.internal.server.ServerAnswers.Refused;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A link whose connections end when they are lost. One that came back by itself would send again what has no answer yet, and without
 * the keys that it watched: then a transaction would go through that must not.
 */
final class WatchedLink implements Link {
    private final Link link;
    private final RedisConnectionStateListener ending = new RedisConnectionStateListener() {
        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> lost) {
            var unused = lost.closeAsync();
        }
    };
    private final Set<StatefulRedisConnection<byte[], byte[]>> known =
            Collections.newSetFromMap(new IdentityHashMap<>());

    private WatchedLink(Link link) {
        this.link = link;
    }

    static Link over(Link link) {
        return new WatchedLink(link);
    }

    private StatefulRedisConnection<byte[], byte[]> ending(StatefulRedisConnection<byte[], byte[]> connection) {
        if (known.add(connection)) {
            connection.addListener(ending);
        }
        return connection;
    }

    @Override
    public List<StatefulRedisConnection<byte[], byte[]>> masters() {
        return link.masters().stream().map(this::ending).toList();
    }

    @Override
    public StatefulRedisConnection<byte[], byte[]> of(int slot) {
        return ending(link.of(slot));
    }

    @Override
    public void refresh() {
        link.refresh();
    }

    @Override
    public int group(int slot) {
        return link.group(slot);
    }

    @Override
    public String owners() throws Refused {
        return link.owners();
    }

    @Override
    public void close() {
        known.forEach(connection -> connection.removeListener(ending));
        link.close();
    }
}
