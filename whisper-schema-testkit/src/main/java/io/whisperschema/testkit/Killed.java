package io.whisperschema.testkit;

/** The death of the process, as a {@link FakeServer} plays it: nothing of the run may continue after it. */
public final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String message) {
        super(message);
    }
}
