package io.whisperschema.benchmarks;

import io.whisperschema.WhisperEngine;
import io.whisperschema.benchmarks.Rates.Side;
import io.whisperschema.cache.CacheLayout;
import io.whisperschema.cache.MemoryCache;
import io.whisperschema.cache.MemoryOptions;
import io.whisperschema.cache.UniversalMessage;
import java.util.List;
import java.util.stream.IntStream;

/** Messages added to a cache in memory. */
final class MemoryAddBenchmark implements Benchmark {
    private static final String CASE = "memory-add";
    private static final int CHANNELS = 1000;
    private static final int MESSAGES = 200_000;
    private static final long ROOM = 256L << 20;

    @Override
    public String name() {
        return CASE;
    }

    @Override
    public String description() {
        return """
                memory-add: messages added to %d channels of a cache in memory in a second, against a cache of Caffeine with immutable \
                lists of the same bytes, and what is known of a channel beside them (caffeine).""".formatted(CHANNELS);
    }

    @Override
    public void run() {
        CacheLayout layout = CacheLayout.of(WhisperEngine.schema().cache());
        List<UniversalMessage> messages = IntStream.range(0, MESSAGES)
                .mapToObj(number -> ChatMessages.message(number, "channel-" + number % CHANNELS))
                .toList();
        var peer = new PlainLists(layout, ROOM);
        try (MemoryCache cache = MemoryCache.of(layout, MemoryOptions.usual().holdingAtMost(ROOM))) {
            Rates.tell(
                    CASE,
                    "caffeine",
                    new Side(MESSAGES, () -> messages.forEach(cache::add)),
                    new Side(MESSAGES, () -> messages.forEach(peer::add)));
        }
    }
}
