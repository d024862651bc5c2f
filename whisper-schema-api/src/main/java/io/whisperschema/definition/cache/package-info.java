/**
 * The cache part of a definition: families of keys, what their values hold and how long they live.
 *
 * <pre>{@code
 * import static io.whisperschema.definition.cache.Caches.*;
 *
 * keyFamily("messages", "discord_cache:messages:<channel_id>")
 *         .list(field("message_id").string().required(), field("content").string())
 *         .longest(50)
 *         .expiringAfter(Duration.ofMinutes(30));
 * }</pre>
 */
package io.whisperschema.definition.cache;
