package io.whisperschema.vector;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.definition.vector.PayloadField;
import io.whisperschema.finding.Finding;
import io.whisperschema.vector.PayloadCheck.Flaw;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.points.SomeIds;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at what the points of a collection carry, page by page; not thread-safe. */
final class ContentLook {
    private static final int PAGE = 256;

    private final QdrantClient client;
    private final QdrantCalls calls;
    private final String collection;
    private final List<PayloadCheck> checks;
    private final Map<String, Map<Flaw, SomeIds>> found = new LinkedHashMap<>();
    private long seen;

    ContentLook(QdrantClient client, QdrantCalls calls, String collection, CollectionShape shape) {
        this.client = client;
        this.calls = calls;
        this.collection = collection;
        this.checks = shape.payload().stream().map(PayloadCheck::new).toList();
    }

    List<Finding> findings(ContentScope scope) {
        long atMost = scope.atMost().orElse(Long.MAX_VALUE);
        var request = ScrollPoints.newBuilder()
                .setCollectionName(collection)
                .setWithPayload(WithPayloadSelectorFactory.enable(true));
        int page = PAGE;
        while (seen < atMost) {
            try {
                request.setLimit((int) Math.min(page, atMost - seen));
                ScrollResponse points = calls.answer(client.scrollAsync(request.build()));
                points.getResultList().forEach(this::look);
                if (!points.hasNextPageOffset()) {
                    break;
                }
                request.setOffset(points.getNextPageOffset());
            } catch (CallFailed failure) {
                page = smaller(page, failure);
            }
        }
        return findings();
    }

    /** A client refuses answers beyond some size; then fewer points at once are asked for. */
    private int smaller(int page, CallFailed failure) {
        if (failure.code() != Status.Code.RESOURCE_EXHAUSTED || page == 1) {
            throw calls.unanswered("read points of collection " + collection, failure);
        }
        return page / 2;
    }

    private void look(RetrievedPoint point) {
        seen++;
        for (PayloadCheck check : checks) {
            check.flaw(point.getPayloadMap())
                    .ifPresent(flaw -> found.computeIfAbsent(check.field().name(), field -> new EnumMap<>(Flaw.class))
                            .computeIfAbsent(flaw, one -> new SomeIds())
                            .add(point.getId()));
        }
    }

    private List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        for (PayloadCheck check : checks) {
            found.getOrDefault(check.field().name(), Map.of())
                    .forEach((flaw, points) -> findings.add(finding(check.field(), flaw, points)));
        }
        return findings;
    }

    private Finding finding(PayloadField field, Flaw flaw, SomeIds points) {
        return Finding.error(
                "collection " + collection + ", payload field " + field.name(),
                expected(field),
                switch (flaw) {
                            case MISSING -> "no value";
                            case OTHER_TYPE -> "a value of another type";
                            case LIST -> "a list";
                            case NO_LIST -> "a single value";
                        }
                        + " in " + points.of(seen),
                "Correct these points, or say in the definition what the field holds.");
    }

    private static String expected(PayloadField field) {
        return (field.cardinality() == PayloadField.Cardinality.LIST ? "a list of " : "")
                + field.type().text()
                + (field.presence() == PayloadField.Presence.REQUIRED ? " in every point" : "");
    }
}
