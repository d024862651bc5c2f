package io.whisperschema.move;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One row in which a flaw was found.
 *
 * @param key its key in words, such as {@code id 7}
 * @param value the flawed value in the notation of reject files, where the host asked to see values
 */
public record Sample(String key, Optional<String> value) {
    public Sample {
        requireNonNull(key);
        requireNonNull(value);
    }
}
