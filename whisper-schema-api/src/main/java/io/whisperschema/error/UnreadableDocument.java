package io.whisperschema.error;

/** A stored document (definition, catalog, plan …) is of a version or shape this release does not know. */
public final class UnreadableDocument extends SchemaException {
    private static final long serialVersionUID = 1L;

    private final String path;

    /**
     * @param path where in the document, for example {@code $.tables[3].columns[0]}
     * @param problem what is wrong there
     */
    public UnreadableDocument(String path, String problem) {
        super(path + ": " + problem, null);
        this.path = path;
    }

    /**
     * @param path where in the document
     * @param problem what is wrong there
     * @param cause the parser's own error
     */
    public UnreadableDocument(String path, String problem, Throwable cause) {
        super(path + ": " + problem, cause);
        this.path = path;
    }

    /** Where in the document. */
    public String path() {
        return path;
    }
}
