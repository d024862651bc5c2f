package io.whisperschema.migration;

import io.whisperschema.error.InvalidMigration;
import io.whisperschema.internal.OneLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Puts migrations into the order in which they are applied. */
final class MigrationOrder {
    private final Map<MigrationId, Migration> all = new LinkedHashMap<>();
    private final Map<String, Integer> components = new HashMap<>();
    private final Map<MigrationId, List<MigrationId>> followers = new HashMap<>();
    private final Map<MigrationId, Integer> waitingFor = new HashMap<>();

    private MigrationOrder() {}

    /** In loops: each start of a host comes by here, and a first lambda costs it milliseconds. */
    static List<Migration> of(List<Migration> migrations) {
        var order = new MigrationOrder();
        for (Migration migration : migrations) {
            order.add(migration);
        }
        order.chainEachComponent();
        for (Migration migration : migrations) {
            order.dependencies(migration);
        }
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
        for (MigrationId id : new TreeSet<>(all.keySet())) {
            MigrationId before = last.put(id.component(), id);
            if (before != null) {
                follows(id, before);
            }
        }
    }

    private void dependencies(Migration migration) {
        for (MigrationId needed : migration.directives().dependsOn()) {
            if (!all.containsKey(needed)) {
                throw new InvalidMigration(
                        "migration " + migration.id() + " " + OneLine.of(migration.name()),
                        "it depends on " + needed + ", which is not there",
                        "Add that one, or no longer depend on it.");
            }
            follows(migration.id(), needed);
        }
    }

    private void follows(MigrationId id, MigrationId before) {
        List<MigrationId> behind = followers.get(before);
        if (behind == null) {
            behind = new ArrayList<>();
            followers.put(before, behind);
        }
        behind.add(id);
        waitingFor.put(id, 1 + waitingFor.getOrDefault(id, 0));
    }

    /** What may come next, the earlier component first. */
    private record Ready(int component, MigrationId id) implements Comparable<Ready> {
        @Override
        public int compareTo(Ready other) {
            return component != other.component ? Integer.compare(component, other.component) : id.compareTo(other.id);
        }
    }

    private Ready ready(MigrationId id) {
        return new Ready(components.getOrDefault(id.component(), 0), id);
    }

    private List<Migration> sorted() {
        var ready = new PriorityQueue<Ready>();
        for (Map.Entry<MigrationId, Integer> one : waitingFor.entrySet()) {
            if (one.getValue() == 0) {
                ready.add(ready(one.getKey()));
            }
        }
        var sorted = new ArrayList<Migration>();
        for (Ready next = ready.poll(); next != null; next = ready.poll()) {
            sorted.add(all.remove(next.id));
            for (MigrationId follower : followers.getOrDefault(next.id, List.of())) {
                int left = waitingFor.getOrDefault(follower, 0) - 1;
                waitingFor.put(follower, left);
                if (left == 0) {
                    ready.add(ready(follower));
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
