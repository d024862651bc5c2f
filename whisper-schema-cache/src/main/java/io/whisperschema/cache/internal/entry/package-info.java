/** Entries of caches as they are: what moves and checks work on, whatever cache holds them. */
@NullMarked
package io.whisperschema.cache.internal.entry;

import org.jspecify.annotations.NullMarked;
