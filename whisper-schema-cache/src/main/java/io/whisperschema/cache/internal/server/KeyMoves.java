package io.whisperschema.cache.internal.server;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.EntryPart;
import io.whisperschema.cache.internal.entry.Rewriter.Outcome;
import io.whisperschema.cache.internal.server.ServerAnswers.Refused;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * Gives entries keys of other slots: writes the new one whole if nothing is there, and takes the old one away if nobody changed it
 * meanwhile; or does it again. The old keys are watched on a connection on which nothing else is done.
 */
final class KeyMoves implements AutoCloseable {
    private static final int TRIES = 20;
    private static final long WITHIN_MILLIS = 3_600_000;

    private final Link watching;
    private final Link writing;
    private final byte[] prefix;
    private final ServerWriter writer;

    KeyMoves(Link watching, Link writing, byte[] prefix, ServerAnswers answers) {
        this.watching = watching;
        this.writing = writing;
        this.prefix = prefix;
        writer = new ServerWriter(writing, prefix, answers);
    }

    /** Gives the entry of an address another. */
    Outcome move(EntryKey from, EntryKey to) throws Refused {
        Optional<BigInteger> written = Optional.empty();
        for (int tries = 1; tries <= TRIES; tries++) {
            try {
                Optional<Outcome> outcome = tried(from, to, written);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
                written = Optional.of(contents(writing.of(to.slot()), to));
            } catch (Refused refused) {
                again(from, refused, tries);
            }
        }
        return Outcome.CHANGED;
    }

    private void again(EntryKey from, Refused refused, int tries) throws Refused {
        writer.abandon();
        unwatch(watching.of(from.slot()));
        if (!refused.mayBeTriedAgain(tries)) {
            throw refused;
        }
        watching.refresh();
        writing.refresh();
    }

    /** What came of it; nothing if the old one changed while the new one was written. */
    private Optional<Outcome> tried(EntryKey from, EntryKey to, Optional<BigInteger> written) throws Refused {
        StatefulRedisConnection<byte[], byte[]> server = watching.of(from.slot());
        ServerAnswers.answer(server, flushed(server, server.async().watch(from.bytes())));
        Optional<Known> old = known(server, from);
        if (old.isEmpty()) {
            unwatch(server);
            return Optional.of(Outcome.DONE);
        }
        EntryKey beside = RedisEntries.beside(to, prefix);
        copy(server, old.get(), beside.behind(prefix));
        if (!isPut(beside, to, old.get().expiry(), written)) {
            unwatch(server);
            return Optional.of(Outcome.TAKEN);
        }
        return isGone(server, from) ? Optional.of(Outcome.DONE) : Optional.empty();
    }

    private static <T> CompletionStage<T> flushed(StatefulRedisConnection<?, ?> server, CompletionStage<T> command) {
        server.flushCommands();
        return command;
    }

    private static void unwatch(StatefulRedisConnection<byte[], byte[]> server) {
        flushed(server, server.async().unwatch());
    }

    private Optional<Known> known(StatefulRedisConnection<byte[], byte[]> server, EntryKey address) throws Refused {
        return KeyPages.described(server, prefix, List.of(address), (key, type) -> {}).stream()
                .findFirst();
    }

    private void copy(StatefulRedisConnection<byte[], byte[]> server, Known old, EntryKey beside) throws Refused {
        OptionalLong soon = OptionalLong.of(System.currentTimeMillis() + WITHIN_MILLIS);
        parts(
                server,
                old,
                part -> writer.write(new EntryPart(beside, part.type(), soon, part.place(), part.elements())));
        writer.flush();
    }

    private interface Sink {
        void take(EntryPart part);
    }

    private static void parts(StatefulRedisConnection<byte[], byte[]> server, Known entry, Sink sink) throws Refused {
        var large = new LargeEntry(server, entry);
        Deque<EntryPart> parts = new ArrayDeque<>();
        boolean more = true;
        while (more) {
            more = large.readInto(parts);
            while (!parts.isEmpty()) {
                sink.take(parts.remove());
            }
        }
    }

    /** Puts what was built in its place, if nothing is there but what we wrote before. */
    private boolean isPut(EntryKey beside, EntryKey to, OptionalLong expiry, Optional<BigInteger> before)
            throws Refused {
        StatefulRedisConnection<byte[], byte[]> server = writing.of(to.slot());
        RedisAsyncCommands<byte[], byte[]> commands = server.async();
        for (int tries = 0; tries < TRIES; tries++) {
            ServerAnswers.answer(server, flushed(server, commands.watch(to.bytes())));
            boolean isThere = ServerAnswers.answer(server, flushed(server, commands.exists(to.bytes()))) > 0;
            if (isThere && !before.equals(Optional.of(contents(server, to)))) {
                var unused = commands.unwatch();
                ServerAnswers.answer(server, flushed(server, commands.del(beside.bytes())));
                return false;
            }
            var queued = new ArrayList<CompletionStage<?>>();
            queued.add(commands.multi());
            queued.add(
                    expiry.isPresent()
                            ? commands.pexpireat(beside.bytes(), expiry.getAsLong())
                            : commands.persist(beside.bytes()));
            queued.add(commands.rename(beside.bytes(), to.bytes()));
            if (ServerAnswers.executed(server, queued)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isGone(StatefulRedisConnection<byte[], byte[]> server, EntryKey from) throws Refused {
        RedisAsyncCommands<byte[], byte[]> commands = server.async();
        var queued = new ArrayList<CompletionStage<?>>();
        queued.add(commands.multi());
        queued.add(commands.del(from.bytes()));
        return ServerAnswers.executed(server, queued);
    }

    private BigInteger contents(StatefulRedisConnection<byte[], byte[]> server, EntryKey address) throws Refused {
        var contents = new Contents();
        Optional<Known> entry = known(server, address);
        if (entry.isPresent()) {
            parts(server, entry.get(), contents::add);
        }
        return contents.sum();
    }

    /** Takes an entry away that holds the same as another; whether it does, or is gone by itself. */
    boolean dropSame(EntryKey address, EntryKey other) throws Refused {
        for (int tries = 1; ; tries++) {
            StatefulRedisConnection<byte[], byte[]> server = watching.of(address.slot());
            try {
                ServerAnswers.answer(server, flushed(server, server.async().watch(address.bytes())));
                boolean areSame = known(server, address).isEmpty()
                        || contents(server, address).equals(contents(writing.of(other.slot()), other));
                if (!areSame) {
                    unwatch(server);
                    return false;
                }
                if (isGone(server, address) || tries == TRIES) {
                    return true;
                }
            } catch (Refused refused) {
                again(address, refused, tries);
            }
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}
