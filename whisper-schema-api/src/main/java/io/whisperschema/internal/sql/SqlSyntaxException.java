package io.whisperschema.internal.sql;

/** SQL that cannot be read; says in which line. Callers inside our modules turn it into a finding or an error of their own. */
public final class SqlSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String problem;

    /**
     * @param line the line, from 1
     * @param problem what is wrong there, as a clause
     */
    public SqlSyntaxException(int line, String problem) {
        super("line " + line + ": " + problem);
        this.line = line;
        this.problem = problem;
    }

    /** What is wrong there, as a clause. */
    public String problem() {
        return problem;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }
}
