package io.whisperschema.error;

/** A cached value is in no format that this release reads. Its message says what it seems to be, and nothing of what it holds. */
public final class UnreadableValue extends SchemaException {
    private static final long serialVersionUID = 1L;

    /**
     * @param problem what is wrong with it
     */
    public UnreadableValue(String problem) {
        super(problem, null);
    }

    /**
     * @param problem what is wrong with it
     * @param cause the parser's own error
     */
    public UnreadableValue(String problem, Throwable cause) {
        super(problem, cause);
    }
}
