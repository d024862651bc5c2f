/** Builds collections anew beside the old ones, while both are in use; no part of the API. */
@NullMarked
package io.whisperschema.vector.internal.rebuild;

import org.jspecify.annotations.NullMarked;
