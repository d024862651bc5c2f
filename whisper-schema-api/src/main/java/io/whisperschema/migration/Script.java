package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

/**
 * SQL and where it comes from.
 *
 * @param source the file, or the migration that holds it
 * @param firstLine the line of the source in which it begins, from 1
 * @param sql the SQL
 * @param raw the sha-256 of the whole source's bytes in lower-case hexadecimal
 */
public record Script(String source, int firstLine, String sql, String raw) {
    public Script {
        requireNonNull(source);
        requireNonNull(sql);
        requireNonNull(raw);
    }

    /** The place of one of its lines, for messages. */
    public String place(int line) {
        return source + ", line " + (firstLine + line - 1);
    }
}
