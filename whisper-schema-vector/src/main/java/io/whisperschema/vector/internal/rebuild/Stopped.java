package io.whisperschema.vector.internal.rebuild;

/** A rebuild cannot go on. Its message is one sentence or more, without values of payloads. */
public final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;

    Stopped(String sentence) {
        super(sentence);
    }
}
