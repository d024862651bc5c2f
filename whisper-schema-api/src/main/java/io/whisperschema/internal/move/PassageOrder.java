package io.whisperschema.internal.move;

import io.whisperschema.move.Passage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The passages of a job, each behind those that it refers to as far as there is such an order. */
final class PassageOrder {
    private final MoveJob job;
    private final Map<String, Passage> bySource = new LinkedHashMap<>();
    private final Set<Passage> visited = new LinkedHashSet<>();
    private final Set<Passage> order = new LinkedHashSet<>();

    private PassageOrder(MoveJob job) {
        this.job = job;
        job.passages().forEach(passage -> bySource.put(passage.source(), passage));
    }

    static List<Passage> parentsFirst(MoveJob job) {
        var sorting = new PassageOrder(job);
        job.passages().forEach(sorting::visit);
        return List.copyOf(sorting.order);
    }

    private void visit(Passage passage) {
        if (visited.add(passage)) {
            job.questionsOf(passage).allReferences().forEach(key -> {
                Passage parent = bySource.get(key.table());
                if (parent != null) {
                    visit(parent);
                }
            });
            order.add(passage);
        }
    }
}
