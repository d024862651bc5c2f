/** Reading and writing JSON without data binding: exact numbers, stable order, and an error with a path for all else. */
package io.whisperschema.internal.json;
