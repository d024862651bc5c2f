/** What is said of vectors. Not for hosts. */
package io.whisperschema.internal.vector;
