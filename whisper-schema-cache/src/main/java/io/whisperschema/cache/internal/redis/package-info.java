/** Commands to Redis over connections of our own, written in one go and never twice. */
@NullMarked
package io.whisperschema.cache.internal.redis;

import org.jspecify.annotations.NullMarked;
