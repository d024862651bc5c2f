package io.whisperschema.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.cache.Caches;
import io.whisperschema.error.InvalidDefinition;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.finding.Finding;
import io.whisperschema.spi.CacheStore;
import io.whisperschema.testkit.RedisCluster;
import io.whisperschema.testkit.RedisDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What our own caches write is as the definition says, wherever it is, and what is not is found there too. */
class CacheInUseValidationTest {
    private static final CacheLayout LAYOUT =
            CacheLayout.of(WhisperEngine.schema().cache());
    private static final String RECORDS = "whisper_schema:families";
    private static final String RECORD = "{\"format\":\"whisper-schema/cache-family\",\"version\":1,"
            + "\"pattern\":\"discord_cache:messages:<channel_id>\",\"valueType\":\"list\",\"valueVersion\":1}";

    private final RedisDatabase database = RedisDatabase.onSharedServer();
    private final RedisClients clients = new RedisClients();
    private final RedisURI address = RedisURI.create(database.uri());

    @AfterEach
    void close() {
        clients.close();
        database.close();
    }

    private RedisCommands<String, String> redis() {
        return clients.client().connect(address).sync();
    }

    private static void use(MessageCache cache) {
        cache.add(UniversalMessage.of("m-1", "u-1", "Good morning", Instant.EPOCH)
                .in("x:{y}*%\n")
                .with(Metadata.of("author_name", "Ada").and("response_quality", 0.5)));
        cache.putMeta("other", FieldValues.EMPTY.with("conversation_quality", Double.NaN));
        cache.putSession(
                "u-1", FieldValues.EMPTY.with("last_seen", Instant.EPOCH).with("more", "ü"));
        assertThat(cache.tryLock("x:{y}*%\n", Duration.ofSeconds(20))).isPresent();
        cache.release(cache.tryLock("other", Duration.ofSeconds(20)).orElseThrow());
    }

    private static List<Finding> findings(CacheStore store) {
        WhisperSchema schema = WhisperSchema.of(WhisperEngine.schema()).cache(store);
        schema.bootstrap();
        return schema.validate().findings().get(store.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host-1:*?"})
    void aCacheOnRedisThatIsInUseHasNoFindings(String prefix) {
        var client = clients.client();
        try (RedisCache cache = RedisCache.over(client, address, LAYOUT.prefixed(prefix), RedisClients.PATIENT)) {
            use(cache);
        }

        assertThat(findings(RedisStore.over(client, address).prefixed(prefix).looking(EntryLook.complete())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host-1:"})
    void aCacheInMemoryThatIsInUseHasNoFindings(String prefix) {
        try (MemoryCache cache = MemoryCache.of(LAYOUT.prefixed(prefix))) {
            use(cache);

            assertThat(findings(MemoryStore.over(cache))).isEmpty();
        }
    }

    @Test
    void whatIsNotAsDefinedIsFoundInMemoryToo() {
        var everlasting =
                Caches.keyFamily("meta", LAYOUT.meta().pattern().text()).hash();
        CacheLayout changed =
                new CacheLayout(LAYOUT.messages(), everlasting, LAYOUT.session(), LAYOUT.lock(), LAYOUT.prefix());
        try (MemoryCache cache = MemoryCache.of(changed)) {
            cache.putMeta("a", FieldValues.EMPTY.with("message_count", "many"));

            assertThat(findings(MemoryStore.over(cache)))
                    .extracting(Finding::place, Finding::found)
                    .containsExactly(
                            tuple(
                                    "key family meta",
                                    "entries that never expire: 1 time in 1 entry, under discord_cache:meta:a"),
                            tuple(
                                    "key family meta, field message_count",
                                    "values of another type: 1 time in 1 entry, under discord_cache:meta:a"));
        }
    }

    @Test
    void aPrefixThatIsAHashTagIsRefusedAtOnce() {
        RedisStore store = RedisStore.over(clients.client(), address);

        assertThatThrownBy(() -> store.prefixed("{host-1}:")).isInstanceOf(InvalidDefinition.class);
    }

    @Test
    void allMastersOfAClusterAreLookedAt() {
        RedisCluster cluster = RedisCluster.shared();
        var client = clients.of(cluster);
        try (var connection = client.connect()) {
            IntStream.range(0, 30)
                    .mapToObj(number -> "discord_cache:session:" + number)
                    .forEach(key -> connection.sync().set(key, "x", SetArgs.Builder.ex(60)));

            assertThat(findings(RedisStore.over(client).looking(EntryLook.complete())))
                    .extracting(Finding::found)
                    .singleElement()
                    .asString()
                    .startsWith("a string: 30 times in 30 entries, under discord_cache:session:");
        } finally {
            cluster.flush();
        }
    }

    @Test
    void aFamilyIsOnRecordInTheWordsOfTheFirstVersion() {
        findings(RedisStore.over(clients.client(), address));

        assertThat(redis().hget(RECORDS, "messages")).isEqualTo(RECORD);
    }

    @Test
    void aRecordOfALaterReleaseIsRefusedByName() {
        redis().hset(RECORDS, "messages", RECORD.replace("\"version\":1", "\"version\":2"));
        CacheStore store = RedisStore.over(clients.client(), address);

        assertThatThrownBy(() -> findings(store))
                .isInstanceOf(UnreadableDocument.class)
                .hasMessageContaining("a later release has put key family messages on record")
                .hasMessageContaining("whisper-schema/cache-family 2");
    }
}
