/** What was done or found, as values that print themselves; built from the steps of the plan, so they never guess. */
package io.whisperschema.report;
