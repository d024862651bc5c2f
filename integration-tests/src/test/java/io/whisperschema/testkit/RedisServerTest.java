package io.whisperschema.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SslOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@WithDatabases
class RedisServerTest {
    @Test
    void eachTestHasADatabaseOfItsOwn(RedisDatabase one, RedisDatabase other) {
        one.ask("SET", "key", "value");

        assertThat(one.ask("GET", "key")).isEqualTo("value");
        assertThat(other.ask("GET", "key")).isEmpty();
    }

    @Test
    void aDatabaseIsEmptyAgainWhenItIsGivenToTheNext() {
        RedisDatabase database = RedisDatabase.onSharedServer();
        database.ask("SET", "key", "value");

        database.close();

        assertThat(database.ask("DBSIZE")).isEqualTo("0");
    }

    @Test
    void aKilledServerComesBackOnItsPortWithWhatItWroteToDisk() {
        try (RedisServer server = RedisServer.start("appendonly yes", "appendfsync always")) {
            server.ask("SET", "key", "value");

            server.kill();
            assertThat(server.answers()).isFalse();
            server.restart();

            assertThat(server.ask("GET", "key")).isEqualTo("value");
        }
    }

    @Test
    void aUserMayDoWhatItsRulesSay() {
        try (RedisServer server = RedisServer.start("user app on >secret ~app:* +get")) {
            var client = RedisClient.create(server.uri().replace("//", "//app:secret@"));
            var redis = client.connect().sync();

            assertThat(redis.get("app:key")).isNull();
            assertThatThrownBy(() -> redis.get("key")).hasMessageContaining("NOPERM");
            client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
        }
    }

    @Test
    void aServerSpeaksTls() {
        try (RedisOverTls server = RedisOverTls.start()) {
            var client = RedisClient.create(server.uri());
            client.setOptions(ClientOptions.builder()
                    .sslOptions(SslOptions.builder()
                            .jdkSslProvider()
                            .trustManager(server.certificate().toFile())
                            .build())
                    .build());

            assertThat(client.connect().sync().ping()).isEqualTo("PONG");
            client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
        }
    }

    @Test
    void sentinelsPutTheReplicaInTheMastersPlace() {
        try (RedisSentinels sentinels = RedisSentinels.start()) {
            sentinels.firstMaster().ask("SET", "key", "value");
            sentinels.firstMaster().ask("WAIT", "1", "5000");

            sentinels.failOver();

            assertThat(sentinels.firstReplica().ask("GET", "key")).isEqualTo("value");
        }
    }

    @Test
    void aClusterMovesSlotsAndReplacesMasters() {
        try (RedisCluster cluster = RedisCluster.start()) {
            int slot = cluster.slotOf("key");
            RedisServer owner = cluster.ownerOf(slot);
            owner.ask("SET", "key", "value");
            RedisServer other = cluster.masters().stream()
                    .filter(node -> node != owner)
                    .findFirst()
                    .orElseThrow();

            cluster.moveSlot(slot, other);
            assertThat(cluster.ownerOf(slot)).isSameAs(other);
            assertThat(other.ask("WAIT", "1", "5000")).isEqualTo("1");
            RedisServer replica = cluster.failOver(slot);

            assertThat(List.of(replica.ask("GET", "key"))).containsExactly("value");
        }
    }
}
