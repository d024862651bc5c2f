/** Makes points of collections those of others, and looks at what arrived; no part of the API. */
@NullMarked
package io.whisperschema.vector.internal.transform;

import org.jspecify.annotations.NullMarked;
