/**
 * Reading, writing and running SQL, for our own stores; not for hosts.
 *
 * <pre>{@code
 * var read = ExpressionReader.read("((confidence >= (0)::double precision))", DialectName.POSTGRES);
 * var text = ExpressionWriter.write(read, ExpressionWriter.Style.SQLITE);   // confidence >= 0
 * }</pre>
 */
package io.whisperschema.sql;
