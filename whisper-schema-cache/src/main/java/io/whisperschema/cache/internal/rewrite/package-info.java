/** Entries become those of a key family as it is from then on. */
@NullMarked
package io.whisperschema.cache.internal.rewrite;

import org.jspecify.annotations.NullMarked;
