/** The calls of a Qdrant server, answered in process. */
@NullMarked
package io.whisperschema.vector.embedded.internal.service;

import org.jspecify.annotations.NullMarked;
