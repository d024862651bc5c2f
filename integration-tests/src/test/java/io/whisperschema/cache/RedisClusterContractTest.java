package io.whisperschema.cache;

import io.whisperschema.testkit.MessageCacheContract;
import io.whisperschema.testkit.RedisCluster;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

class RedisClusterContractTest implements MessageCacheContract {
    private final RedisClients clients = new RedisClients();
    private final RedisCluster cluster = RedisCluster.shared();

    @AfterEach
    void close() {
        clients.close();
        cluster.flush();
    }

    @Override
    public MessageCache freshCache(CacheLayout layout, MessageCodec codec) {
        return clients.cache(cluster, layout, RedisClients.PATIENT.codec(codec));
    }

    @Override
    public void advance(Duration time) {
        cluster.advance(time);
    }
}
