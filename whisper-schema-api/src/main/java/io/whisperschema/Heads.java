package io.whisperschema;

import io.whisperschema.Touch.Extent;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.Migrations;
import io.whisperschema.spi.SqlDialect;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Components whose migrations stand beside each other: none waits for the other, so none may count on it. */
final class Heads {
    private final SqlDialect dialect;
    private final Migrations migrations;
    private final Map<MigrationId, Set<MigrationId>> before = new HashMap<>();
    private final Map<String, Migration> last = new HashMap<>();

    Heads(SqlDialect dialect, Migrations migrations) {
        this.dialect = dialect;
        this.migrations = migrations;
    }

    /** Refuses two that give one table a shape, of which none waits for the other: any order would be a guess. */
    void refuseConflicts() {
        if (migrations.inOrder().stream()
                        .map(one -> one.id().component())
                        .distinct()
                        .count()
                < 2) {
            return;
        }
        var touches = new Touches(dialect, migrations);
        var shapedBy = new LinkedHashMap<String, Map<String, Migration>>();
        for (Migration migration : migrations.inOrder()) {
            remember(migration);
            for (Touch touch : touches.of(migration)) {
                if (touch.extent() == Extent.SHAPE) {
                    Map<String, Migration> earlier =
                            shapedBy.computeIfAbsent(key(touch.name()), name -> new LinkedHashMap<>());
                    earlier.values().forEach(one -> refuse(one, migration, touch));
                    earlier.put(migration.id().component(), migration);
                }
            }
        }
    }

    /** SQLite does not tell names apart by their case. */
    private String key(String name) {
        return dialect.name().equals(DialectName.SQLITE) ? name.toLowerCase(Locale.ROOT) : name;
    }

    /** Behind the one before it of its component, and what it depends on. */
    private void remember(Migration migration) {
        var all = new HashSet<MigrationId>();
        Migration previous = last.put(migration.id().component(), migration);
        if (previous != null) {
            add(all, previous.id());
        }
        migration.directives().dependsOn().forEach(needed -> add(all, needed));
        before.put(migration.id(), all);
    }

    private void add(Set<MigrationId> all, MigrationId one) {
        all.add(one);
        all.addAll(before.getOrDefault(one, Set.of()));
    }

    private void refuse(Migration one, Migration other, Touch touch) {
        boolean waits = before.getOrDefault(other.id(), Set.of()).contains(one.id());
        if (!waits && !one.id().component().equals(other.id().component())) {
            throw new InvalidMigration(
                    touch.place(),
                    one.line() + " and " + other.line() + " both give " + touch.name()
                            + " a shape, and none of them depends on the other",
                    "Let one depend on the other, as in: -- whisper: depends on " + one.id() + ".");
        }
    }
}
