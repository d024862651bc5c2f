package io.whisperschema.picture;

import io.whisperschema.picture.Diagram.Port;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who runs where in the gaps between boxes. All edges to one target share a lane of a gap; edges to different targets
 * share one only where they do not meet.
 */
final class Lanes {
    private final Map<Integer, Map<Port, Span>> spans = new HashMap<>();
    private final Map<Integer, Map<Port, Integer>> lanes = new HashMap<>();

    private record Span(long low, long high) {
        Span with(Span other) {
            return new Span(Math.min(low, other.low), Math.max(high, other.high));
        }
    }

    /** An edge to that target runs in that gap from one place to the other. */
    void run(int gap, Port target, long from, long to) {
        spans.computeIfAbsent(gap, none -> new LinkedHashMap<>())
                .merge(target, new Span(Math.min(from, to), Math.max(from, to)), Span::with);
    }

    /** Decides, once all edges run. */
    void decide() {
        spans.forEach((gap, here) -> lanes.put(gap, decided(here)));
    }

    private static Map<Port, Integer> decided(Map<Port, Span> spans) {
        var ends = new ArrayList<Long>();
        var lanes = new HashMap<Port, Integer>();
        List<Map.Entry<Port, Span>> sorted = spans.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().low()))
                .toList();
        for (Map.Entry<Port, Span> entry : sorted) {
            lanes.put(entry.getKey(), lane(ends, entry.getValue()));
        }
        return lanes;
    }

    private static int lane(List<Long> ends, Span span) {
        for (int lane = 0; lane < ends.size(); lane++) {
            if (ends.get(lane) < span.low()) {
                ends.set(lane, span.high());
                return lane;
            }
        }
        ends.add(span.high());
        return ends.size() - 1;
    }

    int lane(int gap, Port target) {
        return lanes.getOrDefault(gap, Map.of()).getOrDefault(target, 0);
    }

    /** How many lanes the gap has. */
    int count(int gap) {
        return lanes.getOrDefault(gap, Map.of()).values().stream()
                .mapToInt(lane -> lane + 1)
                .max()
                .orElse(0);
    }
}
