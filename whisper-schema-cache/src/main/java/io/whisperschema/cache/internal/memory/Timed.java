package io.whisperschema.cache.internal.memory;

/** Something that is over at a moment. */
interface Timed {
    /** The moment at which what lasts for ever is over. */
    long NEVER = Long.MAX_VALUE;

    /** The moment of the {@link Timeline} at which it is over. */
    long deadline();
}
