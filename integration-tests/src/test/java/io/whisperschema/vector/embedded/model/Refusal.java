package io.whisperschema.vector.embedded.model;

import io.grpc.Status;

/** The error that a call ends with. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Status.Code code;

    Refusal(Status.Code code, String message) {
        super(message);
        this.code = code;
    }

    static Refusal invalid(String message) {
        return new Refusal(Status.Code.INVALID_ARGUMENT, message);
    }

    static Refusal notFound(String message) {
        return new Refusal(Status.Code.NOT_FOUND, "Not found: " + message);
    }

    static Refusal missingVector(String name) {
        return invalid("Wrong input: Not existing vector name error: " + name);
    }

    @Override
    public String toString() {
        return code + " " + getMessage();
    }
}
