package io.whisperschema.cache.internal.server;

import static java.util.Objects.requireNonNull;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.EntryScope;
import io.whisperschema.cache.internal.entry.Listed;
import io.whisperschema.cache.internal.entry.Rewriter;
import io.whisperschema.cache.internal.entry.ServerSettings;
import io.whisperschema.cache.internal.server.ServerAnswers.Refused;
import io.whisperschema.internal.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The entries of a Redis, standalone, behind sentinels or a cluster. To be closed. */
public final class RedisEntries implements Entries {
    /** What an error says of the state of whatever was at work. */
    static final String GO_ON = "What is written stays; run it again to go on.";

    private static final int LANES = 8;

    private final Supplier<Link> links;
    private final byte[] prefix;
    private final ServerAnswers answers;
    private Optional<Link> open = Optional.empty();

    private RedisEntries(String store, String prefix, Supplier<Link> links) {
        this.links = links;
        this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
        answers = new ServerAnswers(store);
    }

    /** Those of a server, or of that which its sentinels name, whose keys have that prefix. */
    public static RedisEntries of(RedisClient client, String store, String prefix) {
        requireNonNull(client);
        return new RedisEntries(store, prefix, () -> Link.of(client));
    }

    /** Those of the server at that address, or of that which the sentinels at it name, whose keys have that prefix. */
    public static RedisEntries of(RedisClient client, RedisURI address, String store, String prefix) {
        requireNonNull(client);
        requireNonNull(address);
        return new RedisEntries(store, prefix, () -> Link.of(client, address));
    }

    /** Those of a cluster whose keys have that prefix. */
    public static RedisEntries of(RedisClusterClient client, String store, String prefix) {
        requireNonNull(client);
        return new RedisEntries(store, prefix, () -> Link.of(client));
    }

    /** The key beside an address, on the same server, under which a large entry is built. */
    static EntryKey beside(EntryKey address, byte[] prefix) {
        String own = EntryKey.OURS + "part:{" + address.tag() + "}:" + Sha256.hex(address.bytes());
        EntryKey beside = EntryKey.of(own).prefixed(prefix);
        if (beside.slot() != address.slot()) {
            throw new IllegalStateException(
                    "the prefix of a store has an open brace, so nothing can be built beside a key");
        }
        return beside;
    }

    @Override
    public String store() {
        return answers.store();
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public long now() {
        return during("tell the time", link -> {
            StatefulRedisConnection<byte[], byte[]> server = link.masters().get(0);
            List<byte[]> time = answer(server, server.async().time());
            return number(time.get(0)) * 1000 + number(time.get(1)) / 1000;
        });
    }

    private static long number(byte[] text) {
        return Long.parseLong(new String(text, StandardCharsets.US_ASCII));
    }

    private interface Work<T> {
        T on(Link link) throws Refused;
    }

    private synchronized <T> T during(String what, Work<T> work) {
        boolean done = false;
        try {
            T answer = answers.asked(what, GO_ON, () -> work.on(open()));
            done = true;
            return answer;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    /** The same of one key of ours, which may get another server meanwhile. */
    private <T> T kept(String what, Work<T> work) {
        return during(what, link -> {
            for (int tries = 1; ; tries++) {
                try {
                    return work.on(link);
                } catch (Refused refused) {
                    if (!refused.mayBeTriedAgain(tries)) {
                        throw refused;
                    }
                    link.refresh();
                }
            }
        });
    }

    private Link open() {
        Link link = open.orElseGet(links);
        open = Optional.of(link);
        return link;
    }

    @Override
    public synchronized void close() {
        open.ifPresent(Link::close);
        open = Optional.empty();
    }

    private static <T> T answer(StatefulRedisConnection<byte[], byte[]> server, CompletionStage<T> command)
            throws Refused {
        server.flushCommands();
        return ServerAnswers.answer(server, command);
    }

    private Link opened(String what) {
        return answers.asked(what, GO_ON, links::get);
    }

    @Override
    public Reader reader() {
        return new ServerReader(opened("read entries"), prefix, answers);
    }

    @Override
    public Writer writer() {
        return new ServerWriter(opened("write entries"), prefix, answers);
    }

    @Override
    public Rewriter rewriter() {
        return new ServerRewriter(() -> WatchedLink.over(opened("rewrite entries")), prefix, answers);
    }

    @Override
    public void keys(EntryScope scope, KeySink sink) {
        during("list keys", link -> {
            var pages = KeyPages.listed(scope, prefix, link);
            boolean more = true;
            while (more && !pages.isAtEnd()) {
                more = tell(pages, pages.next(), sink);
            }
            return more;
        });
    }

    @Override
    public long count(EntryScope scope) {
        return during("count keys", link -> {
            var pages = KeyPages.listed(scope, prefix, link);
            long count = 0;
            while (!pages.isAtEnd()) {
                count += pages.next().size();
            }
            return count;
        });
    }

    private static boolean tell(KeyPages pages, List<EntryKey> keys, KeySink sink) throws Refused {
        var others = new ArrayList<Listed>();
        for (Known each : pages.describe(keys, (key, type) -> others.add(Listed.foreign(key, type)))) {
            if (!sink.take(Listed.of(each.key(), each.type(), each.expiry()))) {
                return false;
            }
        }
        for (Listed each : others) {
            if (!sink.take(each)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public long expireAt(Map<EntryKey, Long> moments, long within) {
        return kept("set when entries are over", link -> new ExpirySetting(link, prefix).setWithin(moments, within));
    }

    @Override
    public Map<String, String> remembered(EntryKey key) {
        return kept("tell what " + key + " holds", link -> {
            byte[] address = key.prefixed(prefix).bytes();
            StatefulRedisConnection<byte[], byte[]> server =
                    link.of(key.prefixed(prefix).slot());
            var fields = new LinkedHashMap<String, String>();
            answer(server, server.async().hgetall(address))
                    .forEach((field, value) -> fields.put(text(field), text(value)));
            return fields;
        });
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Map<byte[], byte[]> bytes(Map<String, String> fields) {
        var bytes = new IdentityHashMap<byte[], byte[]>();
        fields.forEach((field, value) ->
                bytes.put(field.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }

    @Override
    public boolean rememberFirst(EntryKey key, Map<String, String> fields) {
        return kept("keep " + key, link -> {
            EntryKey address = key.prefixed(prefix);
            byte[] beside = beside(address, prefix).bytes();
            StatefulRedisConnection<byte[], byte[]> server = link.of(address.slot());
            RedisAsyncCommands<byte[], byte[]> commands = server.async();
            List<CompletionStage<?>> before =
                    List.of(commands.multi(), commands.del(beside), commands.hset(beside, bytes(fields)));
            CompletionStage<Boolean> first = commands.renamenx(beside, address.bytes());
            List<CompletionStage<?>> behind = List.of(commands.del(beside), commands.exec());
            server.flushCommands();
            for (CompletionStage<?> each :
                    Stream.concat(before.stream(), behind.stream()).toList()) {
                ServerAnswers.answer(server, each);
            }
            return ServerAnswers.answer(server, first);
        });
    }

    @Override
    public boolean remember(EntryKey key, Map<String, String> fields) {
        return kept("keep " + key, link -> {
            EntryKey address = key.prefixed(prefix);
            StatefulRedisConnection<byte[], byte[]> server = link.of(address.slot());
            RedisAsyncCommands<byte[], byte[]> commands = server.async();
            while (true) {
                CompletionStage<String> watched = commands.watch(address.bytes());
                boolean isThere = answer(server, commands.exists(address.bytes())) > 0;
                ServerAnswers.answer(server, watched);
                if (!isThere) {
                    answer(server, commands.unwatch());
                    return false;
                }
                CompletionStage<String> begun = commands.multi();
                CompletionStage<Long> put = commands.hset(address.bytes(), bytes(fields));
                TransactionResult done = answer(server, commands.exec());
                ServerAnswers.answer(server, begun);
                if (!done.wasDiscarded()) {
                    return ServerAnswers.answer(server, put) >= 0;
                }
            }
        });
    }

    @Override
    public void forget(EntryKey key) {
        kept("forget " + key, link -> {
            EntryKey address = key.prefixed(prefix);
            StatefulRedisConnection<byte[], byte[]> server = link.of(address.slot());
            return answer(server, server.async().del(address.bytes()));
        });
    }

    @Override
    public void forget(EntryKey key, String field) {
        kept("forget " + field + " of " + key, link -> {
            EntryKey address = key.prefixed(prefix);
            StatefulRedisConnection<byte[], byte[]> server = link.of(address.slot());
            return answer(server, server.async().hdel(address.bytes(), field.getBytes(StandardCharsets.UTF_8)));
        });
    }

    @Override
    public List<ServerSettings> servers() {
        return during("tell how it is set up", link -> {
            var servers = new ArrayList<ServerSettings>();
            for (StatefulRedisConnection<byte[], byte[]> server : link.masters()) {
                servers.add(SettingsReading.of(server));
            }
            return servers;
        });
    }
}
