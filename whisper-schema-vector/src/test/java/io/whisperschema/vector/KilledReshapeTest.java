package io.whisperschema.vector;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.vector;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.diff.CodeName;
import io.whisperschema.diff.PayloadEdit;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.plan.CodeStep;
import io.whisperschema.vector.ConcurrentReshapeTest.Kind.Options;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Another process reshapes a collection, call by call, and is killed after any of them, while a client writes. The next start goes
 * on, or rolls back.
 */
class KilledReshapeTest {
    private static final int KILLS = 20 * Integer.getInteger("whisper.cases.percent", 100) / 100;
    private static final int CALLS = 90;
    private static final CodeName CODE = new CodeName("doubled", "1");
    private static final CodeStep<PointBatch> DOUBLED = PointCode.field(
            CODE.name(),
            CODE.version(),
            point -> Optional.of(2 * (Long) point.payload().get("number")));
    private static final RebuildOptions OPTIONS =
            RebuildOptions.careful().inBatchesOf(32).leasedFor(Duration.ofMillis(200));

    private static VectorCollection shape(long version) {
        return collection("notes", vector("content", 2, Distance.EUCLID), vector("mood", 3, Distance.COSINE))
                .version(Long.toString(version));
    }

    private static PointRecipe recipe(long version) {
        return new PointRecipe(
                List.of("notes"),
                List.of(shape(version)),
                Map.of(),
                Map.of(),
                Set.of(),
                List.of(new PayloadEdit.Compute("double", CODE)),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void nothingIsLostOrDoubledAndTheNextStartGoesOnOrRollsBack() throws Exception {
        Random random = new Random(7);
        try (EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory()) {
            QdrantStore store = QdrantStore.over(qdrant.client()).rebuilding(OPTIONS);
            store.create(new VectorCollection("notes_7d", Optional.of("1"), shape(1).shape()));
            qdrant.client().createAliasAsync("notes", "notes_7d").get();
            int port = qdrant.serve(0).port();
            try (BusyClient busy = BusyClient.of(port, 0, List.of("notes"), recipe(2), new HostFence(), Options.FREE)) {
                busy.fill();
                busy.start();
                for (int kill = 0; kill < KILLS; kill++) {
                    killedAfter(1 + random.nextInt(CALLS), port, kill + 2);
                    QdrantStore next = random.nextInt(3) == 0 ? store.rebuilding(OPTIONS.rollingBackHalfMade()) : store;
                    Reshaping.on(next, DOUBLED).reshape(recipe(kill + 2));
                    assertThat(store.inspect().reached("notes").orElseThrow().version())
                            .contains(Integer.toString(kill + 2));
                    assertThat(busy.problems()).as("kill %s", kill).isEmpty();
                    assertThat(store.inspect().collections()).hasSize(1);
                }
                busy.goOnFor(20);
                busy.assertAllThere(BusyClient.Expectation::computed);
                assertThat(busy.problems()).isEmpty();
                assertThat(qdrant.client().countAsync("notes").get()).isEqualTo(busy.points());
                store.finish("notes");
                assertThat(qdrant.client().listCollectionsAsync().get())
                        .containsExactlyInAnyOrder(store.inspect().aliases().get("notes"), "whisper_schema_rebuilds");
            }
        }
    }

    private static void killedAfter(int calls, int port, int version) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reshaper.class.getName(),
                        Integer.toString(port),
                        Integer.toString(version))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String line = output.readLine();
            for (int seen = 1; seen < calls && line != null; seen++) {
                line = output.readLine();
            }
            process.toHandle().destroyForcibly();
        }
        process.waitFor();
    }

    static final class Reshaper {
        public static void main(String... arguments) {
            var channel = ManagedChannelBuilder.forAddress("127.0.0.1", Integer.parseInt(arguments[0]))
                    .usePlaintext()
                    .intercept(new Telling())
                    .build();
            try (var client = new QdrantClient(
                    QdrantGrpcClient.newBuilder(channel, true, false).build())) {
                Reshaping.on(QdrantStore.over(client).rebuilding(OPTIONS), DOUBLED)
                        .reshape(recipe(Long.parseLong(arguments[1])));
            }
        }
    }

    /** Says of each call that it is made. */
    private static final class Telling implements ClientInterceptor {
        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
                @Override
                public void start(Listener<A> listener, Metadata headers) {
                    System.out.println(method.getBareMethodName());
                    System.out.flush();
                    super.start(listener, headers);
                }
            };
        }
    }
}
