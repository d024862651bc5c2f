package io.whisperschema.cache.internal.entry;

import io.whisperschema.cache.internal.entry.Piece.Extent;
import io.whisperschema.definition.cache.ValueType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Rewrites entries of a cache in this process, each whole. */
final class PoolRewriter implements Rewriter {
    private static final int ROUND = 256;

    private final EntryPool pool;
    private final Function<EntryKey, String> addresses;
    private final Function<EntryScope, List<EntryKey>> keys;
    private final Deque<EntryKey> left = new ArrayDeque<>();
    private Optional<Wanted> wanted = Optional.empty();

    PoolRewriter(EntryPool pool, Function<EntryKey, String> addresses, Function<EntryScope, List<EntryKey>> keys) {
        this.pool = pool;
        this.addresses = addresses;
        this.keys = keys;
    }

    @Override
    public void begin(EntryScope scope, Wanted now) {
        wanted = Optional.of(now);
        left.clear();
        left.addAll(keys.apply(scope));
    }

    @Override
    public List<Piece> next() {
        var pieces = new ArrayList<Piece>();
        long bytes = 0;
        while (!left.isEmpty() && pieces.size() < ROUND && bytes < Portions.BYTES) {
            Optional<Piece> piece = piece(left.remove());
            piece.ifPresent(pieces::add);
            bytes += piece.map(Piece::bytes).orElse(0L);
        }
        return pieces;
    }

    private Optional<Piece> piece(EntryKey key) {
        Wanted now = wanted.orElseThrow();
        Optional<EntryKey> goal = now.goals().apply(key);
        return entry(key).map(entry -> {
            boolean isOther = entry.type() != now.type();
            return new Piece(
                    key,
                    isOther ? Extent.OTHER_TYPE : Extent.WHOLE,
                    0,
                    isOther ? List.of() : entry.elements(),
                    goal,
                    goal.flatMap(this::entry).isPresent());
        });
    }

    private Optional<RawEntry> entry(EntryKey key) {
        return pool.entry(addresses.apply(key));
    }

    @Override
    public Optional<Piece> again(Piece piece) {
        return piece(piece.key());
    }

    @Override
    public List<Outcome> write(List<Rewrite> rewrites) {
        return rewrites.stream().map(this::written).toList();
    }

    private Outcome written(Rewrite rewrite) {
        Piece piece = rewrite.piece();
        String key = addresses.apply(piece.key());
        EntryPool.Change change = change(rewrite);
        return piece.goal()
                .map(goal -> pool.move(key, addresses.apply(goal), change))
                .orElseGet(() -> pool.change(key, change));
    }

    /** Elements of a list are objects of their own, so that each that is still there is known wherever it is by then. */
    private EntryPool.Change change(Rewrite rewrite) {
        List<byte[]> before = rewrite.piece().elements();
        List<byte[]> after = rewrite.elements();
        if (wanted.orElseThrow().type() != ValueType.LIST) {
            return now -> Optional.of(after).filter(any -> Arrays.deepEquals(now.toArray(), before.toArray()));
        }
        var others = new IdentityHashMap<byte[], byte[]>();
        for (int i = 0; i < before.size(); i++) {
            others.put(before.get(i), after.get(i));
        }
        return now -> Optional.of(
                now.stream().map(each -> others.getOrDefault(each, each)).toList());
    }

    @Override
    public Outcome move(EntryKey from, EntryKey to) {
        return entry(from).isEmpty()
                ? Outcome.DONE
                : pool.move(addresses.apply(from), addresses.apply(to), Optional::of);
    }

    @Override
    public boolean dropSame(EntryKey key, EntryKey other) {
        Optional<RawEntry> entry = entry(key);
        if (entry.isEmpty()) {
            return true;
        }
        boolean areSame = entry(other)
                .filter(there -> there.type() == entry.get().type())
                .filter(there -> Arrays.deepEquals(sorted(there), sorted(entry.get())))
                .isPresent();
        return areSame && pool.remove(addresses.apply(key), entry.get().elements());
    }

    private static Object[] sorted(RawEntry entry) {
        var same = new RawEntry(EntryKey.of(""), entry.type(), OptionalLong.empty(), entry.elements());
        return Portions.of(same).stream()
                .sorted((one, next) -> Arrays.compareUnsigned(one.place(), next.place()))
                .flatMap(part -> part.elements().stream())
                .toArray();
    }

    @Override
    public void drop(EntryKey key) {
        pool.remove(addresses.apply(key));
    }

    @Override
    public boolean sawAll() {
        return true;
    }

    @Override
    public void close() {
        left.clear();
    }
}
