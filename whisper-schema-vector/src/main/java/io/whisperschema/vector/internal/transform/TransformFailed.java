package io.whisperschema.vector.internal.transform;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A point cannot become what a recipe makes of it. The message is a sentence without a full stop and without values of payloads;
 * the cause, where host code failed, is that code's and may hold any.
 */
public final class TransformFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<String> id;

    TransformFailed(Optional<String> id, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.id = id;
    }

    static TransformFailed of(String id, String problem, @Nullable Throwable cause) {
        return new TransformFailed(Optional.of(id), "point " + id + " " + problem, cause);
    }

    /** The point's id, where it is one point. */
    public Optional<String> id() {
        return id;
    }

    /** What is wrong, as a sentence without a full stop. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
