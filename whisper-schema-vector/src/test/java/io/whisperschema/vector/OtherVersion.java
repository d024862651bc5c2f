package io.whisperschema.vector;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.GetCollectionInfoResponse;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.PointsGrpc;
import io.qdrant.client.grpc.QdrantGrpc;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckReply;
import io.qdrant.client.grpc.SnapshotsGrpc;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A server of another version, in front of an embedded engine: it tells that version, knows nothing of what came later, and
 * describes collections in that version's words where a fixture holds them.
 */
final class OtherVersion implements AutoCloseable {
    private static final String HEALTH = QdrantGrpc.getHealthCheckMethod().getFullMethodName();

    private final String version;
    private final QdrantVersion number;
    private final Channel engine;
    private final Server server;
    private final ManagedChannel channel;
    private final Map<String, CollectionInfo> told = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private int gone = Integer.MAX_VALUE;
    private String goneAt = "";
    private String hooked = "";
    private Runnable hook = () -> {};

    private OtherVersion(String version, QdrantClient engine) {
        this.version = version;
        this.number = QdrantVersion.read(version).orElseThrow();
        this.engine = engine.grpcClient().channel();
        String name = InProcessServerBuilder.generateName();
        var builder = InProcessServerBuilder.forName(name).directExecutor();
        for (var service : List.of(
                QdrantGrpc.getServiceDescriptor(),
                CollectionsGrpc.getServiceDescriptor(),
                PointsGrpc.getServiceDescriptor(),
                SnapshotsGrpc.getServiceDescriptor())) {
            var definition = ServerServiceDefinition.builder(service);
            service.getMethods().forEach(method -> definition.addMethod(forwarded(method)));
            builder.addService(definition.build());
        }
        try {
            this.server = builder.build().start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        this.channel = InProcessChannelBuilder.forName(name).directExecutor().build();
    }

    static OtherVersion of(String version, QdrantClient engine) {
        return new OtherVersion(version, engine);
    }

    QdrantClient client() {
        return new QdrantClient(
                QdrantGrpcClient.newBuilder(channel, false, false).build());
    }

    /** From now on describes that collection as the fixture does. */
    OtherVersion telling(String collection, String fixture) {
        try (InputStream text = OtherVersion.class.getResourceAsStream(fixture)) {
            var info = CollectionInfo.newBuilder();
            TextFormat.merge(new String(text.readAllBytes(), StandardCharsets.UTF_8), info);
            told.put(collection, info.build());
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Fails before that write from now on, counted from 1, and all later ones, as a server does that went away. */
    synchronized OtherVersion goingAwayBeforeWrite(int number) {
        calls.clear();
        gone = number;
        return this;
    }

    /** Fails at that call from now on, and at all later writes. */
    synchronized OtherVersion goingAwayAt(String call) {
        goneAt = call;
        return this;
    }

    /** Does that once, right before the first such call. */
    synchronized OtherVersion before(String method, Runnable doing) {
        hooked = method;
        hook = doing;
        return this;
    }

    private void runHook(String method) {
        Runnable doing;
        synchronized (this) {
            if (!method.equals(hooked)) {
                return;
            }
            hooked = "";
            doing = hook;
        }
        doing.run();
    }

    /** It is there again. */
    synchronized void back() {
        gone = Integer.MAX_VALUE;
        goneAt = "";
    }

    @SuppressWarnings("unchecked")
    private ServerMethodDefinition<?, ?> forwarded(MethodDescriptor<?, ?> method) {
        var typed = (MethodDescriptor<Message, Message>) method;
        return ServerMethodDefinition.create(typed, ServerCalls.asyncUnaryCall((request, observer) -> {
            try {
                observer.onNext(answer(typed, request));
                observer.onCompleted();
            } catch (StatusRuntimeException failure) {
                observer.onError(failure);
            }
        }));
    }

    private Message answer(MethodDescriptor<Message, Message> method, Message request) {
        if (method.getFullMethodName().equals(HEALTH)) {
            return HealthCheckReply.newBuilder()
                    .setTitle("qdrant - vector search engine")
                    .setVersion(version)
                    .build();
        }
        runHook(method.getBareMethodName());
        note(method.getBareMethodName());
        if (method.getBareMethodName().endsWith("VectorName") && isOlderThan(new QdrantVersion(1, 18, 0))) {
            throw Status.UNIMPLEMENTED.asRuntimeException();
        }
        if (request instanceof GetCollectionInfoRequest get && told.containsKey(get.getCollectionName())) {
            return GetCollectionInfoResponse.newBuilder()
                    .setResult(told.get(get.getCollectionName()))
                    .build();
        }
        return ClientCalls.blockingUnaryCall(engine, method, CallOptions.DEFAULT, known(request));
    }

    private synchronized void note(String method) {
        if (!List.of("Get", "List", "ListAliases", "CollectionExists", "Scroll").contains(method)) {
            if (method.equals(goneAt)) {
                gone = 0;
            }
            if (calls.size() + 1 >= gone) {
                throw Status.UNAVAILABLE.withDescription("connection refused").asRuntimeException();
            }
            calls.add(method);
        }
    }

    private boolean isOlderThan(QdrantVersion other) {
        return number.compareTo(other) < 0;
    }

    /** What a server does not know it passes over. */
    private Message known(Message request) {
        if (isOlderThan(new QdrantVersion(1, 15, 4))) {
            if (request instanceof CreateCollection create) {
                return create.toBuilder().clearMetadata().build();
            }
            if (request instanceof UpdateCollection update) {
                return update.toBuilder().clearMetadata().build();
            }
        }
        return request;
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }
}
