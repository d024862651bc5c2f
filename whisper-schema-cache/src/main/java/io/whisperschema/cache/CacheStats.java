package io.whisperschema.cache;

/**
 * What a cache did since it was made, and what it holds. Locks are not counted, nor what tells of expiry or channels.
 *
 * @param hits reads of messages, of what is known of a channel and of sessions that found something
 * @param misses such reads that found nothing
 * @param writes operations that wrote; many messages added together are one
 * @param unreadable values that reads passed over
 * @param failures operations that failed or, where the host wished so, went on without the cache
 * @param evicted entries that were given up for room before their time; a cache that cannot know says 0
 * @param bytes how much its entries weigh, 0 where it cannot know
 */
public record CacheStats(
        long hits, long misses, long writes, long unreadable, long failures, long evicted, long bytes) {}
