package io.whisperschema.cache.internal.codec;

/** Why a value cannot be read: the end of a sentence that says what it is. Nothing in it is of the value. */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Fault(String why) {
        super(why, null, false, false);
    }

    static Fault endsEarly() {
        return new Fault("it ends early");
    }

    static Fault goesOn() {
        return new Fault("something follows its end");
    }

    static Fault namedTwice() {
        return new Fault("it holds one name twice");
    }

    static Fault tooDeep() {
        return new Fault("it nests too deep");
    }
}
