package io.whisperschema.cache.internal.entry;

import io.whisperschema.definition.cache.ValueType;
import io.whisperschema.error.UnsupportedChange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The entries of a cache in this process whose keys have a prefix. */
public final class PooledEntries implements Entries {
    private final String store;
    private final EntryPool pool;
    private final byte[] prefix;

    /** Those of a pool. */
    public PooledEntries(String store, EntryPool pool, String prefix) {
        this.store = store;
        this.pool = pool;
        this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String store() {
        return store;
    }

    @Override
    public long now() {
        return pool.now();
    }

    @Override
    public int lanes() {
        return 1;
    }

    private List<EntryKey> keys(EntryScope scope) {
        return pool.keys().stream()
                .map(EntryKey::of)
                .filter(address -> address.startsWith(prefix))
                .map(address -> address.behind(prefix))
                .filter(scope::takes)
                .toList();
    }

    private Optional<RawEntry> entry(EntryKey key) {
        return pool.entry(address(key)).map(entry -> new RawEntry(key, entry.type(), entry.expiry(), entry.elements()));
    }

    private String address(EntryKey key) {
        return key.prefixed(prefix)
                .text()
                .orElseThrow(() -> new UnsupportedChange(
                        store, "hold key " + key, "it is no text", "Leave keys like it where they are."));
    }

    @Override
    public void keys(EntryScope scope, KeySink sink) {
        for (EntryKey key : keys(scope)) {
            Optional<RawEntry> entry = entry(key);
            if (entry.isPresent()
                    && !sink.take(Listed.of(key, entry.get().type(), entry.get().expiry()))) {
                return;
            }
        }
    }

    @Override
    public long count(EntryScope scope) {
        return keys(scope).size();
    }

    @Override
    public Reader reader() {
        return new PoolReader();
    }

    /** Reads the keys that were there when it began. */
    private final class PoolReader implements Reader {
        private final Deque<EntryKey> keys = new ArrayDeque<>();
        private final Deque<EntryPart> parts = new ArrayDeque<>();

        @Override
        public void begin(EntryScope scope) {
            parts.clear();
            keys.clear();
            keys.addAll(keys(scope));
        }

        @Override
        public Optional<EntryPart> next() {
            while (parts.isEmpty() && !keys.isEmpty()) {
                entry(keys.remove()).map(Portions::of).ifPresent(parts::addAll);
            }
            return Optional.ofNullable(parts.poll());
        }

        @Override
        public void close() {}
    }

    @Override
    public Rewriter rewriter() {
        return new PoolRewriter(pool, this::address, this::keys);
    }

    @Override
    public Writer writer() {
        return new PoolWriter();
    }

    /** Puts each entry when its last part has come. */
    private final class PoolWriter implements Writer {
        private final List<EntryPart> parts = new ArrayList<>();

        @Override
        public void write(EntryPart part) {
            if (!parts.isEmpty() && !parts.get(0).key().equals(part.key())) {
                flush();
            }
            parts.add(part);
        }

        @Override
        public void flush() {
            if (!parts.isEmpty()) {
                EntryPart first = parts.get(0);
                EntryKey key = EntryKey.of(address(first.key()));
                pool.put(new RawEntry(key, first.type(), first.expiry(), elements(first.type())));
                parts.clear();
            }
        }

        private List<byte[]> elements(ValueType type) {
            List<byte[]> elements =
                    parts.stream().flatMap(part -> part.elements().stream()).toList();
            return type == ValueType.STRING && elements.size() > 1 ? List.of(joined(elements)) : elements;
        }

        private static byte[] joined(List<byte[]> slices) {
            var all = ByteBuffer.allocate(
                    slices.stream().mapToInt(slice -> slice.length).sum());
            slices.forEach(all::put);
            return all.array();
        }

        @Override
        public void abandon() {
            parts.clear();
        }

        @Override
        public void close() {
            abandon();
        }
    }

    @Override
    public long expireAt(Map<EntryKey, Long> moments, long within) {
        long set = 0;
        for (Map.Entry<EntryKey, Long> each : moments.entrySet()) {
            EntryKey address = EntryKey.of(address(each.getKey()));
            Optional<RawEntry> entry = entry(each.getKey()).filter(found -> isShifted(found, each.getValue(), within));
            if (entry.isPresent()) {
                pool.put(new RawEntry(
                        address,
                        entry.get().type(),
                        OptionalLong.of(each.getValue()),
                        entry.get().elements()));
                set++;
            }
        }
        return set;
    }

    private static boolean isShifted(RawEntry entry, long moment, long within) {
        return entry.expiry().isPresent()
                && entry.expiry().getAsLong() != moment
                && Math.abs(entry.expiry().getAsLong() - moment) <= within;
    }

    @Override
    public Map<String, String> remembered(EntryKey key) {
        var fields = new LinkedHashMap<String, String>();
        List<byte[]> elements = entry(key).map(RawEntry::elements).orElse(List.of());
        for (int i = 0; i < elements.size(); i += 2) {
            fields.put(text(elements.get(i)), text(elements.get(i + 1)));
        }
        return fields;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized boolean rememberFirst(EntryKey key, Map<String, String> fields) {
        boolean first = remembered(key).isEmpty();
        if (first && !fields.isEmpty()) {
            put(key, fields);
        }
        return first;
    }

    @Override
    public synchronized boolean remember(EntryKey key, Map<String, String> fields) {
        Map<String, String> all = remembered(key);
        boolean there = !all.isEmpty();
        if (there) {
            all.putAll(fields);
            put(key, all);
        }
        return there;
    }

    private void put(EntryKey key, Map<String, String> fields) {
        var elements = new ArrayList<byte[]>();
        fields.forEach((field, value) -> {
            elements.add(field.getBytes(StandardCharsets.UTF_8));
            elements.add(value.getBytes(StandardCharsets.UTF_8));
        });
        pool.put(new RawEntry(EntryKey.of(address(key)), ValueType.HASH, OptionalLong.empty(), elements));
    }

    @Override
    public synchronized void forget(EntryKey key) {
        pool.remove(address(key));
    }

    @Override
    public synchronized void forget(EntryKey key, String field) {
        Map<String, String> all = remembered(key);
        if (all.remove(field) != null) {
            forget(key);
            rememberFirst(key, all);
        }
    }

    @Override
    public void close() {}

    @Override
    public List<ServerSettings> servers() {
        return List.of();
    }
}
