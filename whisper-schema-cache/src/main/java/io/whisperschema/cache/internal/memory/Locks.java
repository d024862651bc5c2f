package io.whisperschema.cache.internal.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.whisperschema.definition.cache.ValueType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Locks by key, each until its moment, and the number of the last one of each. They are never given up for room. Thread-safe.
 *
 * <p>As on a server, a number is that of the microsecond at which it was given, or one more than that before it: whichever of two
 * caches it comes from, the later one is the greater.
 */
public final class Locks {
    /** For so long after its lock a number is remembered by its key: longer than clocks differ. */
    private static final long REMEMBERED_MILLIS = TimeUnit.DAYS.toMillis(1);

    /** On Redis the number is the score of a sorted set's only member, and so it travels. */
    private static final byte[] NUMBER = "number".getBytes(UTF_8);

    /** Above it a score does not count by ones. */
    private static final long GREATEST = 1L << 53;

    private final Timeline time;
    private final AtomicLong lastToken;
    private final Cache<String, Held> held;
    private final Cache<String, Held> numbers;

    /**
     * No locks yet.
     *
     * @param lastToken the last number that was given to one
     */
    public Locks(Timeline time, long lastToken) {
        this.time = time;
        this.lastToken = new AtomicLong(lastToken);
        held = timed(time);
        numbers = timed(time);
    }

    private static Cache<String, Held> timed(Timeline time) {
        var ticks = new Ticks(time);
        return Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(ticks)
                .expireAfter(ticks)
                .build();
    }

    /**
     * A lock that was taken.
     *
     * @param token its number
     * @param owner what tells its holder from others
     */
    public record Taken(long token, String owner) {}

    /**
     * Takes a lock for that many milliseconds; absent if somebody holds it.
     *
     * @param numberKey the key of its number
     */
    public Optional<Taken> take(String key, String numberKey, long millis) {
        var taken = new AtomicLong(-1);
        held.asMap().computeIfAbsent(key, free -> {
            long token = lastToken.updateAndGet(last -> Math.max(last + 1, TimeUnit.MILLISECONDS.toMicros(time.now())));
            taken.set(token);
            numbers.put(numberKey, number(token, time.now() + millis + REMEMBERED_MILLIS));
            return text(owner(token), time.now() + millis);
        });
        return taken.get() < 0 ? Optional.empty() : Optional.of(new Taken(taken.get(), owner(taken.get())));
    }

    private static String owner(long token) {
        return "memory-" + token;
    }

    private static Held text(String text, long deadline) {
        return new Held(ValueType.STRING, List.of(text.getBytes(UTF_8)), deadline);
    }

    private static Held number(long token, long deadline) {
        byte[] score =
                ByteBuffer.allocate(Double.BYTES).putDouble((double) token).array();
        return new Held(ValueType.SORTED_SET, List.of(NUMBER, score), deadline);
    }

    private static byte[] bytes(Held text) {
        return text.elements().get(0);
    }

    private static boolean isOf(Held lock, String owner) {
        return Arrays.equals(bytes(lock), owner.getBytes(UTF_8));
    }

    /** Lets an owner's lock last that many milliseconds from now; whether it is held. */
    public boolean extend(String key, String owner, long millis) {
        Held found = held.asMap()
                .computeIfPresent(key, (same, lock) -> isOf(lock, owner) ? lock.until(time.now() + millis) : lock);
        return found != null && isOf(found, owner);
    }

    /** Gives an owner's lock back; whether it was held. */
    public boolean release(String key, String owner) {
        var wasHeld = new AtomicBoolean();
        held.asMap().computeIfPresent(key, (same, lock) -> {
            wasHeld.set(isOf(lock, owner));
            return wasHeld.get() ? null : lock;
        });
        return wasHeld.get();
    }

    /** How long a lock will last, in milliseconds; absent if nobody holds it or it never ends. */
    public OptionalLong left(String key) {
        return Optional.ofNullable(held.getIfPresent(key)).filter(lock -> lock.deadline() != Timed.NEVER).stream()
                .mapToLong(lock -> Math.max(0, lock.deadline() - time.now()))
                .findFirst();
    }

    /** The last number that was given to one. */
    public long lastToken() {
        return lastToken.get();
    }

    /** The owner or the number under a key, as the one text of a string. */
    Optional<Held> entry(String key) {
        return Optional.ofNullable(held.getIfPresent(key)).or(() -> Optional.ofNullable(numbers.getIfPresent(key)));
    }

    /** The keys of locks and of numbers. */
    void keys(Consumer<String> keys) {
        held.asMap().keySet().forEach(keys);
        numbers.asMap().keySet().forEach(keys);
    }

    /** Shows the numbers by their keys. */
    void numbers(BiConsumer<String, Held> keys) {
        numbers.asMap().forEach(keys);
    }

    /** Lets a lock be held by the owner that an entry names. */
    void hold(String key, Held owner) {
        held.put(key, owner);
    }

    /** Goes on behind the number that an entry holds; whether it holds one. */
    boolean goOnBehind(String key, Held number) {
        List<byte[]> elements = number.elements();
        if (elements.size() != 2 || !Arrays.equals(elements.get(0), NUMBER)) {
            return false;
        }
        double score = ByteBuffer.wrap(elements.get(1)).getDouble();
        long token = (long) score;
        boolean isNumber = token > 0 && token <= GREATEST && token == score;
        if (isNumber) {
            lastToken.accumulateAndGet(token, Math::max);
            numbers.put(key, number);
        }
        return isNumber;
    }

    /** Takes away a lock or a number. */
    void remove(String key) {
        held.invalidate(key);
        numbers.invalidate(key);
    }

    /** Takes away all that is over. */
    public void tick() {
        held.cleanUp();
        numbers.cleanUp();
    }
}
