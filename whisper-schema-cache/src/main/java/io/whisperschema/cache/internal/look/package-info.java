/** What of a cache's entries is not as its key families say. */
@NullMarked
package io.whisperschema.cache.internal.look;

import org.jspecify.annotations.NullMarked;
