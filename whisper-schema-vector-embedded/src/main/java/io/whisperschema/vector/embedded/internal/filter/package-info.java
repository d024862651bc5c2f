/** Payload paths, filters and payload indexes, with the semantics of the server. */
@NullMarked
package io.whisperschema.vector.embedded.internal.filter;

import org.jspecify.annotations.NullMarked;
