/** Collections in memory: points, vectors, aliases, and who may change them when. */
@NullMarked
package io.whisperschema.vector.embedded.internal.engine;

import org.jspecify.annotations.NullMarked;
