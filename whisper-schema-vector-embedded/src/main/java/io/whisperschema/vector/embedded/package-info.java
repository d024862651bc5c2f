/**
 * The official Qdrant client without a server: an engine in process, on a SQLite file. All begins with
 * {@link io.whisperschema.vector.embedded.EmbeddedQdrant}.
 *
 * <p>What is otherwise than on a server is one table in the README of this module.
 */
@NullMarked
package io.whisperschema.vector.embedded;

import org.jspecify.annotations.NullMarked;
