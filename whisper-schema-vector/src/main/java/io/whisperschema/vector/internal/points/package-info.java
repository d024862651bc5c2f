/** Reads, compares and writes the points of collections through Qdrant's client; no part of the API. */
@NullMarked
package io.whisperschema.vector.internal.points;

import org.jspecify.annotations.NullMarked;
