package io.whisperschema.sql;

import static java.util.Objects.requireNonNull;

/**
 * One statement of a script.
 *
 * @param kind who understands it
 * @param text the statement as written, without the semicolon that ends it
 * @param rows the lines that follow a {@code COPY … FROM stdin}, as written, else empty
 * @param line the line it begins in, from 1
 */
public record ScriptStatement(Kind kind, String text, String rows, int line) {
    public ScriptStatement {
        requireNonNull(kind);
        requireNonNull(text);
        requireNonNull(rows);
    }

    /** The same where that many lines come before its script. */
    public ScriptStatement behind(int lines) {
        return lines == 0 ? this : new ScriptStatement(kind, text, rows, line + lines);
    }

    /** Who understands a statement. */
    public enum Kind {
        /** The server. */
        SQL,
        /** The server, which then waits for rows. */
        COPY,
        /** The program {@code psql}: the line begins with a backslash. */
        PSQL
    }
}
