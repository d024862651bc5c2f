package io.whisperschema.vector.embedded.internal.filter;

import io.grpc.Status;
import java.util.List;
import java.util.Objects;

/** A call that the server would answer with a status other than OK; the message is the server's text. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Status.Code code;

    public Refused(Status.Code code, String message) {
        super(message);
        this.code = code;
    }

    public static Refused invalid(String message) {
        return new Refused(Status.Code.INVALID_ARGUMENT, message);
    }

    public static Refused unimplemented(String message) {
        return new Refused(Status.Code.UNIMPLEMENTED, message);
    }

    public static Refused shardKeys() {
        return unimplemented("EmbeddedQdrant has no sharding by keys");
    }

    /** A request that breaks a rule of its fields: {@code filter.must[0].condition_one_of.match: …}. */
    public static Refused invalidField(String path, String complaint) {
        return invalidFields(List.of(path + ": " + complaint));
    }

    private static Refused invalidFields(List<String> complaints) {
        return invalid("Validation error in body: [" + String.join("; ", complaints) + "]");
    }

    /** Throws when there is anything to complain of; each complaint begins with the path of its field. */
    public static void whatIsWrong(List<String> complaints) {
        if (!complaints.isEmpty()) {
            throw invalidFields(complaints);
        }
    }

    public Status.Code code() {
        return code;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
