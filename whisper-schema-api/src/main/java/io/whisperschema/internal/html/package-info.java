/** What our HTML pages share. */
package io.whisperschema.internal.html;
