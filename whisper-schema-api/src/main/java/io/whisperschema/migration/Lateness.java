package io.whisperschema.migration;

import io.whisperschema.catalog.StoreKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether a migration that is not on record is behind later ones that are. One of another store than the relational one is late
 * behind later ones of that store alone.
 */
final class Lateness {
    private final Map<StoreKind, Map<String, Integer>> heads = new EnumMap<>(StoreKind.class);

    Lateness(Migrations code, MigrationRecords records) {
        Map<MigrationId, StoreKind> kinds =
                code.inOrder().stream().collect(Collectors.toMap(Migration::id, Migration::storeKind));
        for (RecordedMigration one : records.migrations()) {
            StoreKind kind = kinds.getOrDefault(one.id(), StoreKind.RELATIONAL);
            if (kind != StoreKind.RELATIONAL) {
                put(kind, one.id());
            }
            put(StoreKind.RELATIONAL, one.id());
        }
    }

    private void put(StoreKind kind, MigrationId id) {
        heads.computeIfAbsent(kind, none -> new HashMap<>()).merge(id.component(), id.number(), Math::max);
    }

    boolean isLate(Migration migration) {
        MigrationId id = migration.id();
        return heads.getOrDefault(migration.storeKind(), Map.of()).getOrDefault(id.component(), 0) > id.number();
    }
}
