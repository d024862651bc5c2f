package io.whisperschema.cache;

import static io.whisperschema.definition.cache.Caches.field;
import static io.whisperschema.definition.cache.Caches.keyFamily;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.whisperschema.WhisperEngine;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.testkit.RedisDatabase;
import io.whisperschema.testkit.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What of a live cache is not as the definition says is found, and nothing else. */
class CacheValidationTest {
    private static final String MESSAGES = "discord_cache:messages:general";
    private static final String META = "discord_cache:meta:general";
    private static final byte[] PICKLE = {(byte) 0x80, 4, '}', '.'};

    private final RedisDatabase database = RedisDatabase.onSharedServer();
    private final RedisClient client = RedisClient.create(database.uri());
    private final RedisCommands<String, String> redis = client.connect().sync();
    private final RedisStore store = RedisStore.over(client);

    @AfterEach
    void close() {
        client.shutdown(Duration.ZERO, Duration.ZERO);
        database.close();
    }

    private static WhisperSchema schema(RedisStore store) {
        return WhisperSchema.of(WhisperEngine.schema()).cache(store);
    }

    private List<Finding> findings() {
        return findings(store.looking(EntryLook.complete()));
    }

    private static List<Finding> findings(RedisStore looked) {
        schema(looked).bootstrap();
        return schema(looked).validate().findings().get("redis");
    }

    private void put(MessageCodec codec) {
        UniversalMessage message = UniversalMessage.of(
                        "m-1", "u-1", "Good morning", Instant.parse("2026-01-02T03:04:05Z"))
                .in("general");
        try (var bytes = client.connect(ByteArrayCodec.INSTANCE)) {
            bytes.sync().rpush(MESSAGES.getBytes(UTF_8), codec.encode(message));
        }
        redis.expire(MESSAGES, 1800);
    }

    @Test
    void aCacheAsDefinedHasNoFindingsInWhicheverFormatItsMessagesAre() {
        Stream.of(MessageCodec.messagePack(), MessageCodec.json(), MessageCodec.flat())
                .forEach(this::put);
        redis.hset(META, Map.of("message_count", "3", "last_message_time", "2026-01-02T03:04:05", "x", "y"));
        redis.expire(META, 3600);
        redis.set("discord_cache:bootstrap_lock:general", "owner", SetArgs.Builder.px(20_000));
        redis.set("discord_cache:bootstrap_lock:{discord_cache:bootstrap_lock:general}", "7");
        redis.set("of somebody else", "x");
        assertThat(findings()).isEmpty();
    }

    @Test
    void aValueOfAnotherTypeIsFound() {
        redis.hset(MESSAGES, "a", "b");
        redis.expire(MESSAGES, 60);
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.sentence())
                    .isEqualTo(
                            "key family messages: expected a list, found a hash: 1 time in 1 entry, under " + MESSAGES);
            assertThat(finding.remedy()).contains("Delete these keys");
        });
    }

    @Test
    void anEntryThatNeverExpiresAndOneThatLivesTooLongAreFound() {
        redis.hset(META, "message_count", "3");
        redis.hset("discord_cache:meta:other", "message_count", "3");
        redis.expire("discord_cache:meta:other", 7300);
        assertThat(findings())
                .extracting(Finding::severity, Finding::place)
                .containsExactlyInAnyOrder(
                        tuple(Severity.ERROR, "key family meta"), tuple(Severity.WARNING, "key family meta"));
    }

    @Test
    void aPickleIsFoundAndNamedAsOne() {
        try (var bytes = client.connect(ByteArrayCodec.INSTANCE)) {
            bytes.sync().rpush(MESSAGES.getBytes(UTF_8), PICKLE);
        }
        redis.expire(MESSAGES, 1800);
        assertThat(findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.found()).contains("pickle of protocol 4", MESSAGES));
    }

    @Test
    void valuesThatAreBrokenInOtherPlacesAreOneFinding() {
        redis.rpush(MESSAGES, "{x", "{\"a\":x", "{\"a\":\"b\",\n\"c\":x");
        redis.expire(MESSAGES, 1800);
        assertThat(findings())
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.found())
                                .contains(
                                        "This looks like a message in the flat form, but its JSON is broken.: 3 times in 1 entry"));
    }

    @Test
    void aListThatIsTooLongIsFound() {
        for (int i = 0; i < 51; i++) {
            put(MessageCodec.messagePack());
        }
        assertThat(findings())
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.sentence()).contains("lists of 50 at most, found longer ones"));
    }

    @Test
    void aFieldOfAnotherTypeAndOneThatIsMissingAreFound() {
        redis.hset(META, "message_count", "many");
        redis.expire(META, 60);
        redis.rpush(
                MESSAGES,
                "{\"message_id\":\"1\",\"user_id\":\"2\",\"content\":\"\",\"timestamp\":\"2026-01-02T03:04:05\","
                        + "\"metadata\":\"{\\\"response_quality\\\":\\\"good\\\"}\"}");
        redis.expire(MESSAGES, 60);
        assertThat(findings())
                .extracting(Finding::place)
                .containsExactlyInAnyOrder(
                        "key family meta, field message_count",
                        "key family messages, field channel_id",
                        "key family messages, field response_quality");
    }

    @Test
    void keysThatBeginAsThoseOfAFamilyAndFitNoneAreFound() {
        redis.set("discord_cache:messages:guild:general", "x");
        assertThat(findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.place()).isEqualTo("keys that begin with discord_cache:messages:"));
    }

    @Test
    void aSampleLooksAtNoMoreThanItsNumber() {
        for (int i = 0; i < 20; i++) {
            redis.hset("discord_cache:meta:" + i, "message_count", "3");
        }
        assertThat(findings(store.looking(EntryLook.sampled(5))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.found()).contains("5 times in 5 entries"));
    }

    @Test
    void aServerThatMayDropWhatHasNoExpiryOrForgetsIsFound() {
        try (RedisServer server = RedisServer.start("maxmemory 100mb", "maxmemory-policy allkeys-lru");
                RedisClient own = RedisClient.create(server.uri())) {
            RedisStore expecting =
                    RedisStore.over(own).looking(EntryLook.complete().expectingPersistence());
            assertThat(findings(expecting))
                    .extracting(Finding::place)
                    .containsExactly("the server, maxmemory-policy", "the server, persistence");
            server.ask("CONFIG", "SET", "maxmemory-policy", "noeviction");
            server.ask("CONFIG", "SET", "appendonly", "yes");
            assertThat(findings(expecting))
                    .extracting(Finding::found)
                    .containsExactly("noeviction under a maxmemory of 104857600");
        }
    }

    @Test
    void withoutTheRightToAskForSettingsWhatTheServerTellsAnywayIsUsed() {
        try (RedisServer server = RedisServer.start(
                        "maxmemory 100mb", "maxmemory-policy allkeys-lru", "user app on >secret ~* +@all -config");
                RedisClient own = RedisClient.create("redis://app:secret@127.0.0.1:" + server.port())) {
            assertThat(findings(
                            RedisStore.over(own).looking(EntryLook.complete().expectingPersistence())))
                    .extracting(Finding::severity, Finding::place)
                    .containsExactly(
                            tuple(Severity.WARNING, "the server, maxmemory-policy"),
                            tuple(Severity.WARNING, "the server, persistence"));
        }
    }

    @Test
    void aServerThatTellsNothingIsSaidToDoSo() {
        try (RedisServer server = RedisServer.start("user app on >secret ~* +@all -@dangerous");
                RedisClient own = RedisClient.create()) {
            RedisURI address = RedisURI.create("redis://app:secret@127.0.0.1:" + server.port());
            RedisStore store =
                    RedisStore.over(own, address).looking(EntryLook.complete().expectingPersistence());
            assertThat(findings(store))
                    .extracting(Finding::severity, Finding::place, Finding::found)
                    .containsExactly(
                            tuple(
                                    Severity.WARNING,
                                    "the server, maxmemory-policy",
                                    "a server that does not tell what it does"),
                            tuple(
                                    Severity.WARNING,
                                    "the server, persistence",
                                    "a server that does not tell whether they do"));
        }
    }

    @Test
    void whatComesInManyPartsIsLookedAtAsAWhole() {
        SchemaDefinition definition = SchemaDefinition.named("large")
                .keyFamilies(
                        keyFamily("wide", "wide:<id>")
                                .hash(
                                        field("name").string().required(),
                                        field("n-7").integer()),
                        keyFamily("document", "document:<id>")
                                .string(
                                        field("name").string().required(),
                                        field("size").integer()));
        for (int i = 0; i < 200; i++) {
            redis.hset("wide:1", "n-" + i, "7");
        }
        redis.hset("wide:1", "name", "ada");
        redis.set("document:1", "{\"text\":\"" + "x".repeat(3 << 20) + "\",\"name\":\"ada\",\"size\":7}");
        assertThat(findings(definition)).isEmpty();

        redis.hset("wide:1", "n-7", "many");
        redis.hdel("wide:1", "name");
        redis.set("document:1", "{\"text\":\"" + "x".repeat(3 << 20) + "\",\"size\":\"large\"}");
        assertThat(findings(definition))
                .extracting(Finding::place, Finding::found)
                .containsExactlyInAnyOrder(
                        tuple("key family wide, field name", "no value: 1 time in 1 entry, under wide:1"),
                        tuple("key family wide, field n-7", "values of another type: 1 time in 1 entry, under wide:1"),
                        tuple("key family document, field name", "no value: 1 time in 1 entry, under document:1"),
                        tuple(
                                "key family document, field size",
                                "values of another type: 1 time in 1 entry, under document:1"));
    }

    private List<Finding> findings(SchemaDefinition definition) {
        WhisperSchema schema = WhisperSchema.of(definition).cache(store.looking(EntryLook.complete()));
        schema.bootstrap();
        return schema.validate().findings().get("redis");
    }

    @Test
    void aCacheThatWasFlushedIsCreatedAnew() {
        assertThat(schema(store).bootstrap().stores()).containsEntry("redis", Outcome.CREATED);
        assertThat(schema(store).bootstrap().stores()).containsEntry("redis", Outcome.UP_TO_DATE);
        redis.flushdb();
        assertThat(schema(store).bootstrap().stores()).containsEntry("redis", Outcome.CREATED);
    }

    @Test
    void aCacheThatIsInUseAlreadyIsTakenAsItIs() {
        redis.rpush(MESSAGES, "x");
        assertThat(schema(store).bootstrap().stores()).containsEntry("redis", Outcome.CREATED);
        assertThat(redis.lrange(MESSAGES, 0, -1)).containsExactly("x");
    }
}
