/** What a check found: place, expectation, what is there, how bad it is, and the remedy. */
package io.whisperschema.finding;
