/** Reads what ChromaDB keeps in a folder; no part of the API. */
@NullMarked
package io.whisperschema.vector.internal.chroma;

import org.jspecify.annotations.NullMarked;
