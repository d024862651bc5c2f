package io.whisperschema.vector.embedded.internal.engine;

/** Another collection has taken the place of one that somebody found a moment ago; it is there when one looks again. */
public final class Replaced extends RuntimeException {

    private static final long serialVersionUID = 1;

    Replaced() {}
}
