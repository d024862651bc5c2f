/** Distances, the scores of recommend, discover and context, fusion, and the best of many. */
@NullMarked
package io.whisperschema.vector.embedded.internal.score;

import org.jspecify.annotations.NullMarked;
