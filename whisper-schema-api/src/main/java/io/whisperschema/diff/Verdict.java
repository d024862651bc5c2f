package io.whisperschema.diff;

/** What a comparison can say. */
enum Verdict {
    EQUAL,
    DIFFERENT,
    CANNOT_TELL;

    static Verdict of(boolean equal) {
        return equal ? EQUAL : DIFFERENT;
    }

    Verdict and(Verdict other) {
        if (this == DIFFERENT || other == DIFFERENT) {
            return DIFFERENT;
        }
        return this == CANNOT_TELL || other == CANNOT_TELL ? CANNOT_TELL : EQUAL;
    }
}
