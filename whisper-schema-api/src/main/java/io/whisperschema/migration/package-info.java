/** Versioned migrations: what they are, where they come from, and what a database has of them. */
@NullMarked
package io.whisperschema.migration;

import org.jspecify.annotations.NullMarked;
