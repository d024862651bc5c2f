/** Moves of caches over the move core. */
@NullMarked
package io.whisperschema.cache.internal.move;

import org.jspecify.annotations.NullMarked;
