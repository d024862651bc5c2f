/** The official Qdrant client without a server: an engine in process, on a SQLite file. */
@NullMarked
package io.whisperschema.vector.embedded;

import org.jspecify.annotations.NullMarked;
