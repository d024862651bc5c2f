/** Moves of collections over the move core. */
@NullMarked
package io.whisperschema.vector.internal.move;

import org.jspecify.annotations.NullMarked;
