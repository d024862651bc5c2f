package io.whisperschema.cache.internal.server;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.EntryPart;
import io.whisperschema.cache.internal.server.ServerAnswers.Refused;
import io.whisperschema.definition.cache.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Writes entries to a server or cluster, many at a time. An entry of one part is one transaction; one of many is built beside its
 * place, where it expires by itself if nobody finishes it, and then put there.
 */
final class ServerWriter implements Entries.Writer {
    private static final long ROUND_BYTES = 1 << 20;
    private static final int ROUND_ENTRIES = 256;
    private static final long BUILT_WITHIN_MILLIS = 3_600_000;

    private final Link link;
    private final byte[] prefix;
    private final ServerAnswers answers;
    private final List<EntryPart> unanswered = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private Optional<EntryPart> held = Optional.empty();
    private Optional<Building> building = Optional.empty();
    private long bytes;

    ServerWriter(Link link, byte[] prefix, ServerAnswers answers) {
        this.link = link;
        this.prefix = prefix;
        this.answers = answers;
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
            settle();
            return unanswered;
        });
    }

    private <T> void asked(ServerAnswers.Asking<T> asking) {
        answers.asked("write entries", RedisEntries.GO_ON, asking);
    }

    private void endEntry() throws Refused {
        if (held.isPresent()) {
            EntryPart whole = held.get();
            held = Optional.empty();
            unanswered.add(whole);
            bytes += whole.bytes();
            replace(whole);
            if (unanswered.size() == ROUND_ENTRIES || bytes >= ROUND_BYTES) {
                settle();
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
        sent.add(new Sent(server, command));
    }

    private void replace(EntryPart whole) {
        EntryKey address = whole.key().prefixed(prefix);
        StatefulRedisConnection<byte[], byte[]> server = serverOf(address);
        RedisAsyncCommands<byte[], byte[]> commands = server.async();
        byte[] key = address.bytes();
        send(server, commands.multi());
        send(server, commands.del(key));
        send(server, Elements.add(commands, key, whole.type(), whole.elements()));
        whole.expiry().ifPresent(moment -> send(server, commands.pexpireat(key, moment)));
        send(server, commands.exec());
    }

    /** Waits for all answers; where slots have got another server meanwhile, whole entries are written once more. */
    private void settle() throws Refused {
        for (int tries = 1; !sent.isEmpty(); tries++) {
            Optional<Refused> refused = answered();
            if (refused.isEmpty()) {
                break;
            }
            if (!refused.get().mayBeTriedAgain(tries)) {
                throw refused.get();
            }
            link.refresh();
            unanswered.forEach(this::replace);
        }
        unanswered.clear();
        bytes = 0;
    }

    private Optional<Refused> answered() {
        Set<StatefulRedisConnection<byte[], byte[]>> servers = new LinkedHashSet<>();
        sent.forEach(each -> servers.add(each.server()));
        servers.forEach(StatefulRedisConnection::flushCommands);
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

    private void beginBuilding(EntryPart first) throws Refused {
        held = Optional.empty();
        settle();
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
        bytes += part.bytes();
        if (bytes >= ROUND_BYTES || sent.size() >= 2 * ROUND_ENTRIES) {
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
        Optional<Refused> refused = answered();
        bytes = 0;
        if (refused.isPresent()) {
            throw refused.get();
        }
    }

    @Override
    public void abandon() {
        held = Optional.empty();
        building = Optional.empty();
        unanswered.clear();
        if (!sent.isEmpty()) {
            answered();
        }
        bytes = 0;
    }

    @Override
    public void close() {
        link.close();
    }
}
