package io.whisperschema.cache;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.whisperschema.testkit.RedisCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Hosts' clients of Redis that share their threads, and what is opened over them; closed together. */
final class RedisClients implements AutoCloseable {
    private static final ClientResources THREADS = DefaultClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .build();

    private final Deque<Runnable> closings = new ArrayDeque<>();

    RedisClient of(String uri) {
        RedisClient client = RedisClient.create(THREADS, uri);
        closings.push(() -> client.shutdown(Duration.ZERO, Duration.ofSeconds(5)));
        return client;
    }

    RedisClient overTls(String uri, Path certificate) {
        RedisClient client = of(uri);
        client.setOptions(ClientOptions.builder()
                .sslOptions(SslOptions.builder()
                        .jdkSslProvider()
                        .trustManager(certificate.toFile())
                        .build())
                .build());
        return client;
    }

    RedisClusterClient of(RedisCluster cluster) {
        RedisClusterClient client = RedisClusterClient.create(
                THREADS, cluster.uris().stream().map(RedisURI::create).toList());
        closings.push(() -> client.shutdown(Duration.ZERO, Duration.ofSeconds(5)));
        return client;
    }

    RedisCache closing(RedisCache cache) {
        closings.push(cache::close);
        return cache;
    }

    @Override
    public void close() {
        closings.forEach(Runnable::run);
    }
}
