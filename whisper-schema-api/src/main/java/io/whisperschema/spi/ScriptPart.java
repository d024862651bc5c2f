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
        /** It may lose data that is there. */
        LOSES_DATA,
        /** Anything else. */
        OTHER
    }
}
