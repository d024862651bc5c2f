package io.whisperschema.cache.internal.codec;

import static java.util.Objects.requireNonNull;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Values by name, in order, that take little room where they are few, as those of messages are. Immutable. */
public final class OrderedMap<V> extends AbstractMap<String, V> {
    /** More are found faster by their hash. */
    private static final int FEW = 8;

    private static final OrderedMap<?> EMPTY = new OrderedMap<>(new Object[0], null);

    /** A name, its value, the next name, its value; unless they are many. */
    private final Object[] pairs;

    private final @Nullable Map<String, V> many;

    private OrderedMap(Object[] pairs, @Nullable Map<String, V> many) {
        this.pairs = pairs;
        this.many = many;
    }

    /** No values. */
    @SuppressWarnings("unchecked") // It holds none.
    public static <V> OrderedMap<V> empty() {
        return (OrderedMap<V>) EMPTY;
    }

    /** A copy of a map in its order; the map itself if it is one of these. */
    public static <V> Map<String, V> copyOf(Map<String, V> values) {
        if (values instanceof OrderedMap) {
            return values;
        }
        var making = new Making<V>(values.size());
        values.forEach(making::put);
        return making.map();
    }

    /** A map in the making. Not thread-safe. */
    public static final class Making<V> {
        private Object[] pairs;
        private int used;
        private @Nullable Map<String, V> many;

        /**
         * @param expected how many values there will be; more may come
         */
        public Making(int expected) {
            pairs = new Object[2 * Math.min(expected, FEW)];
        }

        /** Adds a value behind the others; not if its name is there already, and then says false. */
        public boolean put(String name, V value) {
            requireNonNull(name);
            requireNonNull(value);
            if (many == null && used == 2 * FEW) {
                many = copy();
            }
            return many == null ? putFew(name, value) : many.putIfAbsent(name, value) == null;
        }

        private boolean putFew(String name, V value) {
            if (place(pairs, used, name) >= 0) {
                return false;
            }
            if (used == pairs.length) {
                pairs = Arrays.copyOf(pairs, Math.max(4, 2 * used));
            }
            pairs[used++] = name;
            pairs[used++] = value;
            return true;
        }

        @SuppressWarnings("unchecked") // Each second is a value.
        private Map<String, V> copy() {
            var copy = new LinkedHashMap<String, V>();
            for (int i = 0; i < used; i += 2) {
                copy.put((String) pairs[i], (V) pairs[i + 1]);
            }
            return copy;
        }

        /** The map; nothing may be added to it afterwards. */
        public OrderedMap<V> map() {
            if (many != null) {
                return new OrderedMap<>(new Object[0], many);
            }
            if (used == 0) {
                return empty();
            }
            return new OrderedMap<>(used == pairs.length ? pairs : Arrays.copyOf(pairs, used), null);
        }
    }

    private static int place(Object[] pairs, int used, Object name) {
        for (int i = 0; i < used; i += 2) {
            if (pairs[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    @SuppressWarnings("unchecked") // Each second is a value.
    public @Nullable V get(@Nullable Object name) {
        if (many != null) {
            return many.get(name);
        }
        int place = name == null ? -1 : place(pairs, pairs.length, name);
        return place < 0 ? null : (V) pairs[place + 1];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    /** Without an entry for each. */
    @Override
    @SuppressWarnings("unchecked") // Each second is a value.
    public void forEach(BiConsumer<? super String, ? super V> action) {
        if (many != null) {
            many.forEach(action);
            return;
        }
        for (int i = 0; i < pairs.length; i += 2) {
            action.accept((String) pairs[i], (V) pairs[i + 1]);
        }
    }

    @Override
    public int size() {
        return many == null ? pairs.length / 2 : many.size();
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Entry<String, V>> {
        @Override
        public Iterator<Entry<String, V>> iterator() {
            return many == null ? new FewEntries() : new ManyEntries<>(many);
        }

        @Override
        public int size() {
            return OrderedMap.this.size();
        }
    }

    private final class FewEntries implements Iterator<Entry<String, V>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < pairs.length;
        }

        @Override
        @SuppressWarnings("unchecked") // Each second is a value.
        public Entry<String, V> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            next += 2;
            return Map.entry((String) pairs[next - 2], (V) pairs[next - 1]);
        }
    }

    /** Entries that cannot be set. */
    private static final class ManyEntries<V> implements Iterator<Entry<String, V>> {
        private final Iterator<Entry<String, V>> entries;

        ManyEntries(Map<String, V> many) {
            entries = many.entrySet().iterator();
        }

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public Entry<String, V> next() {
            Entry<String, V> next = entries.next();
            return Map.entry(next.getKey(), next.getValue());
        }
    }
}
