package io.whisperschema.vector.internal.transform;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A point cannot become what a recipe makes of it. Its message is one sentence without values of payloads. */
public final class TransformFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<String> id;

    TransformFailed(Optional<String> id, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.id = id;
    }

    static TransformFailed of(String id, String problem) {
        return new TransformFailed(Optional.of(id), "point " + id + " " + problem, null);
    }

    /** The point's id, where it is one point. */
    public Optional<String> id() {
        return id;
    }
}
