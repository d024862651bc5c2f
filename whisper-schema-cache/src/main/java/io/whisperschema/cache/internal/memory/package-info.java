/** Entries as a cache in memory keeps them, and the file that keeps them while its host is off. */
@NullMarked
package io.whisperschema.cache.internal.memory;

import org.jspecify.annotations.NullMarked;
