package io.whisperschema.cache;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.whisperschema.testkit.RedisCluster;
import io.whisperschema.testkit.RedisDatabase;
import io.whisperschema.testkit.RedisOverTls;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Hosts' clients of Redis that share their threads, and what is opened over them; closed together. */
final class RedisClients implements AutoCloseable {
    private static final ClientResources THREADS = DefaultClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .build();

    /** The usual, with more time than a machine takes that is busy with other tests. */
    static final RedisCacheOptions PATIENT = RedisCacheOptions.usual().timeout(Duration.ofSeconds(60));

    private final Deque<Runnable> closings = new ArrayDeque<>();

    RedisClient client() {
        return closing(RedisClient.create(THREADS));
    }

    /** A client of the server, or the Sentinels, of that address. */
    RedisClient client(String uri) {
        return closing(RedisClient.create(THREADS, RedisURI.create(uri)));
    }

    private RedisClient closing(RedisClient client) {
        closings.push(() -> client.shutdown(Duration.ZERO, Duration.ofSeconds(5)));
        return client;
    }

    RedisClient client(RedisDatabase database) {
        RedisClient client = RedisClient.create(THREADS, database.uri());
        closings.push(() -> client.shutdown(Duration.ZERO, Duration.ofSeconds(5)));
        return client;
    }

    /** A cache on the server, or the Sentinels, of that address. */
    RedisCache cache(String uri, CacheLayout layout, RedisCacheOptions options) {
        return closing(RedisCache.over(client(), RedisURI.create(uri), layout, options));
    }

    /** A cache on a cluster. */
    RedisCache cache(RedisCluster cluster, CacheLayout layout, RedisCacheOptions options) {
        return closing(
                RedisCache.over(of(cluster), RedisURI.create(cluster.uris().get(0)), layout, options));
    }

    /** A cache on a server that speaks TLS. */
    RedisCache cache(RedisOverTls server, CacheLayout layout, RedisCacheOptions options) {
        RedisClient client = client();
        client.setOptions(ClientOptions.builder()
                .sslOptions(SslOptions.builder()
                        .jdkSslProvider()
                        .trustManager(server.certificate().toFile())
                        .build())
                .build());
        return closing(RedisCache.over(client, RedisURI.create(server.uri()), layout, options));
    }

    RedisClusterClient of(RedisCluster cluster) {
        RedisClusterClient client = RedisClusterClient.create(
                THREADS, cluster.uris().stream().map(RedisURI::create).toList());
        closings.push(() -> client.shutdown(Duration.ZERO, Duration.ofSeconds(5)));
        return client;
    }

    private RedisCache closing(RedisCache cache) {
        closings.push(cache::close);
        return cache;
    }

    @Override
    public void close() {
        closings.forEach(Runnable::run);
    }
}
