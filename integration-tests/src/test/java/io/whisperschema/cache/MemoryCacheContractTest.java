package io.whisperschema.cache;

import io.whisperschema.testkit.MessageCacheContract;
import io.whisperschema.testkit.TurnedClock;
import java.time.Duration;

class MemoryCacheContractTest implements MessageCacheContract {
    private final TurnedClock clock = new TurnedClock();

    @Override
    public MessageCache freshCache(CacheLayout layout, MessageCodec codec) {
        return MemoryCache.of(layout, MemoryOptions.usual().codec(codec).clock(clock));
    }

    @Override
    public void advance(Duration time) {
        clock.turn(time);
    }
}
