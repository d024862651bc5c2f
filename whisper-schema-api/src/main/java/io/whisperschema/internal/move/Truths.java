package io.whisperschema.internal.move;

import java.util.Locale;
import java.util.Optional;

/** Truths in words. */
final class Truths {
    private Truths() {}

    /** The truth that a word stands for, in any case. */
    static Optional<Boolean> of(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "t", "true", "yes", "y", "on", "1" -> Optional.of(true);
            case "f", "false", "no", "n", "off", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
