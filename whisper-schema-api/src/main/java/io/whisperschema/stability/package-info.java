/** What hosts may build upon. */
package io.whisperschema.stability;
