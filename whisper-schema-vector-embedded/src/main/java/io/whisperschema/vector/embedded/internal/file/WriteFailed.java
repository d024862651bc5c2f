package io.whisperschema.vector.embedded.internal.file;

/** A write to the file failed; nothing is served any more, since memory may hold what the file does not. */
public final class WriteFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    WriteFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
