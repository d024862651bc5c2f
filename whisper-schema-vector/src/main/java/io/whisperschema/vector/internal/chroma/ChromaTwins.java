package io.whisperschema.vector.internal.chroma;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Looks for two ids that would become one UUID: one that is a UUID of version 5, and one of which that is made. Two of which the
 * same is made there are none: 122 bits of SHA-1 would have to agree. Only such UUIDs are held in memory, and only where
 * others are made.
 */
final class ChromaTwins {
    private static final int MADE = 5;

    private final Set<UUID> written = new HashSet<>();
    private boolean someAreMade;
    private boolean someAreWritten;
    private Optional<String> twin = Optional.empty();

    private ChromaTwins() {}

    /** An id that would become the UUID that another one is. */
    static Optional<String> of(ChromaRecords records, ChromaCollection collection) {
        var twins = new ChromaTwins();
        records.ids(collection, twins::look);
        if (twins.someAreMade && twins.someAreWritten) {
            records.ids(collection, twins::keep);
            records.ids(collection, twins::compare);
        }
        return twins.twin;
    }

    private void look(String id) {
        Optional<UUID> uuid = ChromaIds.written(id);
        someAreMade |= uuid.isEmpty();
        someAreWritten |= uuid.filter(ChromaTwins::couldBeMade).isPresent();
    }

    private static boolean couldBeMade(UUID uuid) {
        return uuid.version() == MADE;
    }

    private void keep(String id) {
        ChromaIds.written(id).filter(ChromaTwins::couldBeMade).ifPresent(written::add);
    }

    private void compare(String id) {
        if (ChromaIds.written(id).isEmpty() && written.contains(ChromaIds.of(id).uuid())) {
            twin = Optional.of(id);
        }
    }
}
