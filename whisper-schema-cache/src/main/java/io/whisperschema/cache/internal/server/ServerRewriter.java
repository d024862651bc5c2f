package io.whisperschema.cache.internal.server;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.whisperschema.cache.MessageCodec;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.cache.internal.entry.EntryScope;
import io.whisperschema.cache.internal.entry.Piece;
import io.whisperschema.cache.internal.entry.Piece.Extent;
import io.whisperschema.cache.internal.entry.Rewriter;
import io.whisperschema.cache.internal.server.ServerAnswers.Refused;
import io.whisperschema.definition.cache.ValueType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Rewrites entries of a server or cluster: so many small ones in a round, or a large one piece by piece. */
final class ServerRewriter implements Rewriter {
    /** An entry that takes less memory than that on its server is read whole. */
    private static final long SMALL = 256 * 1024;

    private static final int LONGEST = MessageCodec.LONGEST;
    private static final long ROUND_BYTES = 1 << 20;
    private static final int ROUND_ENTRIES = 256;
    private static final CompletionStage<Long> NOT_THERE = CompletableFuture.completedFuture(0L);
    private static final String ON_ITS_WAY = "->-";
    private static final String COMING = "-<-";

    private final Supplier<Link> links;
    private final Link link;
    private final byte[] prefix;
    private final ServerAnswers answers;
    private final Deque<EntryKey> listed = new ArrayDeque<>();
    private final Deque<Known> known = new ArrayDeque<>();
    private final Deque<Piece> others = new ArrayDeque<>();
    private Optional<Pass> pass = Optional.empty();
    private Optional<LargePieces> large = Optional.empty();
    private Optional<Watched> watched = Optional.empty();
    private Optional<KeyMoves> moves = Optional.empty();

    ServerRewriter(Supplier<Link> links, byte[] prefix, ServerAnswers answers) {
        this.links = links;
        this.prefix = prefix;
        this.answers = answers;
        link = links.get();
    }

    /** A piece that is watched since it was read. */
    private record Watched(StatefulRedisConnection<byte[], byte[]> server, Piece piece) {}

    /** One way through all keys. */
    private record Pass(KeyPages pages, Wanted wanted, PieceCommands commands, String owners) {}

    private <T> T asked(ServerAnswers.Asking<T> asking) {
        return answers.asked("rewrite entries", RedisEntries.GO_ON, asking);
    }

    @Override
    public void begin(EntryScope scope, Wanted wanted) {
        listed.clear();
        known.clear();
        others.clear();
        large = Optional.empty();
        pass = Optional.of(asked(() -> {
            link.refresh();
            String owners = link.owners();
            return new Pass(KeyPages.listed(scope, prefix, link), wanted, new PieceCommands(wanted), owners);
        }));
    }

    private Pass pass() {
        return pass.orElseThrow();
    }

    @Override
    public boolean sawAll() {
        return asked(() -> {
            link.refresh();
            String owners = pass().owners();
            return owners.equals(link.owners()) && !owners.contains(ON_ITS_WAY) && !owners.contains(COMING);
        });
    }

    @Override
    public List<Piece> next() {
        return asked(this::round);
    }

    private List<Piece> round() throws Refused {
        while (true) {
            List<Piece> pieces = List.of();
            if (large.isPresent()) {
                pieces = List.of(largePiece(large.get()));
            } else if (!others.isEmpty()) {
                pieces = List.of(others.remove());
            } else if (!known.isEmpty()) {
                pieces = knownPieces();
            } else if (!listed.isEmpty()) {
                describe();
            } else if (!pass().pages().isAtEnd()) {
                listed.addAll(pass().pages().next());
            } else {
                return List.of();
            }
            if (!pieces.isEmpty()) {
                return pieces;
            }
        }
    }

    private Piece largePiece(LargePieces entry) throws Refused {
        Piece piece = routed(entry.address(), server -> {
            Optional<EntryKey> goal = goal(entry.address());
            boolean isTaken = goal.isPresent() && isThere(goal.get());
            return entry.next(server, isTaken);
        });
        if (entry.isAtEnd()) {
            large = Optional.empty();
        }
        return piece;
    }

    private Optional<EntryKey> goal(EntryKey address) {
        return pass().wanted().goals().apply(address.behind(prefix));
    }

    private boolean isThere(EntryKey key) throws Refused {
        return ServerAnswers.answer(link.masters().get(0), askedWhetherThere(key)) > 0;
    }

    private CompletionStage<Long> askedWhetherThere(EntryKey key) {
        EntryKey address = key.prefixed(prefix);
        StatefulRedisConnection<byte[], byte[]> server = link.of(address.slot());
        CompletionStage<Long> asked = server.async().exists(address.bytes());
        server.flushCommands();
        return asked;
    }

    private void describe() throws Refused {
        var some = new ArrayList<EntryKey>();
        while (!listed.isEmpty() && some.size() < ROUND_ENTRIES) {
            some.add(listed.remove());
        }
        KeyPages.OtherTypes others = (key, type) -> other(key);
        try {
            known.addAll(pass().pages().describe(some, others));
        } catch (Refused refused) {
            requireAnswer(refused);
            for (EntryKey address : some) {
                known.addAll(routed(address, server -> KeyPages.described(server, prefix, List.of(address), others)));
            }
        }
    }

    private void other(EntryKey key) {
        others.add(new Piece(key, Extent.OTHER_TYPE, 0, List.of(), Optional.empty(), false));
    }

    private static void requireAnswer(Refused refused) throws Refused {
        if (!refused.isAnswer()) {
            throw refused;
        }
    }

    private List<Piece> knownPieces() throws Refused {
        var some = new ArrayList<Known>();
        long bytes = 0;
        while (!known.isEmpty() && some.size() < ROUND_ENTRIES && bytes < ROUND_BYTES) {
            Known entry = known.element();
            if (entry.type() != pass().wanted().type()) {
                other(entry.key());
            } else if (isTooLarge(entry)) {
                others.add(new Piece(entry.key(), Extent.LAST, 0, List.of(), goal(entry.address()), false));
            } else if (isReadInPieces(entry)) {
                if (some.isEmpty()) {
                    large = Optional.of(new LargePieces(entry, goal(entry.address())));
                    known.remove();
                }
                break;
            } else {
                some.add(entry);
                bytes += entry.bytes() == Long.MAX_VALUE ? ROUND_BYTES : entry.bytes();
            }
            known.remove();
        }
        return pieces(some);
    }

    /** A single value that no document is as large as is not read. */
    private static boolean isTooLarge(Known entry) {
        return entry.type() == ValueType.STRING && entry.bytes() != Long.MAX_VALUE && entry.bytes() > 2L * LONGEST;
    }

    private static boolean isReadInPieces(Known entry) {
        return entry.bytes() > SMALL && entry.type() != ValueType.HASH && entry.type() != ValueType.STRING;
    }

    private List<Piece> pieces(List<Known> some) throws Refused {
        try {
            return pieces(pass().pages().server(), some);
        } catch (Refused refused) {
            requireAnswer(refused);
            var pieces = new ArrayList<Piece>();
            for (Known entry : some) {
                pieces.addAll(piece(entry));
            }
            return pieces;
        }
    }

    private List<Piece> piece(Known entry) throws Refused {
        try {
            return routed(entry.address(), server -> pieces(server, List.of(entry)));
        } catch (Refused refused) {
            if (refused.isOfAnotherType()) {
                return List.of();
            }
            throw refused;
        }
    }

    private record Asked(
            Known entry,
            Optional<EntryKey> goal,
            CompletionStage<List<byte[]>> elements,
            CompletionStage<Long> taken) {}

    private List<Piece> pieces(StatefulRedisConnection<byte[], byte[]> server, List<Known> some) throws Refused {
        var asked = new ArrayList<Asked>();
        for (Known entry : some) {
            CompletionStage<List<byte[]>> elements =
                    pass().commands().whole(server.async(), entry.address().bytes());
            Optional<EntryKey> goal = goal(entry.address());
            asked.add(new Asked(
                    entry, goal, elements, goal.map(this::askedWhetherThere).orElse(NOT_THERE)));
        }
        server.flushCommands();
        var pieces = new ArrayList<Piece>();
        for (Asked each : asked) {
            List<byte[]> elements = ServerAnswers.answer(server, each.elements());
            boolean isTaken = ServerAnswers.answer(server, each.taken()) > 0;
            if (!elements.isEmpty() || each.entry().type() == ValueType.HASH) {
                pieces.add(new Piece(each.entry().key(), Extent.WHOLE, 0, elements, each.goal(), isTaken));
            }
        }
        return pieces;
    }

    private interface Call<T> {
        T on(StatefulRedisConnection<byte[], byte[]> server) throws Refused;
    }

    /** Asks the server that has a key, which may be another in a moment. */
    private <T> T routed(EntryKey address, Call<T> call) throws Refused {
        for (int tries = 1; ; tries++) {
            try {
                return call.on(link.of(address.slot()));
            } catch (Refused refused) {
                if (!refused.mayBeTriedAgain(tries)) {
                    throw refused;
                }
                link.refresh();
            }
        }
    }

    @Override
    public Optional<Piece> again(Piece piece) {
        EntryKey address = piece.key().prefixed(prefix);
        Optional<Watched> now = asked(() -> routed(address, server -> watched(server, address, piece)));
        watched = now;
        return now.map(Watched::piece);
    }

    private Optional<Watched> watched(StatefulRedisConnection<byte[], byte[]> server, EntryKey address, Piece piece)
            throws Refused {
        RedisAsyncCommands<byte[], byte[]> commands = server.async();
        var unused = commands.unwatch();
        CompletionStage<String> begun = commands.watch(address.bytes());
        if (movesAlong(piece)) {
            begun = commands.watch(piece.goal().orElseThrow().prefixed(prefix).bytes());
        }
        CompletionStage<Long> there = commands.exists(address.bytes());
        CompletionStage<List<byte[]>> asked = pass().commands().again(commands, address.bytes(), piece);
        server.flushCommands();
        ServerAnswers.answer(server, begun);
        if (ServerAnswers.answer(server, there) == 0) {
            return Optional.empty();
        }
        List<byte[]> elements = ServerAnswers.answer(server, asked);
        boolean isTaken = piece.goal().isPresent() && isThere(piece.goal().get());
        var now = new Piece(piece.key(), piece.extent(), piece.from(), elements, piece.goal(), isTaken);
        return Optional.of(new Watched(server, now));
    }

    @Override
    public List<Outcome> write(List<Rewrite> rewrites) {
        Map<Integer, List<Rewrite>> groups = new LinkedHashMap<>();
        rewrites.forEach(each -> groups.computeIfAbsent(group(each.piece().key()), any -> new ArrayList<>())
                .add(each));
        IdentityHashMap<Rewrite, Outcome> outcomes = new IdentityHashMap<>();
        for (List<Rewrite> group : groups.values()) {
            EntryKey address = group.get(0).piece().key().prefixed(prefix);
            List<Outcome> written = asked(() -> routed(address, server -> written(server, group)));
            for (int i = 0; i < group.size(); i++) {
                outcomes.put(group.get(i), written.get(i));
            }
        }
        return rewrites.stream().map(outcomes::get).toList();
    }

    private int group(EntryKey key) {
        return link.group(key.prefixed(prefix).slot());
    }

    private List<Outcome> written(StatefulRedisConnection<byte[], byte[]> server, List<Rewrite> group) throws Refused {
        var round = new WatchedRound(server, pass().commands(), prefix, group, this::movesAlong);
        boolean isWatched = group.size() == 1
                && pass().commands().readsAllItWrites()
                && watched.equals(Optional.of(new Watched(server, group.get(0).piece())));
        watched = Optional.empty();
        return isWatched ? round.outcomesOfWatched() : round.outcomes();
    }

    private boolean movesAlong(Piece piece) {
        return piece.extent() == Extent.WHOLE
                && piece.goal().isPresent()
                && group(piece.goal().get()) == group(piece.key());
    }

    private KeyMoves moves() {
        KeyMoves opened = moves.orElseGet(() -> new KeyMoves(link, links.get(), prefix, answers));
        moves = Optional.of(opened);
        return opened;
    }

    @Override
    public Outcome move(EntryKey from, EntryKey to) {
        return group(from) == group(to)
                ? asked(() -> routed(from.prefixed(prefix), server -> renamed(server, from, to)))
                : asked(() -> moves().move(from.prefixed(prefix), to.prefixed(prefix)));
    }

    /** Without a look at what it holds, which goes along. */
    private Outcome renamed(StatefulRedisConnection<byte[], byte[]> server, EntryKey from, EntryKey to) throws Refused {
        RedisAsyncCommands<byte[], byte[]> commands = server.async();
        byte[] key = from.prefixed(prefix).bytes();
        var there = commands.exists(key);
        var renamed = commands.renamenx(key, to.prefixed(prefix).bytes());
        server.flushCommands();
        if (ServerAnswers.answer(server, there) == 0) {
            return Outcome.DONE;
        }
        return ServerAnswers.answer(server, renamed) ? Outcome.DONE : Outcome.TAKEN;
    }

    @Override
    public boolean dropSame(EntryKey key, EntryKey other) {
        return asked(() -> moves().dropSame(key.prefixed(prefix), other.prefixed(prefix)));
    }

    @Override
    public void drop(EntryKey key) {
        EntryKey address = key.prefixed(prefix);
        asked(() -> routed(address, server -> {
            CompletionStage<Long> gone = server.async().del(address.bytes());
            server.flushCommands();
            return ServerAnswers.answer(server, gone);
        }));
    }

    @Override
    public void close() {
        moves.ifPresent(KeyMoves::close);
        link.close();
    }
}
