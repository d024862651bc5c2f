package io.whisperschema.cache.internal.server;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.EntryScope;
import io.whisperschema.cache.internal.entry.KeyGlob;
import io.whisperschema.cache.internal.server.ServerAnswers.Refused;
import io.whisperschema.definition.cache.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The keys of a scope page by page: SCAN in small steps, one server after the other. */
final class KeyPages {
    private static final int STEP = 1000;
    private static final Map<String, ValueType> TYPES = Map.of(
            "list", ValueType.LIST,
            "hash", ValueType.HASH,
            "string", ValueType.STRING,
            "set", ValueType.SET,
            "zset", ValueType.SORTED_SET);

    private final EntryScope scope;
    private final byte[] prefix;
    private final Iterator<StatefulRedisConnection<byte[], byte[]>> servers;
    private final Optional<Set<EntryKey>> seen;
    private final ScanArgs args;
    private StatefulRedisConnection<byte[], byte[]> server;
    private ScanCursor cursor = ScanCursor.INITIAL;

    private KeyPages(EntryScope scope, byte[] prefix, Link link, Optional<Set<EntryKey>> seen) {
        this.seen = seen;
        this.scope = scope;
        this.prefix = prefix;
        servers = link.masters().iterator();
        server = servers.next();
        args = ScanArgs.Builder.limit(STEP).match(glob());
    }

    /** Each key once, which takes memory for all of them. */
    static KeyPages once(EntryScope scope, byte[] prefix, Link link) {
        return new KeyPages(scope, prefix, link, Optional.of(new HashSet<>()));
    }

    /** As the servers list them: a key may come twice while its server makes its table smaller. */
    static KeyPages listed(EntryScope scope, byte[] prefix, Link link) {
        return new KeyPages(scope, prefix, link, Optional.empty());
    }

    private byte[] glob() {
        String ofServer = KeyGlob.literal(new String(prefix, StandardCharsets.ISO_8859_1));
        String text = scope.glob().orElse("*");
        byte[] behind = text.getBytes(StandardCharsets.UTF_8);
        return EntryKey.of(behind)
                .prefixed(ofServer.getBytes(StandardCharsets.ISO_8859_1))
                .bytes();
    }

    /** The server that the last page came from. */
    StatefulRedisConnection<byte[], byte[]> server() {
        return server;
    }

    /** Whether there is no other page. */
    boolean isAtEnd() {
        return cursor.isFinished() && !servers.hasNext();
    }

    /** The keys of the next page as the server has them, perhaps none. */
    List<EntryKey> next() throws Refused {
        if (cursor.isFinished()) {
            server = servers.next();
            cursor = ScanCursor.INITIAL;
        }
        var asked = server.async().scan(cursor, args);
        server.flushCommands();
        KeyScanCursor<byte[]> page = ServerAnswers.answer(server, asked);
        cursor = page;
        var keys = new ArrayList<EntryKey>();
        for (byte[] each : page.getKeys()) {
            EntryKey address = EntryKey.of(each);
            if (address.startsWith(prefix) && scope.takes(address.behind(prefix)) && isNew(address)) {
                keys.add(address);
            }
        }
        return keys;
    }

    private boolean isNew(EntryKey address) {
        return seen.map(keys -> keys.add(address)).orElse(true);
    }

    /** What a server says of a key. */
    private record Asked(
            EntryKey address,
            CompletionStage<String> type,
            CompletionStage<Long> expiry,
            CompletionStage<Long> bytes) {}

    /**
     * What is under keys of the last page. Those that are gone by now are left out.
     *
     * @param others takes keys of types that no definition knows, and their types
     */
    List<Known> describe(List<EntryKey> addresses, OtherTypes others) throws Refused {
        return described(server, prefix, addresses, others);
    }

    /** What is under keys of a server. Those that are gone by now are left out. */
    static List<Known> described(
            StatefulRedisConnection<byte[], byte[]> server, byte[] prefix, List<EntryKey> addresses, OtherTypes others)
            throws Refused {
        RedisAsyncCommands<byte[], byte[]> commands = server.async();
        var asked = new ArrayList<Asked>();
        for (EntryKey address : addresses) {
            byte[] key = address.bytes();
            asked.add(new Asked(
                    address,
                    commands.type(key),
                    commands.pexpiretime(key),
                    commands.memoryUsage(key).exceptionally(notAllowed -> Long.MAX_VALUE)));
        }
        server.flushCommands();
        var known = new ArrayList<Known>();
        for (Asked each : asked) {
            String type = ServerAnswers.answer(server, each.type());
            long expiry = ServerAnswers.answer(server, each.expiry());
            Long bytes = ServerAnswers.answer(server, each.bytes());
            if (bytes == null || expiry == -2 || type.equals("none")) {
                continue;
            }
            EntryKey key = each.address().behind(prefix);
            ValueType ours = TYPES.get(type);
            if (ours == null) {
                others.take(key, type);
            } else {
                known.add(new Known(
                        key, each.address(), ours, expiry < 0 ? OptionalLong.empty() : OptionalLong.of(expiry), bytes));
            }
        }
        return known;
    }

    /** Takes keys of types that no definition knows. */
    interface OtherTypes {
        void take(EntryKey key, String type);
    }
}
