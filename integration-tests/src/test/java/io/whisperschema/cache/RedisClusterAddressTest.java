package io.whisperschema.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.testkit.RedisOverTls;
import io.whisperschema.testkit.RedisServer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** On a cluster, too, a cache speaks with all servers as the address says that it was given. */
class RedisClusterAddressTest {
    private static final String[] SETTINGS = {
        "cluster-enabled yes",
        "cluster-announce-ip 127.0.0.1",
        "user default on nopass ~others:* &* +@all",
        "user app on >secret ~t:* +@all"
    };

    private static final UniversalMessage MESSAGE =
            UniversalMessage.of("m-1", "u", "text", Instant.EPOCH).in("a");

    @Test
    void aClusterIsSpokenToOverTls() {
        try (RedisOverTls server =
                        RedisOverTls.start("cluster-enabled yes", "cluster-announce-ip 127.0.0.1", "tls-cluster yes");
                RedisClusterClient client = RedisClusterClient.create(server.uri())) {
            client.setOptions(ClusterClientOptions.builder()
                    .sslOptions(SslOptions.builder()
                            .jdkSslProvider()
                            .trustManager(server.certificate().toFile())
                            .build())
                    .build());
            server.server().ask("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
            try (RedisCache cache =
                    RedisCache.over(client, RedisURI.create(server.uri()), RedisTraffic.LAYOUT, RedisClients.PATIENT)) {
                cache.add(MESSAGE);

                assertThat(cache.recent("a", Recent.atMost(1)).messages()).containsExactly(MESSAGE);
            }
        }
    }

    @Test
    void aClusterIsSpokenToAsTheUserOfTheAddress() {
        try (RedisServer server = RedisServer.start(SETTINGS);
                RedisClusterClient client = RedisClusterClient.create(server.uri())) {
            RedisURI nobody = RedisURI.create(server.uri());
            RedisURI app = RedisURI.create(server.uri().replace("//", "//app:secret@"));
            server.ask("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
            try (RedisCache cache = RedisCache.over(client, app, RedisTraffic.LAYOUT, RedisClients.PATIENT);
                    RedisCache refused = RedisCache.over(client, nobody, RedisTraffic.LAYOUT, RedisClients.PATIENT)) {
                cache.add(MESSAGE);

                assertThat(cache.recent("a", Recent.atMost(1)).messages()).containsExactly(MESSAGE);
                assertThatThrownBy(() -> refused.add(MESSAGE))
                        .isInstanceOf(StoreUnavailable.class)
                        .hasMessageStartingWith("Redis refused: NOPERM ");
            }
        }
    }
}
