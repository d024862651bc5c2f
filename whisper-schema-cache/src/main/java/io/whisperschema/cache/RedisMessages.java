package io.whisperschema.cache;

import io.lettuce.core.protocol.CommandType;
import io.whisperschema.cache.CacheLayout.Meaning;
import io.whisperschema.cache.CacheLayout.Part;
import io.whisperschema.cache.internal.entry.KeyGlob;
import io.whisperschema.cache.internal.fields.HashCoding;
import io.whisperschema.cache.internal.redis.Answers;
import io.whisperschema.cache.internal.redis.Batch;
import io.whisperschema.cache.internal.redis.Calls;
import io.whisperschema.cache.internal.redis.Request;
import io.whisperschema.cache.internal.redis.Script;
import io.whisperschema.cache.internal.redis.Scripts;
import io.whisperschema.cache.internal.redis.Servers;
import io.whisperschema.definition.cache.KeyFamily;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The operations of a {@link RedisCache} as commands to Redis. Thread-safe. */
final class RedisMessages implements AsyncMessageCache {
    static final String STORE = "the cache on Redis";

    private final CacheLayout layout;
    private final RedisCacheOptions options;
    private final RedisPresence presence;
    private final Calls calls;
    private final Scripts scripts;
    private final RedisWrites writes;
    private final RedisLocks locks;
    private final EntryForms forms;
    private final HashCoding metaCoding;
    private final HashCoding sessionCoding;

    RedisMessages(Servers servers, CacheLayout layout, RedisCacheOptions options) {
        this.layout = layout;
        this.options = options;
        this.presence = new RedisPresence(options);
        this.calls = new Calls(servers, options.timeout(), options.replicas());
        this.scripts = new Scripts(calls);
        this.metaCoding = new HashCoding(layout.meta());
        this.sessionCoding = new HashCoding(layout.session());
        this.writes = new RedisWrites(calls, layout, metaCoding, options);
        this.locks = new RedisLocks(calls, scripts, layout, options.clock());
        this.forms = new EntryForms(options.codec());
    }

    @Override
    public CompletionStage<Void> add(UniversalMessage message) {
        presence.check();
        return presence.written(writes.add(message.channel(), message));
    }

    @Override
    public CompletionStage<Void> addAll(Collection<UniversalMessage> messages) {
        presence.check();
        var byChannel = new LinkedHashMap<String, List<UniversalMessage>>();
        messages.forEach(message -> byChannel
                .computeIfAbsent(message.channel(), channel -> new ArrayList<>())
                .add(message));
        return byChannel.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : presence.written(writes.addAll(byChannel));
    }

    @Override
    public CompletionStage<Recalled> recent(String channel, Recent wanted) {
        presence.check();
        byte[] key = bytes(layout.messagesKey(channel));
        long first = wanted.takesAll() ? wanted.limit() : 4L * wanted.limit() + 50;
        return presence.recalled(recent(key, wanted, first));
    }

    // A longer reach reads from the newest again: what lies beyond the first reach may have moved meanwhile.
    private CompletableFuture<Recalled> recent(byte[] key, Recent wanted, long reach) {
        Request range = Request.values(CommandType.LRANGE).word(key).word(0).word(reach - 1);
        return calls.call(Batch.reading(calls.slot(key), range)).thenCompose(answers -> {
            List<byte[]> entries = answers.values(0);
            var recall = new Recall(options.codec(), wanted);
            return recall.look(entries) && entries.size() == reach
                    ? recent(key, wanted, 8 * reach)
                    : CompletableFuture.completedFuture(recall.recalled());
        });
    }

    @Override
    public CompletionStage<Boolean> update(UniversalMessage message) {
        presence.check();
        byte[] key = bytes(layout.messagesKey(message.channel()));
        byte[] entry = options.codec().encode(message);
        return presence.changed(forms.known(message.messageId())
                .map(beginnings -> scripts.run(Script.REPLACE, key, replacing(entry, beginnings)))
                .orElseGet(() -> CompletableFuture.completedFuture(Script.CANNOT_TELL))
                .thenCompose(done -> done == Script.CANNOT_TELL
                        ? updateByReading(key, message.messageId(), entry)
                        : CompletableFuture.completedFuture(done > 0)));
    }

    private List<byte[]> replacing(byte[] entry, List<byte[]> beginnings) {
        String life = layout.messages()
                .ttl()
                .map(ttl -> Long.toString(ttl.toMillis()))
                .orElse("");
        var arguments = new ArrayList<byte[]>(List.of(forms.ownBeginning(), bytes(life), entry));
        arguments.addAll(beginnings);
        return arguments;
    }

    private CompletableFuture<Boolean> updateByReading(byte[] key, String messageId, byte[] entry) {
        var search = new EntrySearch(options.codec(), messageId);
        return calls.readAndWrite(key, wholeList(key), answers -> {
            int place = search.newest(answers.values(0));
            return place < 0
                    ? List.of()
                    : Stream.concat(
                                    Stream.of(Request.status(CommandType.LSET)
                                            .word(key)
                                            .word(place)
                                            .word(entry)),
                                    RedisWrites.living(key, layout.messages()).stream())
                            .toList();
        });
    }

    @Override
    public CompletionStage<Boolean> remove(String channel, String messageId) {
        presence.check();
        byte[] key = bytes(layout.messagesKey(channel));
        return presence.changed(forms.known(messageId)
                .map(beginnings -> scripts.run(Script.REMOVE, key, removing(beginnings)))
                .orElseGet(() -> CompletableFuture.completedFuture(Script.CANNOT_TELL))
                .thenCompose(done -> done == Script.CANNOT_TELL
                        ? removeByReading(key, messageId)
                        : CompletableFuture.completedFuture(done > 0)));
    }

    private List<byte[]> removing(List<byte[]> beginnings) {
        var arguments = new ArrayList<byte[]>(List.of(forms.ownBeginning()));
        arguments.addAll(beginnings);
        return arguments;
    }

    private CompletableFuture<Boolean> removeByReading(byte[] key, String messageId) {
        var search = new EntrySearch(options.codec(), messageId);
        return calls.readAndWrite(
                key,
                wholeList(key),
                answers -> answers.values(0).stream()
                        .filter(search::holds)
                        .map(entry -> Request.number(CommandType.LREM)
                                .word(key)
                                .word(0)
                                .word(entry))
                        .toList());
    }

    private static Request wholeList(byte[] key) {
        return Request.values(CommandType.LRANGE).word(key).word(0).word(-1);
    }

    @Override
    public CompletionStage<Boolean> clear(String channel) {
        presence.check();
        return presence.changed(
                writes.delete(List.of(bytes(layout.messagesKey(channel)), bytes(layout.metaKey(channel)))));
    }

    @Override
    public CompletionStage<Set<String>> channels() {
        presence.check();
        Set<String> channels = ConcurrentHashMap.newKeySet();
        return presence.asked(
                calls.scan(
                                bytes(KeyGlob.literal(layout.prefix())
                                        + KeyGlob.of(layout.messages().pattern())),
                                key -> layout.meaning(new String(key, StandardCharsets.UTF_8))
                                        .filter(meaning -> meaning.part() == Part.MESSAGES)
                                        .map(Meaning::id)
                                        .ifPresent(channels::add))
                        .thenApply(done -> Set.copyOf(channels)),
                Set.of());
    }

    @Override
    public CompletionStage<FieldValues> meta(String channel) {
        presence.check();
        return fields(layout.metaKey(channel), metaCoding);
    }

    @Override
    public CompletionStage<FieldValues> session(String user) {
        presence.check();
        return fields(layout.sessionKey(user), sessionCoding);
    }

    private CompletionStage<FieldValues> fields(String name, HashCoding coding) {
        byte[] key = bytes(name);
        Request all = Request.values(CommandType.HGETALL).word(key);
        return presence.found(calls.call(Batch.reading(calls.slot(key), all))
                .thenApply(answers -> coding.values(pairs(answers.values(0)))));
    }

    private static List<Map.Entry<byte[], byte[]>> pairs(List<byte[]> namesAndValues) {
        var pairs = new ArrayList<Map.Entry<byte[], byte[]>>();
        for (int i = 0; i + 1 < namesAndValues.size(); i += 2) {
            pairs.add(Map.entry(namesAndValues.get(i), namesAndValues.get(i + 1)));
        }
        return pairs;
    }

    @Override
    public CompletionStage<Void> putMeta(String channel, FieldValues values) {
        presence.check();
        return put(layout.metaKey(channel), layout.meta(), metaCoding.texts(values));
    }

    @Override
    public CompletionStage<Void> putSession(String user, FieldValues values) {
        presence.check();
        return put(layout.sessionKey(user), layout.session(), sessionCoding.texts(values));
    }

    private CompletionStage<Void> put(String key, KeyFamily family, Map<String, String> texts) {
        return texts.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : presence.written(writes.put(bytes(key), family, texts));
    }

    @Override
    public CompletionStage<Boolean> endSession(String user) {
        presence.check();
        return presence.changed(writes.delete(List.of(bytes(layout.sessionKey(user)))));
    }

    @Override
    public CompletionStage<Optional<CacheLock>> tryLock(String channel, Duration lasting) {
        presence.check();
        return presence.asked(locks.tryLock(channel, CacheLock.wholeMillis(lasting)), Optional.empty());
    }

    @Override
    public CompletionStage<Boolean> extend(CacheLock lock) {
        presence.check();
        return presence.asked(locks.extend(lock), false);
    }

    @Override
    public CompletionStage<Boolean> release(CacheLock lock) {
        presence.check();
        return presence.asked(locks.release(lock), false);
    }

    @Override
    public CompletionStage<MessageCache.Expiries> expiries(String channel) {
        presence.check();
        List<String> keys = List.of(layout.messagesKey(channel), layout.metaKey(channel), layout.lockKey(channel));
        return presence.asked(
                remaining(keys).thenApply(times -> new MessageCache.Expiries(times.get(0), times.get(1), times.get(2))),
                new MessageCache.Expiries(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Override
    public CompletionStage<Optional<Duration>> sessionExpiry(String user) {
        presence.check();
        return presence.asked(
                remaining(List.of(layout.sessionKey(user))).thenApply(times -> times.get(0)), Optional.empty());
    }

    private CompletableFuture<List<Optional<Duration>>> remaining(List<String> keys) {
        var asked = keys.stream().map(RedisMessages::bytes).map(this::remaining).toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(done -> asked.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<Optional<Duration>> remaining(byte[] key) {
        Request request = Request.number(CommandType.PTTL).word(key);
        return calls.call(Batch.reading(calls.slot(key), request)).thenApply(RedisMessages::remaining);
    }

    // Negative says that there is no key, or that it lives for ever.
    private static Optional<Duration> remaining(Answers answers) {
        return Optional.of(answers.number(0)).filter(millis -> millis >= 0).map(Duration::ofMillis);
    }

    CacheStats stats() {
        return presence.stats();
    }

    CompletionStage<Void> close() {
        return presence.close() ? calls.close() : CompletableFuture.completedFuture(null);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
