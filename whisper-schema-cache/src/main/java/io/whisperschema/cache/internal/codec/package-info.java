/** The formats of messages as bytes and as text. No part of the public API. */
@NullMarked
package io.whisperschema.cache.internal.codec;

import org.jspecify.annotations.NullMarked;
