package io.whisperschema.cache;

import io.whisperschema.cache.internal.entry.EntryPool;
import io.whisperschema.cache.internal.fields.HashCoding;
import io.whisperschema.cache.internal.memory.Elements;
import io.whisperschema.cache.internal.memory.Held;
import io.whisperschema.cache.internal.memory.Locks;
import io.whisperschema.cache.internal.memory.MemoryFile;
import io.whisperschema.cache.internal.memory.MemoryPool;
import io.whisperschema.cache.internal.memory.Shelf;
import io.whisperschema.cache.internal.memory.Snapshot;
import io.whisperschema.cache.internal.memory.Timeline;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.definition.cache.ValueType;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.finding.Finding;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A cache in this process. It starts no thread: what is over is gone when it is asked for, and its room is free again with one
 * of the next writes or at a {@link #tick}. As long as it gives nothing up for room it answers as one on Redis does. Thread-safe.
 *
 * <p>The numbers of its locks are the microseconds since 1970 or more, as those of a {@link RedisCache} are, so that they grow on when a
 * host changes from one to the other.
 *
 * <pre>{@code
 * try (MemoryCache cache = MemoryCache.open(layout, folder.resolve("messages.cache"))) {
 *     ...                                  // warm again after a restart
 * }
 * }</pre>
 */
public final class MemoryCache implements MessageCache {
    private static final System.Logger LOG = System.getLogger(MemoryCache.class.getName());
    private static final int STRIPES = 64;

    private final CacheLayout layout;
    private final MessageCodec codec;
    private final Timeline time;
    private final Shelf shelf;
    private final Locks locks;
    private final MemoryPool entries;
    private final HashCoding meta;
    private final HashCoding session;
    private final Object[] stripes = Stream.generate(Object::new).limit(STRIPES).toArray();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final Optional<MemoryFile> file;
    private final List<Finding> findings;
    private volatile boolean closed;

    private MemoryCache(CacheLayout layout, MemoryOptions options, Kept kept) {
        this.layout = layout;
        codec = options.codec();
        time = new Timeline(options.clock());
        shelf = new Shelf(options.maximumBytes(), time);
        locks = new Locks(time, Math.max(time.now(), kept.snapshot.lastToken()));
        entries = new MemoryPool(shelf, locks, layout, time);
        kept.snapshot.putInto(entries);
        file = kept.file;
        findings = kept.findings;
        meta = new HashCoding(layout.meta());
        session = new HashCoding(layout.session());
    }

    /** An empty one of the usual kind. */
    public static MemoryCache of(CacheLayout layout) {
        return of(layout, MemoryOptions.usual());
    }

    /** An empty one. */
    public static MemoryCache of(CacheLayout layout, MemoryOptions options) {
        return new MemoryCache(layout, options, new Kept(Optional.empty(), Snapshot.NOTHING, List.of()));
    }

    /** One of the usual kind that is kept in a file; see {@link #open(CacheLayout, Path, MemoryOptions)}. */
    public static MemoryCache open(CacheLayout layout, Path file) {
        return open(layout, file, MemoryOptions.usual());
    }

    /**
     * One that holds what the file keeps, if it is there, and is written to it by {@link #save} and when it is closed. Time passes
     * while it is closed. Locks are not kept: who held them is gone; their numbers go on.
     *
     * @throws UnreadableDocument if the file was damaged or is of another version, unless it is to be set aside
     * @throws StoreUnavailable if it cannot be read, or another cache has it
     */
    public static MemoryCache open(CacheLayout layout, Path file, MemoryOptions options) {
        MemoryFile opened = MemoryFile.at(file);
        try {
            return new MemoryCache(layout, options, kept(opened, options));
        } catch (RuntimeException | Error failure) {
            opened.close();
            throw failure;
        }
    }

    /** What a file kept, and what was found there. */
    private record Kept(Optional<MemoryFile> file, Snapshot snapshot, List<Finding> findings) {}

    private static Kept kept(MemoryFile file, MemoryOptions options) {
        try {
            return new Kept(Optional.of(file), file.read().orElse(Snapshot.NOTHING), List.of());
        } catch (UnreadableDocument damaged) {
            if (options.damaged() == MemoryOptions.Damaged.REFUSED) {
                throw damaged;
            }
            Path aside = file.setAside();
            Finding setAside = Finding.warning(
                    damaged.path(),
                    "a cache that can be read",
                    "something else, which is " + aside + " now",
                    "The cache began empty. Delete that file when nobody needs it.");
            return new Kept(Optional.of(file), Snapshot.NOTHING, List.of(setAside));
        }
    }

    /** The same cache behind the face that one on Redis has for those who do not wait; its stages are done at once. */
    public AsyncMessageCache async() {
        return new DoneAtOnce(this);
    }

    /** What was found when it was opened: a file that was set aside. */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * Writes what it holds to its file: all of it, or the file stays as it was.
     *
     * @throws IllegalStateException if it has none
     * @throws StoreUnavailable if it cannot be written
     */
    public synchronized void save() {
        open();
        write(file.orElseThrow(
                () -> new IllegalStateException("the cache has no file; make it with MemoryCache.open")));
    }

    private void write(MemoryFile to) {
        to.write(still(0, () -> Snapshot.of(entries)));
    }

    /** Does something while no channel and no session is written to. */
    private <T> T still(int stripe, Supplier<T> work) {
        if (stripe == STRIPES) {
            return work.get();
        }
        synchronized (stripes[stripe]) {
            return still(stripe + 1, work);
        }
    }

    @Override
    public void add(UniversalMessage message) {
        addAll(List.of(message));
    }

    @Override
    public void addAll(Collection<UniversalMessage> messages) {
        open();
        var batches = new LinkedHashMap<String, Batch>();
        for (UniversalMessage message : messages) {
            batches.computeIfAbsent(message.channel(), this::batch).add(message, codec.encode(message));
        }
        for (Batch batch : batches.values()) {
            synchronized (stripe(batch.channel)) {
                open();
                Map<String, String> noted = meta.noted(batch.newest.orElseThrow(), time.instant());
                push(batch);
                note(batch, noted);
            }
        }
        if (!batches.isEmpty()) {
            writes.increment();
        }
    }

    /** Messages that are added to a channel together. */
    private static final class Batch {
        private final String channel;
        private final String messagesKey;
        private final String metaKey;
        private final List<byte[]> entries = new ArrayList<>(1);
        private Optional<UniversalMessage> newest = Optional.empty();

        Batch(String channel, String messagesKey, String metaKey) {
            this.channel = channel;
            this.messagesKey = messagesKey;
            this.metaKey = metaKey;
        }

        void add(UniversalMessage message, byte[] entry) {
            newest = Optional.of(message);
            entries.add(entry);
        }
    }

    private Batch batch(String channel) {
        return new Batch(channel, layout.messagesKey(channel), layout.metaKey(channel));
    }

    private void push(Batch batch) {
        int longest = layout.messages().longest().orElse(Integer.MAX_VALUE);
        shelf.change(
                batch.messagesKey,
                before -> Optional.of(
                        written(layout.messages(), before, Elements.pushed(elements(before), batch.entries, longest))));
    }

    private void note(Batch batch, Map<String, String> noted) {
        if (noted.isEmpty() && meta.counter().isEmpty()) {
            return;
        }
        shelf.change(batch.metaKey, before -> {
            List<byte[]> fields = Elements.merged(elements(before), noted);
            List<byte[]> counted = meta.counter()
                    .map(counter -> Elements.counted(fields, counter, batch.entries.size()))
                    .orElse(fields);
            return Optional.of(written(layout.meta(), before, counted));
        });
    }

    @Override
    public Recalled recent(String channel, Recent wanted) {
        open();
        var recall = new Recall(codec, wanted);
        recall.look(elements(shelf.get(layout.messagesKey(channel))));
        Recalled recalled = recall.recalled();
        read(!recalled.messages().isEmpty(), recalled.unreadable());
        return recalled;
    }

    @Override
    public boolean update(UniversalMessage message) {
        open();
        String channel = message.channel();
        byte[] entry = codec.encode(message);
        var search = new EntrySearch(codec, message.messageId());
        synchronized (stripe(channel)) {
            open();
            return wrote(shelf.change(
                    layout.messagesKey(channel), before -> before.map(list -> updated(list, search, entry))));
        }
    }

    private Held updated(Held list, EntrySearch search, byte[] entry) {
        int place = search.newest(list.elements());
        return place < 0
                ? list
                : written(layout.messages(), Optional.of(list), Elements.replaced(list.elements(), place, entry));
    }

    @Override
    public boolean remove(String channel, String messageId) {
        var search = new EntrySearch(codec, messageId);
        synchronized (stripe(channel)) {
            open();
            return wrote(
                    shelf.change(layout.messagesKey(channel), before -> before.flatMap(list -> without(list, search))));
        }
    }

    private static Optional<Held> without(Held list, EntrySearch search) {
        List<byte[]> left =
                list.elements().stream().filter(entry -> !search.holds(entry)).toList();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(left.size() == list.elements().size() ? list : new Held(list.type(), left, list.deadline()));
    }

    @Override
    public boolean clear(String channel) {
        synchronized (stripe(channel)) {
            open();
            boolean hadMessages = shelf.remove(layout.messagesKey(channel));
            boolean wasKnown = shelf.remove(layout.metaKey(channel));
            return wrote(hadMessages || wasKnown);
        }
    }

    @Override
    public Set<String> channels() {
        open();
        var channels = new HashSet<String>();
        shelf.each((key, held) -> layout.meaning(key)
                .filter(meaning -> meaning.part() == CacheLayout.Part.MESSAGES)
                .ifPresent(meaning -> channels.add(meaning.id())));
        return channels;
    }

    @Override
    public FieldValues meta(String channel) {
        return fields(meta, layout.metaKey(channel));
    }

    @Override
    public void putMeta(String channel, FieldValues values) {
        String key = layout.metaKey(channel);
        synchronized (stripe(channel)) {
            open();
            put(layout.meta(), meta, key, values);
        }
    }

    @Override
    public FieldValues session(String user) {
        return fields(session, layout.sessionKey(user));
    }

    @Override
    public void putSession(String user, FieldValues values) {
        String key = layout.sessionKey(user);
        synchronized (stripe(user)) {
            open();
            put(layout.session(), session, key, values);
        }
    }

    private FieldValues fields(HashCoding coding, String key) {
        open();
        FieldValues values = coding.values(Elements.pairs(elements(shelf.get(key))));
        read(!values.isEmpty(), values.unreadable());
        return values;
    }

    private void put(KeyFamily family, HashCoding coding, String key, FieldValues values) {
        Map<String, String> texts = coding.texts(values);
        if (!texts.isEmpty()) {
            shelf.change(key, before -> Optional.of(written(family, before, Elements.merged(elements(before), texts))));
            writes.increment();
        }
    }

    @Override
    public boolean endSession(String user) {
        synchronized (stripe(user)) {
            open();
            return wrote(shelf.remove(layout.sessionKey(user)));
        }
    }

    @Override
    public Optional<CacheLock> tryLock(String channel, Duration lasting) {
        open();
        Duration whole = CacheLock.wholeMillis(lasting);
        return locks.take(layout.lockKey(channel), layout.lockTokenKey(channel), whole.toMillis())
                .map(taken -> new CacheLock(channel, taken.token(), taken.owner(), whole));
    }

    @Override
    public boolean extend(CacheLock lock) {
        open();
        return locks.extend(
                layout.lockKey(lock.channel()), lock.owner(), lock.lasting().toMillis());
    }

    @Override
    public boolean release(CacheLock lock) {
        open();
        return locks.release(layout.lockKey(lock.channel()), lock.owner());
    }

    @Override
    public Expiries expiries(String channel) {
        open();
        return new Expiries(
                left(layout.messagesKey(channel)),
                left(layout.metaKey(channel)),
                duration(locks.left(layout.lockKey(channel))));
    }

    @Override
    public Optional<Duration> sessionExpiry(String user) {
        open();
        return left(layout.sessionKey(user));
    }

    /** Frees the room of what is over; to be called now and then by a host that writes seldom. */
    public void tick() {
        shelf.tick();
        locks.tick();
    }

    @Override
    public CacheStats stats() {
        return new CacheStats(
                hits.sum(), misses.sum(), writes.sum(), unreadable.sum(), 0, shelf.evicted(), shelf.bytes());
    }

    /** Writes what it holds to its file, if it has one; what goes wrong there is logged. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            file.ifPresent(this::writeLast);
        }
    }

    private void writeLast(MemoryFile to) {
        try (to) {
            write(to);
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "The memory cache was closed and not saved. " + failure.getMessage());
        }
    }

    /** Where it keeps what. */
    CacheLayout layout() {
        return layout;
    }

    /** Its entries as they are, for moves and checks. */
    EntryPool entries() {
        return entries;
    }

    private void open() {
        if (closed) {
            throw new IllegalStateException("the cache is closed");
        }
    }

    private Object stripe(String channelOrUser) {
        return stripes[Math.floorMod(channelOrUser.hashCode(), STRIPES)];
    }

    /** What is there from now on, living as long again as its family says. */
    private Held written(KeyFamily family, Optional<Held> before, List<byte[]> elements) {
        ValueType type = family.valueType();
        return family.ttl()
                .map(ttl -> new Held(type, elements, time.after(ttl)))
                .orElseGet(() ->
                        new Held(type, elements, before.map(Held::deadline).orElse(Held.NEVER)));
    }

    private static List<byte[]> elements(Optional<Held> held) {
        return held.map(Held::elements).orElse(List.of());
    }

    private Optional<Duration> left(String key) {
        return duration(shelf.left(key));
    }

    private static Optional<Duration> duration(OptionalLong millis) {
        return millis.stream().mapToObj(Duration::ofMillis).findFirst();
    }

    private boolean wrote(boolean changed) {
        if (changed) {
            writes.increment();
        }
        return changed;
    }

    private void read(boolean found, List<String> passedOver) {
        (found ? hits : misses).increment();
        unreadable.add(passedOver.size());
    }
}
