package io.whisperschema.cache.internal.rewrite;

/** Entries cannot be rewritten any further; the message says why, in words for whoever runs it. */
public final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** For a reason of ours. */
    Stopped(String why) {
        super(why);
    }

    /** Because of something else. */
    Stopped(String why, Throwable cause) {
        super(why, cause);
    }
}
