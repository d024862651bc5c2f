package io.whisperschema.vector.internal.points;

import io.grpc.Status;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;

/** Whether a server has applied a write that it was to answer for only then. */
public final class Applied {
    private Applied() {}

    /** Nothing, if it has. */
    public static void require(UpdateResult result) throws CallFailed {
        if (result.getStatus() != UpdateStatus.Completed) {
            throw new CallFailed(Status.Code.UNKNOWN, "the server did not say that it is done: " + result.getStatus());
        }
    }
}
