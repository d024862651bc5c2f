/** The three tables in which a database keeps its record of migrations. */
@NullMarked
package io.whisperschema.sql.history;

import org.jspecify.annotations.NullMarked;
