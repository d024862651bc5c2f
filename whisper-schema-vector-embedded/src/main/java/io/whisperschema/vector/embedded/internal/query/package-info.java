/** What reads points: retrieval, scrolling, queries. */
@NullMarked
package io.whisperschema.vector.embedded.internal.query;

import org.jspecify.annotations.NullMarked;
