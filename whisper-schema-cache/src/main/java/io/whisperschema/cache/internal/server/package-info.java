/** Entries of a Redis, over the host's Lettuce client. */
@NullMarked
package io.whisperschema.cache.internal.server;

import org.jspecify.annotations.NullMarked;
