package io.whisperschema.benchmarks;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;

import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.whisperschema.WhisperSchema;
import io.whisperschema.benchmarks.VectorPoints.Kind;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.move.MoveOptions;
import io.whisperschema.report.MoveReport;
import io.whisperschema.vector.QdrantStore;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** One end of a move of points as a process of its own; prints how many milliseconds what took. */
final class PointMoveProgram {
    private static final String NAME = "memories";
    private static final int BATCH = 256;
    private static final int IN_FLIGHT = 3;
    private static final int SLICE = 100_000;
    private static final SchemaDefinition SCHEMA = SchemaDefinition.named("companion")
            .collections(collection(
                    NAME,
                    unnamed(VectorPoints.SIZE, Distance.COSINE),
                    payload("user").keyword().indexed()));

    private PointMoveProgram() {}

    /** What the process does. */
    enum Work {
        FILL,
        SERVE,
        MOVE_FILE,
        MOVE_SERVED,
        UPSERT
    }

    public static void main(String[] arguments) throws Exception {
        String source = arguments[1];
        String target = arguments[2];
        int points = Integer.parseInt(arguments[3]);
        switch (Work.valueOf(arguments[0])) {
            case FILL -> {
                try (var qdrant = EmbeddedQdrant.open(Path.of(source))) {
                    host(qdrant.client()).bootstrap();
                    upsert(qdrant.client(), points);
                }
            }
            case SERVE -> serve(Path.of(source));
            case MOVE_FILE -> {
                try (var desktop = EmbeddedQdrant.open(Path.of(source));
                        QdrantClient server = client(target)) {
                    move(desktop.client(), server);
                }
            }
            case MOVE_SERVED -> {
                try (QdrantClient from = client(source);
                        QdrantClient to = client(target)) {
                    move(from, to);
                }
            }
            case UPSERT -> {
                try (QdrantClient server = client(target)) {
                    host(server).bootstrap();
                    tell("upsert", upsert(server, points));
                }
            }
        }
    }

    private static WhisperSchema host(QdrantClient client) {
        return WhisperSchema.of(SCHEMA).vectors(QdrantStore.over(client));
    }

    private static QdrantClient client(String port) {
        return new QdrantClient(
                QdrantGrpcClient.newBuilder("127.0.0.1", Integer.parseInt(port), /* useTransportLayerSecurity= */ false)
                        .build());
    }

    /** Until whoever started it closes its input. */
    private static void serve(Path file) throws Exception {
        try (var qdrant = EmbeddedQdrant.open(file);
                var port = qdrant.serve(0)) {
            System.out.println(port.port());
            System.in.readAllBytes();
        }
    }

    private static void move(QdrantClient from, QdrantClient to) {
        MoveReport report = host(from).move(QdrantStore.over(to), MoveOptions.cautious());
        report.took().forEach((phase, took) -> tell(phase.toString(), took.toNanos() / 1e6));
    }

    private static void tell(String what, double value) {
        System.out.println(what + " " + value);
    }

    /** The requests are made off the clock, a slice at a time. */
    private static double upsert(QdrantClient client, int count) throws Exception {
        VectorPoints points = VectorPoints.of(Kind.CLUSTERED, count);
        long took = 0;
        for (int from = 0; from < count; from += SLICE) {
            List<UpsertPoints> requests = requests(points, from, Math.min(count, from + SLICE));
            long start = System.nanoTime();
            send(client, requests);
            took += System.nanoTime() - start;
        }
        return took / 1e6;
    }

    private static List<UpsertPoints> requests(VectorPoints points, int from, int to) {
        var requests = new ArrayList<UpsertPoints>();
        for (int first = from; first < to; first += BATCH) {
            requests.add(UpsertPoints.newBuilder()
                    .setCollectionName(NAME)
                    .setWait(true)
                    .addAllPoints(IntStream.range(first, Math.min(to, first + BATCH))
                            .mapToObj(point -> point(points, point))
                            .toList())
                    .build());
        }
        return requests;
    }

    private static PointStruct point(VectorPoints points, int point) {
        return PointStruct.newBuilder()
                .setId(id(VectorPoints.id(point)))
                .setVectors(vectors(points.vector(point)))
                .putPayload("text", value(points.text(point)))
                .putPayload("user", value(VectorPoints.user(point)))
                .putPayload("time", value(VectorPoints.time(point)))
                .build();
    }

    private static void send(QdrantClient client, List<UpsertPoints> requests) throws Exception {
        Deque<ListenableFuture<UpdateResult>> inFlight = new ArrayDeque<>();
        for (UpsertPoints request : requests) {
            if (inFlight.size() == IN_FLIGHT) {
                inFlight.remove().get();
            }
            inFlight.add(client.upsertAsync(request));
        }
        while (!inFlight.isEmpty()) {
            inFlight.remove().get();
        }
    }
}
