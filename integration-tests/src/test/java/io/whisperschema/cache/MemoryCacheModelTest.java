package io.whisperschema.cache;

import io.whisperschema.property.Property;
import io.whisperschema.testkit.TurnedClock;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Whatever is done to a cache in memory, in whatever order: it answers as a plain one does, to the millisecond. */
class MemoryCacheModelTest {
    private static final int CASES = 150;
    private static final Duration GRAIN = Duration.ofMillis(7);

    @Test
    void aCacheInMemoryAnswersAsThePlainOneDoes() {
        Property.holds(Property.cases(CASES), this::check);
    }

    private void check(long seed, int size) {
        var random = new RandomCacheOperations(seed, GRAIN);
        CacheLayout layout = random.layout();
        new CacheComparison(this::empty, new PlainTime(), Duration.ZERO).compare(layout, random.some(size));
    }

    private Subject empty(CacheLayout layout, MessageCodec codec) {
        var clock = new TurnedClock();
        return new Subject(
                MemoryCache.of(layout, MemoryOptions.usual().codec(codec).clock(clock)), clock::turn);
    }

    private static final class PlainTime implements CacheComparison.Time {
        private final TurnedClock clock = new TurnedClock();

        @Override
        public InstantSource clock() {
            return clock;
        }

        @Override
        public void pass(Duration time) {
            clock.turn(time);
        }
    }
}
