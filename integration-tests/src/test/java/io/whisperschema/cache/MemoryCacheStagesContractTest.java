package io.whisperschema.cache;

import io.whisperschema.testkit.MessageCacheContract;
import io.whisperschema.testkit.TurnedClock;
import java.time.Duration;

/** Of the face for those who do not wait the same holds. */
class MemoryCacheStagesContractTest implements MessageCacheContract {
    private final TurnedClock clock = new TurnedClock();

    @Override
    public MessageCache freshCache(CacheLayout layout, MessageCodec codec) {
        MemoryCache cache =
                MemoryCache.of(layout, MemoryOptions.usual().codec(codec).clock(clock));
        return new AwaitedCache(cache, cache.async());
    }

    @Override
    public void advance(Duration time) {
        clock.turn(time);
    }
}
