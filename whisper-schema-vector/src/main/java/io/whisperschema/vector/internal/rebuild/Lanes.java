package io.whisperschema.vector.internal.rebuild;

import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.vector.internal.points.PointBytes;
import io.whisperschema.vector.internal.rebuild.Job.Copy;
import io.whisperschema.vector.internal.rebuild.Job.Leg;
import io.whisperschema.vector.internal.transform.Transform;
import io.whisperschema.vector.internal.transform.Transform.Transformed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The ways of all points of a rebuild.
 *
 * @param main those into its targets
 * @param copies those into exact copies
 */
record Lanes(List<Lane> main, List<Lane> copies) {
    static Lanes of(Site site, Job job, PointRecipe recipe, double tolerance, Transform transform) {
        var tolerances = new HashMap<String, Tolerances>();
        for (VectorCollection into : recipe.into()) {
            tolerances.put(job.shadows().get(into.name()), Tolerances.of(into.shape(), tolerance));
        }
        List<Ledger> ledgers =
                job.legs().stream().map(leg -> site.ledger(leg.ledger())).toList();
        var main = new ArrayList<Lane>();
        var copies = new ArrayList<Lane>();
        for (Leg leg : job.legs()) {
            Ledger ledger = site.ledger(leg.ledger());
            List<Ledger> others =
                    ledgers.stream().filter(one -> !one.equals(ledger)).toList();
            main.add(new Lane(leg.source(), ledger, others, transform::apply, job.shadows(), tolerances));
            leg.copy().ifPresent(copy -> copies.add(exact(site, leg, copy, tolerance)));
        }
        return new Lanes(main, copies);
    }

    private static Lane exact(Site site, Leg leg, Copy copy, double tolerance) {
        return new Lane(
                leg.source(),
                site.ledger(copy.ledger()),
                List.of(),
                page -> page.stream().map(point -> same(point, copy.name())).toList(),
                Map.of(copy.name(), copy.name()),
                Map.of(copy.name(), Tolerances.ofKept(tolerance)));
    }

    private static Transformed same(RetrievedPoint point, String target) {
        return new Transformed(
                target,
                PointStruct.newBuilder()
                        .setId(point.getId())
                        .setVectors(PointBytes.sent(point.getVectors()))
                        .putAllPayload(point.getPayloadMap())
                        .build());
    }

    List<Lane> all() {
        return Stream.concat(main.stream(), copies.stream()).toList();
    }

    /** The collections that are written. */
    List<String> shadows() {
        return all().stream()
                .flatMap(lane -> lane.shadows().values().stream())
                .distinct()
                .sorted()
                .toList();
    }

    List<Ledger> ledgersOf(String shadow) {
        return all().stream()
                .filter(lane -> lane.shadows().containsValue(shadow))
                .map(Lane::ledger)
                .toList();
    }

    Tolerances tolerances(String shadow) {
        var found = new TreeMap<String, Tolerances>();
        all().forEach(lane -> found.putAll(lane.tolerances()));
        return found.getOrDefault(shadow, Tolerances.ofKept(0));
    }
}
