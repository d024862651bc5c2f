/**
 * What would turn one catalog into another: {@link io.whisperschema.diff.SchemaDiff} compares, and a
 * {@link io.whisperschema.diff.Diff} lists {@linkplain io.whisperschema.diff.Change changes}, one sealed family for
 * each kind of store.
 */
package io.whisperschema.diff;
