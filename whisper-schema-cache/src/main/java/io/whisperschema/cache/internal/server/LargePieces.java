package io.whisperschema.cache.internal.server;

import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScoredValueScanCursor;
import io.lettuce.core.ValueScanCursor;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.Piece;
import io.whisperschema.cache.internal.entry.Piece.Extent;
import io.whisperschema.cache.internal.entry.Portions;
import io.whisperschema.cache.internal.server.ServerAnswers.Refused;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A large list or set piece by piece, while its elements change. */
final class LargePieces {
    private static final int ELEMENTS = 256;
    private static final int ELEMENTS_OF_UNKNOWN_SIZE = 64;

    private final Known entry;
    private final Optional<EntryKey> goal;
    private Optional<StatefulRedisConnection<byte[], byte[]>> last = Optional.empty();
    private ScanCursor cursor = ScanCursor.INITIAL;
    private long from;
    private long step;
    private boolean isAtEnd;

    LargePieces(Known entry, Optional<EntryKey> goal) {
        this.entry = entry;
        this.goal = goal;
    }

    EntryKey address() {
        return entry.address();
    }

    boolean isAtEnd() {
        return isAtEnd;
    }

    /** The next piece, which may be of no elements. */
    Piece next(StatefulRedisConnection<byte[], byte[]> server, boolean isTaken) throws Refused {
        if (!last.equals(Optional.of(server))) {
            last = Optional.of(server);
            cursor = ScanCursor.INITIAL;
        }
        step = step == 0 ? step(server) : step;
        long begin = from;
        List<byte[]> elements = switch (entry.type()) {
            case LIST -> window(server);
            case SET -> members(server);
            case SORTED_SET -> scored(server);
            case HASH, STRING -> throw new IllegalStateException("read whole: " + entry.type());
        };
        return new Piece(entry.key(), isAtEnd ? Extent.LAST : Extent.PART, begin, elements, goal, isTaken);
    }

    private long step(StatefulRedisConnection<byte[], byte[]> server) throws Refused {
        if (entry.bytes() == Long.MAX_VALUE) {
            return ELEMENTS_OF_UNKNOWN_SIZE;
        }
        RedisAsyncCommands<byte[], byte[]> commands = server.async();
        byte[] key = entry.address().bytes();
        long length = answer(
                server,
                switch (entry.type()) {
                    case LIST -> commands.llen(key);
                    case SET -> commands.scard(key);
                    default -> commands.zcard(key);
                });
        long ofOne = Math.max(1, entry.bytes() / Math.max(1, length));
        return Math.max(1, Math.min(ELEMENTS, Portions.BYTES / ofOne));
    }

    private List<byte[]> window(StatefulRedisConnection<byte[], byte[]> server) throws Refused {
        byte[] key = entry.address().bytes();
        List<byte[]> elements = answer(server, server.async().lrange(key, from, from + step - 1));
        from += elements.size();
        isAtEnd = elements.size() < step;
        return elements;
    }

    private List<byte[]> members(StatefulRedisConnection<byte[], byte[]> server) throws Refused {
        ValueScanCursor<byte[]> page =
                answer(server, server.async().sscan(entry.address().bytes(), cursor, args()));
        read(page);
        return page.getValues();
    }

    private List<byte[]> scored(StatefulRedisConnection<byte[], byte[]> server) throws Refused {
        ScoredValueScanCursor<byte[]> page =
                answer(server, server.async().zscan(entry.address().bytes(), cursor, args()));
        read(page);
        return Elements.ofScores(page.getValues());
    }

    private ScanArgs args() {
        return ScanArgs.Builder.limit(step);
    }

    private void read(ScanCursor page) {
        cursor = page;
        isAtEnd = page.isFinished();
    }

    private static <T> T answer(StatefulRedisConnection<byte[], byte[]> server, CompletionStage<T> command)
            throws Refused {
        server.flushCommands();
        return ServerAnswers.answer(server, command);
    }
}
