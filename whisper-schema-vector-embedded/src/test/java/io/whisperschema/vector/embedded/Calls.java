package io.whisperschema.vector.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Calls to the client: what they are given, and what they give. */
final class Calls {

    private Calls() {}

    static VectorParams params(long size, Distance distance) {
        return VectorParams.newBuilder().setSize(size).setDistance(distance).build();
    }

    /** Indexes a field of the memories. */
    static void index(QdrantClient client, String field, PayloadSchemaType type) {
        done(client.createPayloadIndexAsync("memories", field, type, null, true, null, null));
    }

    static List<Long> ids(List<ScoredPoint> found) {
        return found.stream().map(point -> point.getId().getNum()).toList();
    }

    static <T> T done(ListenableFuture<T> call) {
        try {
            return call.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static void assertRefused(ListenableFuture<?> call, Status.Code code, String message) {
        Throwable thrown = catchThrowable(() -> done(call));
        assertThat(thrown).isInstanceOf(StatusRuntimeException.class);
        Status status = ((StatusRuntimeException) thrown).getStatus();
        assertThat(status.getCode() + " " + status.getDescription()).isEqualTo(code + " " + message);
    }
}
