/** Collections of vectors on Qdrant, a server or embedded. */
@NullMarked
package io.whisperschema.vector;

import org.jspecify.annotations.NullMarked;
