package io.whisperschema.spi;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One statement of a script.
 *
 * @param text as written, without the semicolon that ends it
 * @param line the line it begins in, from 1
 * @param effect what it does, as far as its first words tell
 * @param rows the lines that follow a {@code COPY … FROM stdin}, as written
 */
public record ScriptPart(String text, int line, Effect effect, Optional<String> rows) {
    public ScriptPart {
        requireNonNull(text);
        requireNonNull(effect);
        requireNonNull(rows);
    }

    /** A statement without rows. */
    public ScriptPart(String text, int line, Effect effect) {
        this(text, line, effect, Optional.empty());
    }

    /** What a statement does, as far as its first words tell. */
    public enum Effect {
        /** It begins or ends a transaction, which is ours to do. */
        TRANSACTION,
        /** It takes rows or columns away: nothing but a word of the host's lets it. */
        LOSES_DATA,
        /** It writes over values, or nobody can tell what it does: a restore point is taken before it. */
        MAY_LOSE_DATA,
        /** Anything else. */
        OTHER
    }
}
