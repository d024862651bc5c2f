package io.whisperschema.cache.internal.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.Policy.CacheEntry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists and hashes by key, each until its moment, within a bound. Whatever it does for itself it does on the thread that
 * calls. Thread-safe.
 */
public final class Shelf {
    /** The charge for each key beside its characters: what the library and we keep of it, about. */
    private static final int KEY = 200;

    private final Timeline time;
    private final long maximumBytes;
    private final Cache<String, Held> held;
    private final LongAdder evicted = new LongAdder();

    /** One that holds so many bytes at most. */
    public Shelf(long maximumBytes, Timeline time) {
        this.time = time;
        this.maximumBytes = maximumBytes;
        var ticks = new Ticks(time);
        held = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumWeight(maximumBytes)
                .weigher(Shelf::weight)
                .ticker(ticks)
                .expireAfter(ticks)
                .evictionListener(this::evicted)
                .build();
    }

    private static int weight(String key, Held value) {
        return (int) Math.min(Integer.MAX_VALUE, KEY + 2L * key.length() + value.weight());
    }

    private void evicted(@Nullable String key, @Nullable Held value, RemovalCause cause) {
        if (cause == RemovalCause.SIZE) {
            evicted.increment();
        }
    }

    /** What is under a key. */
    public Optional<Held> get(String key) {
        return Optional.ofNullable(held.getIfPresent(key));
    }

    /** Puts something under a key, instead of what is there. */
    public void put(String key, Held value) {
        held.put(key, value);
    }

    /**
     * Puts what a function makes of what is under a key in its place; nothing, if it makes nothing. It runs alone on the key.
     * Whether it made something else.
     */
    @SuppressWarnings("ReferenceEquality") // The same is given back where nothing was to be changed.
    public boolean change(String key, UnaryOperator<Optional<Held>> change) {
        var isOther = new AtomicBoolean();
        Held now = held.asMap().compute(key, (same, value) -> {
            Held made = change.apply(Optional.ofNullable(value)).orElse(null);
            isOther.set(made != value);
            return made;
        });
        if (now != null && isOther.get()) {
            keep(key, now);
        }
        return isOther.get();
    }

    /** The library may give up what is new and heavy before what is asked for often; whoever has just added it would wonder. */
    private void keep(String key, Held fresh) {
        int weight = weight(key, fresh);
        if (weight <= maximumBytes && !held.asMap().containsKey(key)) {
            makeRoom(weight);
            if (held.asMap().putIfAbsent(key, fresh) == null) {
                evicted.decrement();
            }
        }
    }

    private void makeRoom(int wanted) {
        for (String coldest : bound().coldest(entries -> keysOf(entries, wanted - free()))) {
            if (held.asMap().remove(coldest) != null) {
                evicted.increment();
            }
        }
    }

    private static List<String> keysOf(Stream<CacheEntry<String, Held>> entries, long weight) {
        var taken = new AtomicLong();
        return entries.takeWhile(entry -> taken.getAndAdd(entry.weight()) < weight)
                .map(CacheEntry::getKey)
                .toList();
    }

    private long free() {
        return maximumBytes - bound().weightedSize().orElseThrow();
    }

    private Policy.Eviction<String, Held> bound() {
        return held.policy().eviction().orElseThrow();
    }

    /** Takes away what is under a key; whether there was something. */
    public boolean remove(String key) {
        return held.asMap().remove(key) != null;
    }

    /** Shows what is under each key, while others may change it. */
    public void each(BiConsumer<String, Held> keys) {
        held.asMap().forEach(keys);
    }

    /** How long what is under a key will be there, in milliseconds; absent if nothing is or it stays. */
    public OptionalLong left(String key) {
        return get(key).filter(value -> value.deadline() != Timed.NEVER).stream()
                .mapToLong(value -> Math.max(0, value.deadline() - time.now()))
                .findFirst();
    }

    /** Takes away all that is over. */
    public void tick() {
        held.cleanUp();
    }

    /** How much it holds, by weight. */
    public long bytes() {
        held.cleanUp();
        return bound().weightedSize().orElseThrow();
    }

    /** How many entries it gave up for room. */
    public long evicted() {
        return evicted.sum();
    }
}
