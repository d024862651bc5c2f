package io.whisperschema.cache.internal.server;

import io.lettuce.core.api.StatefulRedisConnection;
import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.EntryPart;
import io.whisperschema.cache.internal.entry.EntryScope;
import io.whisperschema.cache.internal.entry.Portions;
import io.whisperschema.cache.internal.server.ServerAnswers.Refused;
import io.whisperschema.error.UnsupportedChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Reads entries of a server: so many small ones in a round, while the next round is on its way, or a large one part by part. Not
 * thread-safe.
 */
final class ServerReader implements Entries.Reader {
    /** An entry that takes less memory than that on its server is read whole. */
    private static final long SMALL = 256 * 1024;

    private static final long ROUND = 512L << 10;
    private static final int ROUNDS_AHEAD = 2;
    private static final int DESCRIBED = 500;

    private final Link link;
    private final byte[] prefix;
    private final ServerAnswers answers;
    private final Deque<Known> known = new ArrayDeque<>();
    private final Deque<Round> coming = new ArrayDeque<>();
    private final Deque<EntryPart> ready = new ArrayDeque<>();
    private final Deque<EntryKey> listed = new ArrayDeque<>();
    private Optional<KeyPages> pages = Optional.empty();
    private Optional<LargeEntry> large = Optional.empty();

    ServerReader(Link link, byte[] prefix, ServerAnswers answers) {
        this.link = link;
        this.prefix = prefix;
        this.answers = answers;
    }

    @Override
    public void begin(EntryScope scope) {
        known.clear();
        coming.clear();
        ready.clear();
        listed.clear();
        large = Optional.empty();
        pages = Optional.of(KeyPages.once(scope, prefix, link));
    }

    @Override
    public Optional<EntryPart> next() {
        return answers.asked("read entries", RedisEntries.GO_ON, this::part);
    }

    private Optional<EntryPart> part() throws Refused {
        while (ready.isEmpty()) {
            if (large.isPresent()) {
                if (!large.get().readInto(ready)) {
                    large = Optional.empty();
                }
            } else {
                askAhead();
                if (!coming.isEmpty()) {
                    receive(coming.remove());
                } else if (!known.isEmpty()) {
                    large = Optional.of(new LargeEntry(server(), known.remove()));
                } else {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(ready.remove());
    }

    private StatefulRedisConnection<byte[], byte[]> server() {
        return pages.orElseThrow().server();
    }

    private void askAhead() throws Refused {
        while (coming.size() < ROUNDS_AHEAD) {
            if (!known.isEmpty()) {
                if (isLarge(known.element())) {
                    return;
                }
                coming.add(asked());
            } else if (!listed.isEmpty()) {
                describe();
            } else if (pages.isPresent() && !pages.get().isAtEnd()) {
                listed.addAll(pages.get().next());
            } else {
                return;
            }
        }
    }

    private static boolean isLarge(Known entry) {
        return entry.bytes() > SMALL;
    }

    private void describe() throws Refused {
        var some = new ArrayList<EntryKey>();
        while (!listed.isEmpty() && some.size() < DESCRIBED) {
            some.add(listed.remove());
        }
        known.addAll(pages.orElseThrow().describe(some, (key, type) -> {
            throw new UnsupportedChange(
                    answers.store(),
                    "read key " + key,
                    "what is under it is a " + type + ", of which this release knows nothing",
                    "Take it away, or leave keys like it where they are.");
        }));
    }

    /** Small entries that a server was asked for together. */
    private record Round(StatefulRedisConnection<byte[], byte[]> server, List<Asked> entries) {}

    private record Asked(Known entry, CompletionStage<List<byte[]>> elements) {}

    private Round asked() {
        var round = new Round(server(), new ArrayList<>());
        long bytes = 0;
        while (!known.isEmpty() && !isLarge(known.element()) && bytes < ROUND) {
            Known entry = known.remove();
            round.entries().add(new Asked(entry, Elements.all(round.server().async(), entry)));
            bytes += entry.bytes();
        }
        round.server().flushCommands();
        return round;
    }

    private void receive(Round round) throws Refused {
        for (Asked each : round.entries()) {
            List<byte[]> elements = ServerAnswers.answer(round.server(), each.elements());
            if (!elements.isEmpty()) {
                ready.addAll(Portions.of(each.entry().with(elements)));
            }
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
