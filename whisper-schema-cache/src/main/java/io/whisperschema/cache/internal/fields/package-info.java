/** How the typed fields of a hash travel as text; both caches and what moves and validates them share it. */
@NullMarked
package io.whisperschema.cache.internal.fields;

import org.jspecify.annotations.NullMarked;
