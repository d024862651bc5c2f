/** What SQL stores share for moves: where a move stands, connections that it holds, and questions about rows. */
@NullMarked
package io.whisperschema.sql.move;

import org.jspecify.annotations.NullMarked;
