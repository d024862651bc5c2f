/** A portable export of collections as files in a folder. Not for hosts. */
@NullMarked
package io.whisperschema.vector.internal.export;

import org.jspecify.annotations.NullMarked;
