package io.whisperschema.vector.internal.rebuild;

import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.catalog.CollectionRecord.State;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.definition.vector.CollectionShape;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.finding.Finding;
import io.whisperschema.vector.internal.points.PointPages;
import io.whisperschema.vector.internal.points.PointUpserts;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.transform.SampleCheck;
import io.whisperschema.vector.internal.transform.Transform;
import io.whisperschema.vector.internal.transform.Transform.Transformed;
import io.whisperschema.vector.internal.transform.TransformFailed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sends the first points of collections the whole way, into collections that are deleted again.
 *
 * @param atMost how many points of each collection
 */
public record Rehearsal(Site site, PointRecipe recipe, int atMost, VectorCatalog there, Transform transform) {
    private static final String SUFFIX = "__rehearsal";

    /** Returns when all of them have arrived as they should. */
    public void run() throws CallFailed, Stopped, TransformFailed {
        var names = new HashMap<String, String>();
        recipe.into().forEach(into -> names.put(into.name(), into.name() + SUFFIX));
        clear(names);
        try {
            rehearse(names);
        } finally {
            clear(names);
        }
    }

    /** Also what a rehearsal left that was killed. */
    private void clear(Map<String, String> names) throws CallFailed {
        for (String name : names.values()) {
            Discarding.collection(name, State.SHADOW, site);
        }
    }

    private void rehearse(Map<String, String> names) throws CallFailed, Stopped, TransformFailed {
        var sources = new HashMap<String, String>();
        var shapes = new ArrayList<CollectionShape>();
        for (String from : recipe.from()) {
            VectorCollection source =
                    there.reached(from).orElseThrow(() -> new Stopped("there is no collection " + from));
            sources.put(from, source.name());
            shapes.add(source.shape());
        }
        var like = site.calls()
                .answer(site.client()
                        .getCollectionInfoAsync(sources.get(recipe.from().get(0))))
                .getConfig();
        Transform carrying = transform;
        for (VectorCollection into : recipe.into()) {
            site.shelf().create(new VectorCollection(into.name() + SUFFIX, into.version(), into.shape()), like);
            carrying = carrying.carrying(into.name(), Carried.of(like, into));
        }
        var check = new SampleCheck(
                new SampleCheck.Place(site.client(), site.calls(), sources),
                new SampleCheck.Place(site.client(), site.calls(), names),
                recipe,
                shapes);
        for (String source : sources.values()) {
            send(source, carrying, check);
        }
    }

    private void send(String source, Transform carrying, SampleCheck check)
            throws CallFailed, Stopped, TransformFailed {
        PointPages pages = PointPages.of(site.client(), site.calls(), source);
        for (int sent = 0; sent < atMost && !pages.isAtEnd(); ) {
            List<RetrievedPoint> page =
                    pages.next().stream().limit(atMost - sent).toList();
            if (page.isEmpty()) {
                return;
            }
            sent += page.size();
            for (Transformed made : carrying.apply(page)) {
                var upserts = new PointUpserts(site.client(), site.calls(), made.target() + SUFFIX);
                upserts.add(made.point());
                upserts.flush();
            }
            List<Finding> findings = check.page(carrying, page);
            if (!findings.isEmpty()) {
                throw new Stopped("the rehearsal did not go well: "
                        + findings.stream().map(Finding::sentence).collect(Collectors.joining("\n  ")));
            }
        }
    }
}
