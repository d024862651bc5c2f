/** Measured against peers, in one interleaved run. */
@NullMarked
package io.whisperschema.benchmarks;

import org.jspecify.annotations.NullMarked;
