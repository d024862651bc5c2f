package io.whisperschema.cache.internal.server;

import io.lettuce.core.MapScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScoredValueScanCursor;
import io.lettuce.core.ValueScanCursor;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.whisperschema.cache.internal.entry.EntryPart;
import io.whisperschema.cache.internal.entry.Portions;
import io.whisperschema.cache.internal.entry.RawEntry;
import io.whisperschema.cache.internal.server.ServerAnswers.Refused;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A large entry on its way, a part of it in memory at a time. */
final class LargeEntry {
    private static final long ELEMENTS_OF_UNKNOWN_SIZE = 64;

    private final StatefulRedisConnection<byte[], byte[]> server;
    private final RedisAsyncCommands<byte[], byte[]> commands;
    private final Known entry;
    private final RawEntry outline;
    private final byte[] key;
    private final Portions.Cutting cutting;
    private Deque<EntryPart> into = new ArrayDeque<>();
    private long length = -1;
    private long from;
    private ScanCursor cursor = ScanCursor.INITIAL;

    LargeEntry(StatefulRedisConnection<byte[], byte[]> server, Known entry) {
        this.server = server;
        this.entry = entry;
        commands = server.async();
        outline = entry.with(List.of());
        key = entry.address().bytes();
        cutting = new Portions.Cutting(outline, part -> into.add(part));
    }

    /** Reads on; whether there is more behind. */
    boolean readInto(Deque<EntryPart> parts) throws Refused {
        into = parts;
        return switch (entry.type()) {
            case STRING -> slice();
            case LIST -> elements();
            case HASH, SET, SORTED_SET -> members();
        };
    }

    private boolean slice() throws Refused {
        byte[] slice = answer(commands.getrange(key, from, from + Portions.BYTES - 1));
        if (from == 0 || slice.length > 0) {
            into.add(Portions.part(outline, Portions.place(from), List.of(slice)));
        }
        from += slice.length;
        return slice.length == Portions.BYTES;
    }

    private boolean elements() throws Refused {
        if (length < 0) {
            length = answer(commands.llen(key));
        }
        long step = step();
        List<byte[]> elements = answer(commands.lrange(key, from, from + step - 1));
        elements.forEach(cutting::add);
        from += elements.size();
        boolean more = elements.size() == step && from < length;
        if (!more) {
            cutting.finish();
        }
        return more;
    }

    private boolean members() throws Refused {
        if (length < 0) {
            length = answer(count());
        }
        if (length <= Portions.MEMBERS) {
            List<byte[]> elements = answer(Elements.all(commands, entry));
            if (!elements.isEmpty()) {
                into.addAll(Portions.of(entry.with(elements)));
            }
            return false;
        }
        List<byte[]> elements = scanned(ScanArgs.Builder.limit(step()));
        int width = Portions.width(entry.type());
        for (int i = 0; i < elements.size(); i += width) {
            into.add(Portions.member(outline, elements.subList(i, i + width)));
        }
        return !cursor.isFinished();
    }

    private CompletionStage<Long> count() {
        return switch (entry.type()) {
            case HASH -> commands.hlen(key);
            case SET -> commands.scard(key);
            default -> commands.zcard(key);
        };
    }

    private List<byte[]> scanned(ScanArgs args) throws Refused {
        switch (entry.type()) {
            case HASH -> {
                MapScanCursor<byte[], byte[]> page = answer(commands.hscan(key, cursor, args));
                cursor = page;
                return Elements.ofFields(page.getMap());
            }
            case SET -> {
                ValueScanCursor<byte[]> page = answer(commands.sscan(key, cursor, args));
                cursor = page;
                return page.getValues();
            }
            default -> {
                ScoredValueScanCursor<byte[]> page = answer(commands.zscan(key, cursor, args));
                cursor = page;
                return Elements.ofScores(page.getValues());
            }
        }
    }

    /** So many elements as have about as many bytes as a part may. */
    private long step() {
        if (entry.bytes() == Long.MAX_VALUE) {
            return ELEMENTS_OF_UNKNOWN_SIZE;
        }
        long ofOne = Math.max(1, entry.bytes() / Math.max(1, length));
        return Math.max(1, Math.min(Portions.ELEMENTS, Portions.BYTES / ofOne));
    }

    private <T> T answer(CompletionStage<T> command) throws Refused {
        server.flushCommands();
        return ServerAnswers.answer(server, command);
    }
}
