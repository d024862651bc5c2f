package io.whisperschema.picture;

import io.whisperschema.picture.Diagram.Edge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * In which order boxes are placed: what hangs together stands together, most of it first, and within it what is referred
 * to before what refers to it. A circle is entered at what most refer to.
 */
final class Placing {
    private final int boxes;
    private final List<Set<Integer>> targets = new ArrayList<>();

    private Placing(Diagram diagram) {
        this.boxes = diagram.boxes().size();
        IntStream.range(0, boxes).forEach(box -> targets.add(new TreeSet<>()));
        for (Edge edge : diagram.edges()) {
            if (edge.from().box() != edge.to().box()) {
                targets.get(edge.from().box()).add(edge.to().box());
            }
        }
    }

    static List<Integer> order(Diagram diagram) {
        var placing = new Placing(diagram);
        var order = new ArrayList<Integer>();
        for (List<Integer> group : placing.groups()) {
            placing.layers(group).forEach(layer -> order.addAll(placing.besideTargets(layer, order)));
        }
        return order;
    }

    /** What hangs together, the largest first. */
    private List<List<Integer>> groups() {
        int[] group = IntStream.range(0, boxes).toArray();
        for (int box = 0; box < boxes; box++) {
            for (int target : targets.get(box)) {
                join(group, group[box], group[target]);
            }
        }
        Map<Integer, List<Integer>> groups = new HashMap<>();
        IntStream.range(0, boxes)
                .forEach(box -> groups.computeIfAbsent(group[box], first -> new ArrayList<>())
                        .add(box));
        return groups.values().stream()
                .sorted(Comparator.<List<Integer>>comparingInt(List::size)
                        .reversed()
                        .thenComparing(members -> members.get(0)))
                .toList();
    }

    private static void join(int[] group, int one, int other) {
        for (int i = 0; i < group.length; i++) {
            if (group[i] == Math.max(one, other)) {
                group[i] = Math.min(one, other);
            }
        }
    }

    private List<List<Integer>> layers(List<Integer> group) {
        var layers = new ArrayList<List<Integer>>();
        var rest = new TreeSet<>(group);
        while (!rest.isEmpty()) {
            List<Integer> free = rest.stream()
                    .filter(box -> targets.get(box).stream().noneMatch(rest::contains))
                    .toList();
            List<Integer> layer = free.isEmpty() ? List.of(mostReferredTo(rest)) : free;
            layer.forEach(rest::remove);
            layers.add(layer);
        }
        return layers;
    }

    private int mostReferredTo(Set<Integer> rest) {
        Comparator<Integer> byReferrers = Comparator.comparingLong(box ->
                rest.stream().filter(other -> targets.get(other).contains(box)).count());
        return rest.stream()
                .max(byReferrers.thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    private List<Integer> besideTargets(List<Integer> layer, List<Integer> placed) {
        Map<Integer, Integer> position = new HashMap<>();
        for (int box : layer) {
            position.put(
                    box,
                    targets.get(box).stream().mapToInt(placed::indexOf).max().orElse(-1));
        }
        return layer.stream()
                .sorted(Comparator.<Integer>comparingInt(position::get).thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
