/** SQL as a sequence of tokens, for our own modules; not for hosts. */
package io.whisperschema.internal.sql;
