/** Calls over a server's REST interface. Not for hosts. */
@NullMarked
package io.whisperschema.vector.internal.rest;

import org.jspecify.annotations.NullMarked;
