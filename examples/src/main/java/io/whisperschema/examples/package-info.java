/** The code of the README, one class per block. */
package io.whisperschema.examples;
