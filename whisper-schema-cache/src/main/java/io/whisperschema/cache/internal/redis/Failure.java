package io.whisperschema.cache.internal.redis;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Why a batch has no answer. It carries no stack: the call that began it is long over. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What is known of it. */
    public enum Kind {
        /** It was not sent: there is no connection. */
        NOT_SENT,
        /** The server carried out nothing of it, and it or another may later. */
        REFUSED,
        /** It was sent; whether it was carried out is not known. */
        LOST,
        /** No answer came in time; if it was sent, it may yet be carried out. */
        LATE,
        /** It is of several batches, some of which were or may have been carried out. */
        PARTLY,
        /** The server says that it cannot be done. */
        WRONG
    }

    Failure(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.kind = kind;
    }

    /** What the server said. */
    static Failure said(String error) {
        return new Failure(refusal(error) ? Kind.REFUSED : Kind.WRONG, withoutValues(error), null);
    }

    /** What is behind the wrappings of futures. */
    public static Throwable unwrapped(Throwable error) {
        Throwable cause = error.getCause();
        return (error instanceof CompletionException || error instanceof ExecutionException) && cause != null
                ? unwrapped(cause)
                : error;
    }

    /** The failure that an error is, or that comes of it. */
    public static Failure of(Throwable error, Kind kind) {
        Throwable unwrapped = unwrapped(error);
        return unwrapped instanceof Failure failure ? failure : new Failure(kind, description(unwrapped), unwrapped);
    }

    private static String description(Throwable error) {
        String message = error.getMessage();
        return message == null ? error.getClass().getSimpleName() : message;
    }

    private static boolean refusal(String error) {
        return switch (error.split(" ", 2)[0]) {
            case "MOVED", "ASK", "TRYAGAIN", "CLUSTERDOWN", "LOADING", "READONLY", "MASTERDOWN", "NOREPLICAS", "BUSY" ->
                true;
            default -> false;
        };
    }

    // Of a command that it does not know Redis repeats the arguments.
    private static String withoutValues(String error) {
        int arguments = error.indexOf(", with args beginning with");
        return arguments < 0 ? error : error.substring(0, arguments);
    }

    /** What is known of it. */
    public Kind kind() {
        return kind;
    }

    /** Whether nothing of it was carried out, or will be. */
    boolean isOfNothing() {
        return kind == Kind.NOT_SENT || kind == Kind.REFUSED;
    }

    /** The same where other batches of the operation were or may have been carried out. */
    public Failure partly() {
        return isOfNothing() ? new Failure(Kind.PARTLY, description(this), this) : this;
    }

    /** The first word of it, which is the server's code where the server said it. */
    public String code() {
        return words()[0];
    }

    /** The words of it. */
    String[] words() {
        return String.valueOf(getMessage()).split(" ");
    }
}
