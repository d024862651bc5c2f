/**
 * Messages of conversations, cached in memory or on Redis in one format.
 *
 * <pre>{@code
 * MessageCache cache = MemoryCache.of(layout);             // on a desktop
 * MessageCache cache = RedisCache.over(client, address, layout, RedisCacheOptions.usual());    // on a server: the rest of the code stays
 *
 * cache.add(UniversalMessage.of("m-1", "u-7", "Good morning", clock.instant()).in("general"));
 * List<UniversalMessage> last = cache.recent("general", Recent.atMost(10)).messages();
 * }</pre>
 */
@NullMarked
package io.whisperschema.cache;

import org.jspecify.annotations.NullMarked;
