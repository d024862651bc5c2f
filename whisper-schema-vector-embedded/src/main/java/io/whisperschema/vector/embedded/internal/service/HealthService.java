package io.whisperschema.vector.embedded.internal.service;

import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.QdrantGrpc;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckReply;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;

/** Says which server this one speaks like. */
public final class HealthService extends QdrantGrpc.QdrantImplBase {

    /** Clients of this minor version, of the one before and of the one after accept it. */
    static final String VERSION = "1.18.3";

    @Override
    public void healthCheck(HealthCheckRequest request, StreamObserver<HealthCheckReply> observer) {
        Answers.answer(
                observer,
                clock -> HealthCheckReply.newBuilder()
                        .setTitle("whisper-schema EmbeddedQdrant")
                        .setVersion(VERSION)
                        .build());
    }
}
