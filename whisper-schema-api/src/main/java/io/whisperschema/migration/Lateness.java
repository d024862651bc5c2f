package io.whisperschema.migration;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a migration that is not on record is behind later ones that are. One of collections is on another store than the
 * others, so for it later ones of collections count alone.
 */
final class Lateness {
    private final Map<String, Integer> heads = new HashMap<>();
    private final Map<String, Integer> headsOfVectors = new HashMap<>();

    Lateness(Migrations code, MigrationRecords records) {
        Set<MigrationId> ofVectors = code.inOrder().stream()
                .filter(Migration::isOfVectors)
                .map(Migration::id)
                .collect(Collectors.toSet());
        for (RecordedMigration one : records.migrations()) {
            MigrationId id = one.id();
            heads.merge(id.component(), id.number(), Math::max);
            if (ofVectors.contains(id)) {
                headsOfVectors.merge(id.component(), id.number(), Math::max);
            }
        }
    }

    boolean isLate(Migration migration) {
        MigrationId id = migration.id();
        return (migration.isOfVectors() ? headsOfVectors : heads).getOrDefault(id.component(), 0) > id.number();
    }
}
