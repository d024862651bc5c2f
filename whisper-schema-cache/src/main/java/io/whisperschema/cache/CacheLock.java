package io.whisperschema.cache;

import java.time.Duration;

/**
 * The right to be the only one at work on a channel, until it ends by itself.
 *
 * @param channel the channel
 * @param token its number: greater than that of every lock of the channel before it, so that whoever is written to can refuse a
 *     late writer
 * @param owner what tells this holder from others
 * @param lasting how long it lasts from when it was taken or extended
 */
public record CacheLock(String channel, long token, String owner, Duration lasting) {}
