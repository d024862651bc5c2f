package io.whisperschema.cache.internal.entry;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a server is set up, as far as it tells.
 *
 * @param version its version
 * @param maximumBytes how much memory it may take, nothing where there is no bound
 * @param eviction what it does when that is full
 * @param appends whether it writes a log of all commands
 * @param saves whether it saves its entries now and then
 */
public record ServerSettings(
        Optional<String> version,
        Optional<String> maximumBytes,
        Optional<String> eviction,
        Optional<Boolean> appends,
        Optional<Boolean> saves) {
    public ServerSettings {
        requireNonNull(version);
        requireNonNull(maximumBytes);
        requireNonNull(eviction);
        requireNonNull(appends);
        requireNonNull(saves);
    }

    /** Whether what it may take has a bound. */
    public boolean isBounded() {
        return maximumBytes.filter(bytes -> !bytes.equals("0")).isPresent();
    }
}
