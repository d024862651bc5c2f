/** What the README shows, as programs that run. Tests keep the two the same. */
package io.whisperschema.examples;
