package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.internal.OneLine;
import java.util.Optional;

/**
 * SQL and where it comes from.
 *
 * @param source the file, or the migration that holds it
 * @param firstLine the line of the source in which it begins, from 1
 * @param sql the SQL; as it was written unless {@link #filled} gave it
 * @param raw the sha-256 of the whole source's bytes in lower-case hexadecimal
 * @param placeholders what stands for {@code ${name}} in it
 * @param portableFrom the dialect in whose words it is for all others too; absent where each runs it as it is
 */
public record Script(
        String source,
        int firstLine,
        String sql,
        String raw,
        Placeholders placeholders,
        Optional<DialectName> portableFrom) {
    public Script {
        requireNonNull(source);
        requireNonNull(sql);
        requireNonNull(raw);
        requireNonNull(placeholders);
        requireNonNull(portableFrom);
    }

    /** With nothing given for placeholders. */
    public Script(String source, int firstLine, String sql, String raw) {
        this(source, firstLine, sql, raw, Placeholders.NONE, Optional.empty());
    }

    /** With these placeholders too, unless it means what it says. */
    Script with(Placeholders given) {
        return placeholders.areLiteral()
                ? this
                : new Script(source, firstLine, sql, raw, placeholders.and(given), portableFrom);
    }

    /** The same, called so in messages. */
    public Script calling(String place) {
        return new Script(place, firstLine, sql, raw, placeholders, portableFrom);
    }

    /**
     * What it says with its placeholders filled in.
     *
     * @throws io.whisperschema.error.InvalidMigration if it has one for which nothing is given
     */
    public Script filled(DialectName dialect) {
        return PlaceholderFilling.filled(this, portableFrom.orElse(dialect));
    }

    /** Whether that dialect runs a translation of it. */
    public boolean isForeignTo(DialectName dialect) {
        return portableFrom.isPresent() && !portableFrom.get().equals(dialect);
    }

    /** The place of one of its lines, for messages. */
    public String place(int line) {
        return OneLine.of(source) + ", line " + (firstLine + line - 1);
    }
}
