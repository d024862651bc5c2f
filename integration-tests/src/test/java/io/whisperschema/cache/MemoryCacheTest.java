package io.whisperschema.cache;

import static io.whisperschema.definition.cache.Caches.keyFamily;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperEngine;
import io.whisperschema.testkit.TurnedClock;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What only a cache in memory does. */
class MemoryCacheTest {
    private static final CacheLayout LAYOUT =
            CacheLayout.of(WhisperEngine.schema().cache());
    private static final Duration LIST_TIME = Duration.ofMinutes(30);
    private static final Duration META_TIME = Duration.ofHours(1);
    private static final int THREADS = 8;

    private final TurnedClock clock = new TurnedClock();

    private MemoryOptions options() {
        return MemoryOptions.usual().clock(clock);
    }

    private MemoryCache cache() {
        return MemoryCache.of(LAYOUT, options());
    }

    private static UniversalMessage message(String channel, String id) {
        return UniversalMessage.of(id, "u", "text", Instant.EPOCH).in(channel);
    }

    @Test
    void anEntryIsOverAtItsMillisecond() {
        MemoryCache cache = cache();
        cache.add(message("a", "m"));

        clock.turn(LIST_TIME.minusMillis(1));
        assertThat(cache.channels()).containsExactly("a");
        assertThat(cache.expiries("a").messages()).contains(Duration.ofMillis(1));
        clock.turn(Duration.ofMillis(1));
        assertThat(cache.channels()).isEmpty();
        assertThat(cache.recent("a", Recent.atMost(1)).messages()).isEmpty();
    }

    @Test
    void anEntryThatLivesOnBySoLittleLivesOn() {
        MemoryCache cache = cache();
        for (int i = 0; i < 100; i++) {
            cache.add(message("a", "m-" + i));
            clock.turn(Duration.ofMillis(1));
        }

        clock.turn(LIST_TIME.minusMillis(2));
        assertThat(cache.expiries("a").messages()).contains(Duration.ofMillis(1));
        clock.turn(Duration.ofMillis(1));
        assertThat(cache.expiries("a").messages()).isEmpty();
    }

    @Test
    void noTimePassesWhileTheClockGoesBack() {
        MemoryCache cache = cache();
        cache.add(message("a", "m"));
        clock.turn(Duration.ofMinutes(10));
        assertThat(cache.expiries("a").messages()).contains(Duration.ofMinutes(20));
        clock.turn(Duration.ofDays(-365));
        assertThat(cache.expiries("a").messages()).contains(Duration.ofMinutes(20));
        cache.add(message("b", "m"));
        assertThat(cache.expiries("b").messages()).contains(LIST_TIME);

        clock.turn(Duration.ofMinutes(20));

        assertThat(cache.channels()).containsExactly("b");
    }

    @Test
    void aClockThatNoFieldHoldsLetsNothingBeWritten() {
        MemoryCache cache = cache();
        clock.turn(Duration.ofDays(365 * -3000));

        assertThatThrownBy(() -> cache.add(message("a", "m"))).isInstanceOf(IllegalArgumentException.class);

        assertThat(cache.channels()).isEmpty();
    }

    @Test
    void whatIsOverWeighsNothingAfterATick() {
        MemoryCache cache = cache();
        for (int i = 0; i < 1000; i++) {
            cache.add(message("c-" + i, "m"));
        }
        assertThat(cache.stats().bytes()).isGreaterThan(0);

        clock.turn(META_TIME.plusSeconds(2));
        cache.tick();

        assertThat(cache.stats().bytes()).isZero();
        assertThat(cache.stats().evicted()).isZero();
    }

    @Test
    void itsBytesAreWhatItsOptionsSay() {
        var plain = new CacheLayout(
                keyFamily("messages", "m:<channel_id>").list(),
                keyFamily("meta", "i:<channel_id>").hash(),
                keyFamily("session", "s:<user_id>").hash(),
                keyFamily("lock", "l:<channel_id>").string(),
                "");
        MemoryCache cache = MemoryCache.of(plain, options());
        UniversalMessage message = message("abc", "m");
        int encoded = MessageCodec.messagePack().encode(message).length;

        cache.add(message);
        assertThat(cache.stats().bytes()).isEqualTo(200 + 2 * 5 + 24 + encoded);
        cache.add(message);
        assertThat(cache.stats().bytes()).isEqualTo(200 + 2 * 5 + 2 * (24 + encoded));
        cache.remove("abc", "m");
        cache.putSession("u", FieldValues.EMPTY.with("mood", "ü"));
        assertThat(cache.stats().bytes()).isEqualTo(200 + 2 * 3 + 24 + 4 + 24 + 2);
    }

    @Test
    void itNeverHoldsMoreThanItMay() {
        MemoryCache cache = MemoryCache.of(LAYOUT, options().holdingAtMost(100_000));
        for (int i = 0; i < 1000; i++) {
            cache.add(message("c-" + i, "m"));
        }

        assertThat(cache.stats().bytes()).isBetween(50_000L, 100_000L);
        assertThat(cache.stats().evicted()).isGreaterThan(1000);
        assertThat(cache.channels()).hasSizeBetween(50, 300);
        assertThatThrownBy(() -> options().holdingAtMost(0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Ten messages that weigh about that together. */
    private static List<UniversalMessage> messages(String channel, int weight) {
        return IntStream.range(0, 10)
                .mapToObj(number -> message(channel, "m-" + number).saying("x".repeat(weight / 10)))
                .toList();
    }

    /** One that is full of what is asked for often. */
    private MemoryCache fullOf(int bytes) {
        MemoryCache cache = MemoryCache.of(LAYOUT, options().holdingAtMost(bytes));
        for (int i = 0; cache.stats().evicted() == 0; i++) {
            cache.addAll(messages("old-" + i, bytes / 500));
        }
        for (int round = 0; round < 20; round++) {
            for (String channel : cache.channels()) {
                cache.recent(channel, Recent.atMost(1));
                cache.meta(channel);
            }
        }
        return cache;
    }

    @Test
    void whatIsAddedIsThereHoweverFullItIs() {
        int bytes = 1 << 20;
        MemoryCache cache = fullOf(bytes);

        for (int part : List.of(1000, 50, 20, 5, 2)) {
            String channel = "new-" + part;
            long evicted = cache.stats().evicted();
            cache.addAll(messages(channel, bytes / part));

            assertThat(cache.recent(channel, Recent.atMost(10)).messages()).hasSize(10);
            assertThat(cache.meta(channel).whole("message_count")).hasValue(10);
            assertThat(cache.stats().evicted()).isGreaterThanOrEqualTo(evicted);
            assertThat(cache.stats().bytes()).isLessThanOrEqualTo(bytes);
        }
    }

    @Test
    void aChannelThatAloneWeighsTooMuchIsNotKeptAndCostsNoOther() {
        int bytes = 1 << 20;
        MemoryCache cache = fullOf(bytes);
        Set<String> before = cache.channels();

        cache.addAll(messages("new", bytes + 1));

        assertThat(cache.recent("new", Recent.atMost(1)).messages()).isEmpty();
        assertThat(cache.channels()).hasSizeGreaterThan(before.size() - 5);
    }

    @Test
    void itsLocksHaveNumbersAsThoseOnRedis() {
        long micros = 1000 * clock.millis();
        long first = cache().tryLock("a", Duration.ofMinutes(1)).orElseThrow().token();

        assertThat(first).isBetween(micros, micros + 1000);
    }

    @Test
    void aLockIsNotGivenUpForRoom() {
        MemoryCache cache = MemoryCache.of(LAYOUT, options().holdingAtMost(1));
        assertThat(cache.tryLock("a", Duration.ofMinutes(1))).isPresent();
        for (int i = 0; i < 1000; i++) {
            cache.add(message("c-" + i, "m"));
            cache.tryLock("c-" + i, Duration.ofMinutes(1));
        }

        assertThat(cache.channels()).isEmpty();
        assertThat(cache.tryLock("a", Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void whatItDoesForItselfItDoesOnTheThreadThatCalls() {
        MemoryCache cache = MemoryCache.of(LAYOUT, options().holdingAtMost(1));

        for (int i = 0; i < 1000; i++) {
            cache.add(message("c-" + i, "m"));
            assertThat(cache.channels()).isEmpty();
        }
    }

    private static <T> List<T> atOnce(Callable<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(
                    IntStream.range(0, THREADS).mapToObj(i -> work).toList())) {
                results.add(each.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void nothingIsLostBelowTheLengthAndNoListIsLonger() throws Exception {
        int each = 2000;
        CacheLayout layout = new CacheLayout(
                LAYOUT.messages().longest(THREADS * each), LAYOUT.meta(), LAYOUT.session(), LAYOUT.lock(), "");
        MemoryCache cache = MemoryCache.of(layout, options().holdingAtMost(1L << 30));
        var numbers = new AtomicInteger();

        atOnce(() -> {
            for (int i = 0; i < each / 10; i++) {
                cache.addAll(IntStream.range(0, 10)
                        .mapToObj(any -> message("a", "m-" + numbers.getAndIncrement()))
                        .toList());
            }
            return null;
        });

        assertThat(cache.recent("a", Recent.atMost(Integer.MAX_VALUE)).messages())
                .hasSize(THREADS * each);
        assertThat(cache.meta("a").whole("message_count")).hasValue(THREADS * each);
    }

    @Test
    void manyAtOnceSeeNoListThatIsTooLong() throws Exception {
        MemoryCache cache = cache();
        var numbers = new AtomicInteger();

        List<Integer> longest = atOnce(() -> {
            int most = 0;
            for (int i = 0; i < 2000; i++) {
                cache.add(message("a", "m-" + numbers.getAndIncrement()));
                most = Math.max(
                        most, cache.recent("a", Recent.atMost(1000)).messages().size());
                cache.update(message("a", "m-" + i).saying("better"));
                if (i % 10 == 0) {
                    cache.remove("a", "m-" + i);
                }
            }
            return most;
        });

        assertThat(longest).allMatch(most -> most <= 50);
        assertThat(cache.meta("a").whole("message_count")).hasValue(THREADS * 2000L);
    }

    @Test
    void listAndHashAreForgottenTogetherWhileOthersAdd() throws Exception {
        MemoryCache cache = cache();

        for (int round = 0; round < 300; round++) {
            var number = new AtomicInteger();
            atOnce(() -> {
                if (number.incrementAndGet() % 2 == 0) {
                    cache.clear("a");
                } else {
                    cache.add(message("a", "m"));
                }
                return null;
            });
            assertThat(cache.meta("a").isEmpty()).isEqualTo(cache.channels().isEmpty());
            cache.clear("a");
        }
    }

    @Test
    void ofManyAtOnceOneTakesALockAndEachHasAGreaterNumber() throws Exception {
        MemoryCache cache = cache();
        var inside = new AtomicInteger();

        atOnce(() -> {
            long last = 0;
            for (int i = 0; i < 5000; i++) {
                var lock = cache.tryLock("a", Duration.ofMinutes(1));
                if (lock.isPresent()) {
                    assertThat(inside.incrementAndGet()).isEqualTo(1);
                    assertThat(lock.get().token()).isGreaterThan(last);
                    last = lock.get().token();
                    inside.decrementAndGet();
                    assertThat(cache.release(lock.get())).isTrue();
                }
            }
            return last;
        });
    }

    @Test
    void aDesktopDoesWithoutLettuce() throws Exception {
        List<URL> without = new ArrayList<>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!path.contains("lettuce") && !path.contains("netty") && !path.contains("reactor")) {
                without.add(Path.of(path).toUri().toURL());
            }
        }

        try (var desktop = new URLClassLoader(without.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> desktop.loadClass("io.lettuce.core.RedisClient"))
                    .isInstanceOf(ClassNotFoundException.class);
            Callable<?> host = (Callable<?>) desktop.loadClass(Desktop.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            assertThat(host.call()).isEqualTo(1);
        }
    }

    /** A host without Redis. */
    public static final class Desktop implements Callable<Integer> {
        @Override
        public Integer call() {
            try (MessageCache cache = MemoryCache.of(LAYOUT)) {
                cache.add(message("a", "m"));
                assertThat(cache.tryLock("a", Duration.ofSeconds(1))).isPresent();
                return cache.recent("a", Recent.atMost(1)).messages().size();
            }
        }
    }
}
