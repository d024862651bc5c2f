/** Where collections are kept between two runs: one SQLite file, or nowhere. */
@NullMarked
package io.whisperschema.vector.embedded.internal.file;

import org.jspecify.annotations.NullMarked;
