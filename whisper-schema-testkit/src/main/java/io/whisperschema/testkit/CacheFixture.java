package io.whisperschema.testkit;

import io.whisperschema.cache.CacheLayout;
import io.whisperschema.cache.MessageCache;
import io.whisperschema.cache.MessageCodec;
import java.time.Duration;

/** What a test of a {@link MessageCache} needs of a kind of cache. */
public interface CacheFixture {
    /**
     * An empty cache, the only one of the running test.
     *
     * @param layout where it keeps its entries
     * @param codec how it writes messages
     */
    MessageCache freshCache(CacheLayout layout, MessageCodec codec);

    /** An empty cache of the contract's usual keys; it spoils what says {@link SpoilingCodec#UNREADABLE}. */
    default MessageCache freshCache() {
        return freshCache(ContractMessages.layout());
    }

    /** An empty cache of those keys; it spoils what says {@link SpoilingCodec#UNREADABLE}. */
    default MessageCache freshCache(CacheLayout layout) {
        return freshCache(layout, new SpoilingCodec(MessageCodec.messagePack()));
    }

    /**
     * Lets that much time pass for all entries of the cache: a cache on a clock of the test's turns that, one on a server
     * lets each of the server's keys expire that much sooner.
     */
    void advance(Duration time);
}
