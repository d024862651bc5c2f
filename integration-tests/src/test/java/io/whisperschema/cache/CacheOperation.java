package io.whisperschema.cache;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Something that is done to a cache.
 *
 * @param words what it is, to be read when it went wrong
 * @param done does it; its answer equals that of any other cache, {@link Expiry} but for a little time
 */
record CacheOperation(String words, Function<Subject, Object> done) {
    /**
     * How long entries will live.
     *
     * @param entries of each, absent where it does not expire
     */
    record Expiry(List<java.util.Optional<Duration>> entries) {}

    /** The answer of a cache: what it returns, or the kind of exception it throws. */
    Object answer(Subject subject) {
        try {
            return done.apply(subject);
        } catch (IllegalArgumentException refused) {
            return "refused";
        }
    }

    static CacheOperation add(UniversalMessage message) {
        return silent("add " + message, cache -> cache.add(message));
    }

    static CacheOperation addAll(List<UniversalMessage> messages) {
        return silent("add all " + messages, cache -> cache.addAll(messages));
    }

    static CacheOperation recent(String channel, Recent wanted) {
        return asked("recent " + channel + " " + wanted, cache -> {
            Recalled recalled = cache.recent(channel, wanted);
            return List.of(recalled.messages(), recalled.unreadable().size());
        });
    }

    static CacheOperation update(UniversalMessage message) {
        return asked("update " + message, cache -> cache.update(message));
    }

    static CacheOperation remove(String channel, String messageId) {
        return asked("remove " + channel + " " + messageId, cache -> cache.remove(channel, messageId));
    }

    static CacheOperation clear(String channel) {
        return asked("clear " + channel, cache -> cache.clear(channel));
    }

    static CacheOperation channels() {
        return asked("channels", cache -> Set.copyOf(cache.channels()));
    }

    static CacheOperation meta(String channel) {
        return asked("meta " + channel, cache -> plain(cache.meta(channel)));
    }

    static CacheOperation putMeta(String channel, FieldValues values) {
        return silent("put meta " + channel + " " + values, cache -> cache.putMeta(channel, values));
    }

    static CacheOperation session(String user) {
        return asked("session " + user, cache -> plain(cache.session(user)));
    }

    static CacheOperation putSession(String user, FieldValues values) {
        return silent("put session " + user + " " + values, cache -> cache.putSession(user, values));
    }

    static CacheOperation endSession(String user) {
        return asked("end session " + user, cache -> cache.endSession(user));
    }

    static CacheOperation lock(String channel, Duration lasting) {
        return new CacheOperation("lock " + channel + " for " + lasting, subject -> subject.lock(channel, lasting));
    }

    static CacheOperation extend(int number) {
        return new CacheOperation(
                "extend lock " + number, subject -> subject.taken(number).map(subject.cache()::extend));
    }

    static CacheOperation release(int number) {
        return new CacheOperation(
                "release lock " + number, subject -> subject.taken(number).map(subject.cache()::release));
    }

    static CacheOperation expiries(String channel) {
        return asked(
                "expiries " + channel,
                cache -> new Expiry(cache.expiries(channel).all()));
    }

    static CacheOperation sessionExpiry(String user) {
        return asked("session expiry " + user, cache -> new Expiry(List.of(cache.sessionExpiry(user))));
    }

    static CacheOperation stats() {
        return asked("stats", cache -> {
            CacheStats stats = cache.stats();
            return List.of(stats.hits(), stats.misses(), stats.writes(), stats.unreadable(), stats.failures());
        });
    }

    static CacheOperation pass(Duration time) {
        return new CacheOperation("pass " + time, subject -> {
            subject.pass(time);
            return "";
        });
    }

    private static CacheOperation asked(String words, Function<MessageCache, Object> done) {
        return new CacheOperation(words, subject -> done.apply(subject.cache()));
    }

    private static CacheOperation silent(String words, java.util.function.Consumer<MessageCache> done) {
        return asked(words, cache -> {
            done.accept(cache);
            return "";
        });
    }

    /** Caches read their own clocks: of when one was updated only that it was. */
    private static Object plain(FieldValues values) {
        Map<String, Object> plain = new LinkedHashMap<>(values.values());
        plain.computeIfPresent("last_update", (field, moment) -> "some time");
        return List.of(plain, values.unreadable().size());
    }
}
