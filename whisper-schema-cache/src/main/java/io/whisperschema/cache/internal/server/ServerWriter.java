package io.whisperschema.cache.internal.server;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.EntryPart;
import io.whisperschema.cache.internal.server.ServerAnswers.Refused;
import io.whisperschema.definition.cache.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * Writes entries to a server or cluster, a round at a time, while the one before is on its way. An entry of one part is one
 * transaction; one of many is built beside its place, where it expires by itself if nobody finishes it, and then put there. Not
 * thread-safe.
 */
final class ServerWriter implements Entries.Writer {
    private static final long ROUND_BYTES = 512 << 10;
    private static final int ROUND_ENTRIES = 128;
    private static final long BUILT_WITHIN_MILLIS = 3_600_000;

    private final Link link;
    private final byte[] prefix;
    private final ServerAnswers answers;
    private Round round = new Round();
    private Round before = new Round();
    private Optional<EntryPart> held = Optional.empty();
    private Optional<Building> building = Optional.empty();

    ServerWriter(Link link, byte[] prefix, ServerAnswers answers) {
        this.link = link;
        this.prefix = prefix;
        this.answers = answers;
    }

    /** What is sent together, and the whole entries among it. */
    private static final class Round {
        private final List<EntryPart> entries = new ArrayList<>();
        private final List<Sent> sent = new ArrayList<>();
        private long bytes;

        void send(StatefulRedisConnection<byte[], byte[]> server, CompletionStage<?> command) {
            sent.add(new Sent(server, command));
        }

        void flush() {
            sent.stream().map(Sent::server).distinct().forEach(StatefulRedisConnection::flushCommands);
        }

        /** Waits for all answers; the first refusal among them. */
        Optional<Refused> answered() {
            Optional<Refused> first = Optional.empty();
            for (Sent each : sent) {
                try {
                    ServerAnswers.answer(each.server(), each.command());
                } catch (Refused refused) {
                    first = first.isPresent() ? first : Optional.of(refused);
                }
            }
            sent.clear();
            return first;
        }
    }

    private record Sent(StatefulRedisConnection<byte[], byte[]> server, CompletionStage<?> command) {}

    /** A large entry that is built beside its place. */
    private record Building(EntryKey key, EntryKey address, EntryKey beside, ValueType type, OptionalLong expiry) {}

    @Override
    public void write(EntryPart part) {
        asked(() -> {
            if (building.isPresent() && building.get().key().equals(part.key())) {
                append(building.get(), part);
            } else if (held.isPresent() && held.get().key().equals(part.key())) {
                beginBuilding(held.get());
                append(building.orElseThrow(), part);
            } else {
                endEntry();
                held = Optional.of(part);
            }
            return part;
        });
    }

    @Override
    public void flush() {
        asked(() -> {
            endEntry();
            settleAll();
            return round;
        });
    }

    private <T> void asked(ServerAnswers.Asking<T> asking) {
        answers.asked("write entries", RedisEntries.GO_ON, asking);
    }

    private void endEntry() throws Refused {
        if (held.isPresent()) {
            EntryPart whole = held.get();
            held = Optional.empty();
            round.entries.add(whole);
            round.bytes += whole.bytes();
            replace(whole, round);
            if (round.entries.size() == ROUND_ENTRIES || round.bytes >= ROUND_BYTES) {
                sendOff();
            }
        }
        if (building.isPresent()) {
            Building built = building.get();
            building = Optional.empty();
            putInPlace(built);
        }
    }

    private StatefulRedisConnection<byte[], byte[]> serverOf(EntryKey address) {
        return link.of(address.slot());
    }

    private void send(StatefulRedisConnection<byte[], byte[]> server, CompletionStage<?> command) {
        round.send(server, command);
    }

    private void sendOff() throws Refused {
        round.flush();
        settle(before);
        before = round;
        round = new Round();
    }

    private void settleAll() throws Refused {
        sendOff();
        settle(before);
        before = new Round();
    }

    private void replace(EntryPart whole, Round in) {
        EntryKey address = whole.key().prefixed(prefix);
        StatefulRedisConnection<byte[], byte[]> server = serverOf(address);
        RedisAsyncCommands<byte[], byte[]> commands = server.async();
        byte[] key = address.bytes();
        in.send(server, commands.multi());
        in.send(server, commands.del(key));
        in.send(server, Elements.add(commands, key, whole.type(), whole.elements()));
        whole.expiry().ifPresent(moment -> in.send(server, commands.pexpireat(key, moment)));
        in.send(server, commands.exec());
    }

    /** Waits for all answers; where slots have got another server meanwhile, whole entries are written once more. */
    private void settle(Round sent) throws Refused {
        Optional<Refused> refused = sent.answered();
        for (int tries = 1; refused.isPresent(); tries++) {
            if (!refused.get().mayBeTriedAgain(tries)) {
                throw refused.get();
            }
            link.refresh();
            sent.entries.forEach(whole -> replace(whole, sent));
            sent.flush();
            refused = sent.answered();
        }
    }

    private void beginBuilding(EntryPart first) throws Refused {
        held = Optional.empty();
        settleAll();
        EntryKey address = first.key().prefixed(prefix);
        EntryKey beside = RedisEntries.beside(address, prefix);
        var begun = new Building(first.key(), address, beside, first.type(), first.expiry());
        building = Optional.of(begun);
        StatefulRedisConnection<byte[], byte[]> server = serverOf(address);
        send(server, server.async().del(beside.bytes()));
        append(begun, first);
    }

    private void append(Building begun, EntryPart part) throws Refused {
        StatefulRedisConnection<byte[], byte[]> server = serverOf(begun.address());
        RedisAsyncCommands<byte[], byte[]> commands = server.async();
        byte[] beside = begun.beside().bytes();
        send(server, Elements.add(commands, beside, part.type(), part.elements()));
        round.bytes += part.bytes();
        if (round.bytes >= ROUND_BYTES || round.sent.size() >= 2 * ROUND_ENTRIES) {
            send(server, commands.pexpire(beside, BUILT_WITHIN_MILLIS));
            settleBuilding();
        }
    }

    private void putInPlace(Building built) throws Refused {
        StatefulRedisConnection<byte[], byte[]> server = serverOf(built.address());
        RedisAsyncCommands<byte[], byte[]> commands = server.async();
        byte[] key = built.address().bytes();
        send(server, commands.multi());
        send(server, commands.rename(built.beside().bytes(), key));
        send(
                server,
                built.expiry().isPresent()
                        ? commands.pexpireat(key, built.expiry().getAsLong())
                        : commands.persist(key));
        send(server, commands.exec());
        settleBuilding();
    }

    /** What is only half built cannot be written once more. */
    private void settleBuilding() throws Refused {
        round.flush();
        Optional<Refused> refused = round.answered();
        round = new Round();
        if (refused.isPresent()) {
            throw refused.get();
        }
    }

    @Override
    public void abandon() {
        held = Optional.empty();
        building = Optional.empty();
        round.flush();
        before.answered();
        round.answered();
        before = new Round();
        round = new Round();
    }

    @Override
    public void close() {
        link.close();
    }
}
