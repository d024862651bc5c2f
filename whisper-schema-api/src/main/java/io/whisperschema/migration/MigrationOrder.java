package io.whisperschema.migration;

import io.whisperschema.error.InvalidMigration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/** Puts migrations into the order in which they are applied. */
final class MigrationOrder {
    private final Map<MigrationId, Migration> all = new LinkedHashMap<>();
    private final Map<String, Integer> components = new HashMap<>();
    private final Map<MigrationId, List<MigrationId>> followers = new HashMap<>();
    private final Map<MigrationId, Integer> waitingFor = new HashMap<>();

    private MigrationOrder() {}

    static List<Migration> of(List<Migration> migrations) {
        var order = new MigrationOrder();
        migrations.forEach(order::add);
        order.chainEachComponent();
        order.all.values().forEach(order::dependencies);
        return order.sorted();
    }

    private void add(Migration migration) {
        Migration other = all.putIfAbsent(migration.id(), migration);
        if (other != null) {
            throw new InvalidMigration(
                    "migration " + migration.id(),
                    other.name() + " and " + migration.name() + " both have this number",
                    "Give one of them the next free number.");
        }
        components.putIfAbsent(migration.id().component(), components.size());
        waitingFor.put(migration.id(), 0);
    }

    private void chainEachComponent() {
        Map<String, MigrationId> last = new HashMap<>();
        all.keySet().stream().sorted().forEach(id -> {
            MigrationId before = last.put(id.component(), id);
            if (before != null) {
                follows(id, before);
            }
        });
    }

    private void dependencies(Migration migration) {
        for (MigrationId needed : migration.directives().dependsOn()) {
            if (!all.containsKey(needed)) {
                throw new InvalidMigration(
                        "migration " + migration.id() + " " + migration.name(),
                        "it depends on " + needed + ", which is not there",
                        "Add that one, or no longer depend on it.");
            }
            follows(migration.id(), needed);
        }
    }

    private void follows(MigrationId id, MigrationId before) {
        followers.computeIfAbsent(before, key -> new ArrayList<>()).add(id);
        waitingFor.merge(id, 1, Integer::sum);
    }

    private List<Migration> sorted() {
        var ready =
                new PriorityQueue<>(Comparator.comparing((MigrationId id) -> components.getOrDefault(id.component(), 0))
                        .thenComparing(MigrationId::number));
        waitingFor.forEach((id, count) -> {
            if (count == 0) {
                ready.add(id);
            }
        });
        var sorted = new ArrayList<Migration>();
        for (MigrationId next = ready.poll(); next != null; next = ready.poll()) {
            sorted.add(all.remove(next));
            for (MigrationId follower : followers.getOrDefault(next, List.of())) {
                if (waitingFor.merge(follower, -1, Integer::sum) == 0) {
                    ready.add(follower);
                }
            }
        }
        refuseCircles();
        return sorted;
    }

    private void refuseCircles() {
        if (!all.isEmpty()) {
            String circle = all.values().stream().map(Migration::line).collect(Collectors.joining(", "));
            throw new InvalidMigration(
                    "migrations " + circle,
                    "they wait for each other in a circle",
                    "Take one of their dependencies away.");
        }
    }
}
