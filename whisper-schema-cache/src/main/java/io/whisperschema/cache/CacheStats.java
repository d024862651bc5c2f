package io.whisperschema.cache;

/**
 * What a cache did since it was made, and what it holds.
 *
 * @param hits reads that found what they asked for
 * @param misses reads that found nothing
 * @param writes operations that wrote
 * @param unreadable values that were passed over
 * @param failures operations that failed or, where the host wished so, went on without the cache
 * @param evicted entries that were given up for room before their time; a cache that cannot know says 0
 * @param bytes how much its entries weigh, 0 where it cannot know
 */
public record CacheStats(
        long hits, long misses, long writes, long unreadable, long failures, long evicted, long bytes) {}
