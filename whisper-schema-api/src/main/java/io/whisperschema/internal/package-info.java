/** Shared by several packages of this module and by our own store modules; not for hosts. */
package io.whisperschema.internal;
