/** How items move: survey, copy and proof over any source and target; knows no SQL. */
package io.whisperschema.internal.move;
