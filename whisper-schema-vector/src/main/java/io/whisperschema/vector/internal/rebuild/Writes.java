package io.whisperschema.vector.internal.rebuild;

import static io.qdrant.client.ConditionFactory.hasId;
import static io.qdrant.client.ConditionFactory.match;
import static io.qdrant.client.ConditionFactory.matchKeyword;

import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.whisperschema.vector.internal.points.Applied;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import java.util.List;

/** What writes to points have in common. */
final class Writes {
    /** What points carry that were written by a rebuild, and by nobody since, as long as it is at work. */
    static final String MARK = "whisper_schema_rebuilt";

    /** No point is like that. */
    static final Filter NEVER =
            Filter.newBuilder().addMust(matchKeyword(MARK, "never")).build();

    /** The points that carry the mark. */
    static final Filter MARKED = Filter.newBuilder().addMust(match(MARK, true)).build();

    private Writes() {}

    /** That point, as long as it carries the mark. */
    static Filter.Builder marked(PointId id) {
        return MARKED.toBuilder().addMust(hasId(id));
    }

    static boolean isMarked(RetrievedPoint point) {
        return point.containsPayload(MARK);
    }

    static DeletePoints deletion(String collection, Filter where) {
        return DeletePoints.newBuilder()
                .setCollectionName(collection)
                .setWait(true)
                .setPoints(PointsSelector.newBuilder().setFilter(where))
                .build();
    }

    /** Takes the mark from all points of a collection. */
    static void unmark(String collection, Site site) throws CallFailed {
        done(site.calls()
                .answer(site.client().deletePayloadAsync(collection, List.of(MARK), MARKED, true, null, null)));
    }

    static void done(UpdateResult result) throws CallFailed {
        Applied.require(result);
    }
}
