package io.whisperschema.cache.internal.look;

import io.whisperschema.cache.internal.entry.ServerSettings;
import io.whisperschema.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of the way a server is set up endangers what it caches.
 *
 * @param server which server, for people
 * @param settings how it is set up
 */
public record Dangers(String server, ServerSettings settings) {
    private static final int LOWEST = 7;

    /** Whether entries are to survive a restart. */
    public enum Survival {
        /** They are. */
        WANTED,
        /** They need not. */
        NOT_WANTED
    }

    /** The findings. */
    public List<Finding> findings(Survival survival) {
        var findings = new ArrayList<Finding>();
        tooOld().ifPresent(findings::add);
        eviction().ifPresent(findings::add);
        if (survival == Survival.WANTED) {
            forgetful().ifPresent(findings::add);
        }
        return findings;
    }

    private Optional<Finding> tooOld() {
        return settings.version()
                .filter(version -> major(version) < LOWEST)
                .map(version -> Finding.error(
                        server,
                        "Redis " + LOWEST + ".0 or newer",
                        "Redis " + version,
                        "Before, no server tells exactly when an entry expires, so none can be moved. Upgrade it."));
    }

    private static int major(String version) {
        try {
            return Integer.parseInt(version.substring(0, Math.max(version.indexOf('.'), 0)));
        } catch (NumberFormatException noNumber) {
            return LOWEST;
        }
    }

    private Optional<Finding> eviction() {
        if (settings.eviction().isEmpty()) {
            return Optional.of(Finding.warning(
                    server + ", maxmemory-policy",
                    "to give up entries that expire, when memory is short",
                    "a server that does not tell what it does",
                    "Let this client use INFO or CONFIG GET, or look at maxmemory-policy yourself."));
        }
        String policy = settings.eviction().orElseThrow();
        if (policy.startsWith("allkeys")) {
            return Optional.of(Finding.warning(
                    server + ", maxmemory-policy",
                    "to give up entries that expire, when memory is short",
                    policy + ", which gives up those without an expiry too",
                    "What this library has on record does not expire. Set volatile-lru or volatile-ttl."));
        }
        if (policy.equals("noeviction") && settings.isBounded()) {
            return Optional.of(Finding.warning(
                    server + ", maxmemory-policy",
                    "to give up entries that expire, when memory is short",
                    "noeviction under a maxmemory of " + settings.maximumBytes().orElseThrow(),
                    "It refuses to write once memory is full. Set volatile-lru or volatile-ttl."));
        }
        return Optional.empty();
    }

    private Optional<Finding> forgetful() {
        if (settings.appends().orElse(false) || settings.saves().orElse(false)) {
            return Optional.empty();
        }
        if (settings.appends().isEmpty() || settings.saves().isEmpty()) {
            return Optional.of(Finding.warning(
                    server + ", persistence",
                    "entries that survive a restart",
                    "a server that does not tell whether they do",
                    "Let this client use CONFIG GET, or look at appendonly and save yourself."));
        }
        return Optional.of(Finding.error(
                server + ", persistence",
                "entries that survive a restart",
                "appendonly no, and no save points",
                "Set appendonly yes, or expect no persistence."));
    }
}
