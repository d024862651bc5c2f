/**
 * What a store must do to take part: {@link io.whisperschema.spi.Store} and its four kinds, the
 * {@link io.whisperschema.spi.Journal}, and the {@link io.whisperschema.spi.Execution} that watches it work. Outside
 * semantic versioning until 2.0.
 */
package io.whisperschema.spi;
