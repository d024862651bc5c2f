package io.whisperschema.cache;

import io.whisperschema.definition.cache.CacheFieldType;
import io.whisperschema.definition.cache.KeyFamily;
import io.whisperschema.testkit.SpoilingCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A cache as one would write it down to say what caches do: nothing is encoded, nothing is fast. */
final class PlainCache implements MessageCache {
    private final CacheLayout layout;
    private final InstantSource clock;
    private final Map<String, Kept<List<UniversalMessage>>> lists = new HashMap<>();
    private final Map<String, Kept<Map<String, Object>>> metas = new HashMap<>();
    private final Map<String, Kept<Map<String, Object>>> sessions = new HashMap<>();
    private final Map<String, Kept<CacheLock>> locks = new HashMap<>();
    private long tokens;
    private long hits;
    private long misses;
    private long writes;
    private long unreadable;

    PlainCache(CacheLayout layout, InstantSource clock) {
        this.layout = layout;
        this.clock = clock;
    }

    private record Kept<T>(T value, Optional<Instant> until) {}

    private <T> Optional<Kept<T>> there(Map<String, Kept<T>> entries, String id) {
        named(id);
        entries.values()
                .removeIf(kept -> kept.until
                        .filter(until -> !until.isAfter(clock.instant()))
                        .isPresent());
        return Optional.ofNullable(entries.get(id));
    }

    /** Whoever writes lets an entry live as long again as its family says; without a time it stays as it was. */
    private <T> void write(Map<String, Kept<T>> entries, String id, T value, KeyFamily family) {
        Optional<Instant> before = there(entries, id).flatMap(Kept::until);
        entries.put(
                id, new Kept<>(value, family.ttl().map(clock.instant()::plus).or(() -> before)));
    }

    private static void named(String id) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("no name");
        }
    }

    private static boolean isSpoilt(UniversalMessage message) {
        return message.content().equals(SpoilingCodec.UNREADABLE);
    }

    private List<UniversalMessage> list(String channel) {
        return there(lists, channel).map(Kept::value).orElse(List.of());
    }

    private static Map<String, Object> fields(Optional<Kept<Map<String, Object>>> kept) {
        return kept.map(there -> new LinkedHashMap<>(there.value)).orElseGet(LinkedHashMap::new);
    }

    @Override
    public void add(UniversalMessage message) {
        addAll(List.of(message));
    }

    @Override
    public void addAll(Collection<UniversalMessage> messages) {
        messages.forEach(message -> named(message.channelId().orElse("")));
        for (UniversalMessage message : messages) {
            String channel = message.channelId().orElseThrow();
            List<UniversalMessage> longer = new ArrayList<>(List.of(message));
            longer.addAll(list(channel));
            int longest = layout.messages().longest().orElse(Integer.MAX_VALUE);
            write(lists, channel, longer.subList(0, Math.min(longest, longer.size())), layout.messages());
            note(message, channel);
        }
        writes += messages.isEmpty() ? 0 : 1;
    }

    private void note(UniversalMessage message, String channel) {
        Map<String, Object> before = fields(there(metas, channel));
        Map<String, Object> noted = new LinkedHashMap<>();
        layout.meta().field("last_message_time").ifPresent(field -> noted.put(field.name(), message.timestamp()));
        layout.meta().field("last_update").ifPresent(field -> noted.put(field.name(), clock.instant()));
        layout.meta().field("message_count").ifPresent(field -> {
            long count = (Long) before.getOrDefault(field.name(), 0L);
            noted.put(field.name(), count == Long.MAX_VALUE ? count : count + 1);
        });
        if (!noted.isEmpty()) {
            before.putAll(noted);
            write(metas, channel, before, layout.meta());
        }
    }

    @Override
    public Recalled recent(String channel, Recent wanted) {
        List<UniversalMessage> found = new ArrayList<>();
        List<String> passedOver = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (UniversalMessage message : list(channel)) {
            if (found.size() == wanted.limit()) {
                break;
            }
            if (isSpoilt(message)) {
                passedOver.add("spoilt");
            } else if (seen.add(message.messageId()) && wanted.takes(message)) {
                found.add(message);
            }
        }
        read(!found.isEmpty(), passedOver.size());
        return new Recalled(found, passedOver);
    }

    @Override
    public boolean update(UniversalMessage message) {
        String channel = message.channelId().orElseThrow(() -> new IllegalArgumentException("no channel"));
        List<UniversalMessage> changed = new ArrayList<>(list(channel));
        for (int i = 0; i < changed.size(); i++) {
            if (is(changed.get(i), message.messageId())) {
                changed.set(i, message);
                write(lists, channel, changed, layout.messages());
                return wrote(true);
            }
        }
        return false;
    }

    @Override
    public boolean remove(String channel, String messageId) {
        Optional<Kept<List<UniversalMessage>>> before = there(lists, channel);
        List<UniversalMessage> left = list(channel).stream()
                .filter(message -> !is(message, messageId))
                .toList();
        boolean removes = left.size() < list(channel).size();
        if (left.isEmpty()) {
            lists.remove(channel);
        } else {
            lists.put(channel, new Kept<>(left, before.orElseThrow().until));
        }
        return wrote(removes);
    }

    private static boolean is(UniversalMessage message, String messageId) {
        return !isSpoilt(message) && message.messageId().equals(messageId);
    }

    @Override
    public boolean clear(String channel) {
        boolean wasThere =
                there(lists, channel).isPresent() | there(metas, channel).isPresent();
        lists.remove(channel);
        metas.remove(channel);
        return wrote(wasThere);
    }

    @Override
    public Set<String> channels() {
        there(lists, "any");
        return lists.keySet();
    }

    @Override
    public FieldValues meta(String channel) {
        return seen(there(metas, channel));
    }

    @Override
    public FieldValues session(String user) {
        return seen(there(sessions, user));
    }

    private FieldValues seen(Optional<Kept<Map<String, Object>>> kept) {
        read(kept.isPresent(), 0);
        return FieldValues.of(fields(kept));
    }

    @Override
    public void putMeta(String channel, FieldValues values) {
        put(metas, channel, values, layout.meta());
    }

    @Override
    public void putSession(String user, FieldValues values) {
        put(sessions, user, values, layout.session());
    }

    private void put(Map<String, Kept<Map<String, Object>>> entries, String id, FieldValues values, KeyFamily family) {
        Map<String, Object> all = fields(there(entries, id));
        values.values().forEach((field, value) -> {
            CacheFieldType type = family.field(field).map(known -> known.type()).orElse(CacheFieldType.STRING);
            if (!kind(type).isInstance(value)) {
                throw new IllegalArgumentException("another type");
            }
            all.put(field, value);
        });
        if (!values.isEmpty()) {
            write(entries, id, all, family);
            writes++;
        }
    }

    private static Class<?> kind(CacheFieldType type) {
        return switch (type) {
            case STRING -> String.class;
            case INTEGER -> Long.class;
            case FLOAT -> Double.class;
            case BOOLEAN -> Boolean.class;
            case DATETIME, EPOCH_SECONDS -> Instant.class;
            case STRING_SET -> Set.class;
            case JSON -> MetadataValue.class;
        };
    }

    @Override
    public boolean endSession(String user) {
        boolean wasThere = there(sessions, user).isPresent();
        sessions.remove(user);
        return wrote(wasThere);
    }

    @Override
    public Optional<CacheLock> tryLock(String channel, Duration lasting) {
        var lock = new CacheLock(channel, tokens + 1, "plain-" + (tokens + 1), lasting);
        if (there(locks, channel).isPresent()) {
            return Optional.empty();
        }
        tokens++;
        hold(lock);
        return Optional.of(lock);
    }

    private void hold(CacheLock lock) {
        locks.put(lock.channel(), new Kept<>(lock, Optional.of(clock.instant().plus(lock.lasting()))));
    }

    private boolean isHeld(CacheLock lock) {
        return there(locks, lock.channel()).map(Kept::value).equals(Optional.of(lock));
    }

    @Override
    public boolean extend(CacheLock lock) {
        boolean held = isHeld(lock);
        if (held) {
            hold(lock);
        }
        return held;
    }

    @Override
    public boolean release(CacheLock lock) {
        return isHeld(lock) && locks.remove(lock.channel()) != null;
    }

    @Override
    public Expiries expiries(String channel) {
        return new Expiries(left(there(lists, channel)), left(there(metas, channel)), left(there(locks, channel)));
    }

    @Override
    public Optional<Duration> sessionExpiry(String user) {
        return left(there(sessions, user));
    }

    private Optional<Duration> left(Optional<? extends Kept<?>> kept) {
        return kept.flatMap(Kept::until).map(until -> Duration.between(clock.instant(), until));
    }

    @Override
    public CacheStats stats() {
        return new CacheStats(hits, misses, writes, unreadable, 0, 0, 0);
    }

    @Override
    public void close() {}

    private void read(boolean found, int passedOver) {
        hits += found ? 1 : 0;
        misses += found ? 0 : 1;
        unreadable += passedOver;
    }

    private boolean wrote(boolean changed) {
        writes += changed ? 1 : 0;
        return changed;
    }

    @Override
    public String toString() {
        return lists.keySet().stream().sorted().collect(Collectors.joining(", "));
    }
}
