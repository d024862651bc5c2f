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
import io.whisperschema.vector.ReshapeKinds.Kind;
import io.whisperschema.vector.ReshapeKinds.Kind.Options;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Another process reshapes a collection, call by call, and is killed after any of them, while a client writes. The next start goes
 * on, or rolls back.
 */
class KilledReshapeTest {
    private static final int KILLS = 20 * Integer.getInteger("whisper.cases.percent", 100) / 100;
    private static final String HOLD = "hold";
    private static final String RELEASE = "release";
    private static final String FIRST = "qdrant.Collections/List";
    private static final String COPYING = "qdrant.Points/Count";
    private static final String DELETION = "qdrant.Collections/Delete";
    private static final String SWITCH = "qdrant.Collections/UpdateAliases";
    private static final int CALLS_IN_GAP = 5;
    private static final List<Phase> PHASES =
            List.of(new Phase(FIRST, 50), new Phase(COPYING, 90), new Phase(SWITCH, 200));
    private static final List<Phase> PHASES_OF_OWN_NAME =
            List.of(new Phase(FIRST, 60), new Phase(COPYING, 150), new Phase(HOLD, 50), new Phase(DELETION, 8));
    private static final CodeName CODE = new CodeName("doubled", "1");
    private static final CodeStep<PointBatch> DOUBLED = PointCode.field(
            CODE.name(),
            CODE.version(),
            point -> Optional.of(2 * (Long) point.payload().get("number")));
    private static final RebuildOptions OPTIONS =
            RebuildOptions.careful().inBatchesOf(32).leasedFor(Duration.ofMillis(200));

    /**
     * A part of a rebuild.
     *
     * @param from what it begins with
     * @param calls about how many there are
     */
    private record Phase(String from, int calls) {}

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

    private static Kind kind(String physical, Options options) {
        return new Kind(
                "killed", shape(1), Map.of("notes", physical), recipe(2), options, BusyClient.Expectation::computed);
    }

    @Test
    void nothingIsLostOrDoubledAndTheNextStartGoesOnOrRollsBack() throws Exception {
        Random random = new Random(7);
        try (Site site = new Site(kind("notes_7d", Options.FREE))) {
            for (int kill = 0; kill < KILLS; kill++) {
                site.killedIn(PHASES.get(kill % PHASES.size()), random, kill + 2);
                site.nextReshapes(options(random), kill + 2);
            }
            site.assertNothingIsLost();
            site.store.finish("notes");
            assertThat(site.client().listCollectionsAsync().get())
                    .containsExactlyInAnyOrder(site.store.inspect().aliases().get("notes"), "whisper_schema_rebuilds");
        }
    }

    @Test
    void norIsItWhereACollectionsOwnNameBecomesAnAlias() throws Exception {
        Random random = new Random(8);
        for (int kill = 0; kill < KILLS; kill++) {
            try (Site site = new Site(kind("notes", Options.FENCED))) {
                site.killedIn(PHASES_OF_OWN_NAME.get(kill % PHASES_OF_OWN_NAME.size()), random, 2);
                site.nextReshapes(options(random), 2);
                site.assertNothingIsLost();
            }
        }
    }

    private static RebuildOptions options(Random random) {
        return random.nextInt(3) == 0 ? OPTIONS.rollingBackHalfMade() : OPTIONS;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, CALLS_IN_GAP})
    void aNameThatLeadsNowhereLeadsToWhatWasBuiltAfterTheNextRun(int calls) throws Exception {
        try (Site site = new Site(kind("notes", Options.FENCED))) {
            site.killedInTheGap(calls);

            site.nextReshapes(OPTIONS, 2);

            assertThat(site.store.inspect().aliases()).containsEntry("notes", "notes__v2");
            site.assertNothingIsLost();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, CALLS_IN_GAP})
    void aNameThatLeadsNowhereLeadsToWhatWasThereAfterRollingBack(int calls) throws Exception {
        try (Site site = new Site(kind("notes", Options.FENCED))) {
            site.killedInTheGap(calls);

            site.store.rollback("notes");
            site.letWritesGoOn();

            assertThat(site.store.inspect().aliases()).containsEntry("notes", "notes__v1");
            site.busy.goOnFor(20);
            site.busy.assertAllThere(BusyClient.Expectation::same);
            assertThat(site.busy.problems()).isEmpty();
            assertThat(site.client().countAsync("notes").get()).isEqualTo(site.busy.points());
        }
    }

    /** A server, a client that writes to it, and processes that are killed. */
    private static final class Site implements AutoCloseable {
        private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
        private final int port = qdrant.serve(0).port();
        private final HostFence fence = new HostFence();
        private final QdrantStore store = QdrantStore.over(qdrant.client()).rebuilding(OPTIONS);
        private final Options fencing;
        private final BusyClient busy;

        private Site(Kind kind) throws Exception {
            String physical = kind.physical().get("notes");
            store.create(new VectorCollection(
                    physical, Optional.of("1"), kind.before().shape()));
            if (!physical.equals("notes")) {
                client().createAliasAsync("notes", physical).get();
            }
            this.fencing = kind.options();
            this.busy = BusyClient.of(port, 0, kind, fence);
            busy.fill();
            busy.start();
        }

        private QdrantClient client() {
            return qdrant.client();
        }

        /** Before any of its calls, or with that on its way. */
        private void killedIn(Phase phase, Random random, int version) throws Exception {
            try (Child child = new Child(port, version, fencing, fence)) {
                String told = child.toldAt(phase.from());
                for (int call = random.nextInt(phase.calls()); call > 0 && !told.isEmpty(); call--) {
                    told = child.tells();
                }
                if (!told.isEmpty() && random.nextBoolean()) {
                    child.goesOn();
                }
            }
        }

        /** That many calls behind the deletion of the collection, before the creation of the alias. */
        private void killedInTheGap(int calls) throws Exception {
            try (Child child = new Child(port, 2, fencing, fence)) {
                String told = child.toldAt(DELETION);
                for (int call = 0; call < calls; call++) {
                    told = child.tells();
                }
                assertThat(told.equals(SWITCH)).isEqualTo(calls == CALLS_IN_GAP);
            }
            assertThat(client().listCollectionsAsync().get())
                    .contains("notes__v1", "notes__v2")
                    .doesNotContain("notes");
            assertThat(client().listAliasesAsync().get()).isEmpty();
            assertThat(fence.isHeld()).isTrue();
        }

        private void nextReshapes(RebuildOptions options, int version) throws Exception {
            QdrantStore next = store.rebuilding(fencing == Options.FENCED ? options.fencedBy(fence) : options);
            Reshaping.on(next, DOUBLED).reshape(recipe(version));
            letWritesGoOn();
            assertThat(store.inspect().reached("notes").orElseThrow().version()).contains(Integer.toString(version));
            assertThat(busy.problems()).as("up to version %s", version).isEmpty();
            assertThat(store.inspect().collections()).hasSize(1);
        }

        /** A host that was killed when it held them does not write before it has reshaped. */
        private void letWritesGoOn() {
            if (fence.isHeld()) {
                fence.release();
            }
        }

        private void assertNothingIsLost() throws Exception {
            busy.goOnFor(20);
            busy.assertAllThere(BusyClient.Expectation::computed);
            assertThat(busy.problems()).isEmpty();
            assertThat(client().countAsync("notes").get()).isEqualTo(busy.points());
        }

        @Override
        public void close() {
            letWritesGoOn();
            busy.close();
            qdrant.close();
        }
    }

    /** Another process that says of each call that it is to be made, and waits until it may go on. */
    private static final class Child implements AutoCloseable {
        private final Process process;
        private final BufferedReader output;
        private final HostFence fence;

        private Child(int port, int version, Options options, HostFence fence) throws IOException {
            this.process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Reshaper.class.getName(),
                            Integer.toString(port),
                            Integer.toString(version),
                            options.name())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
            this.fence = fence;
        }

        /** What it tells first of that kind; empty where it has ended. */
        private String toldAt(String what) throws IOException {
            String told = tells();
            while (!told.equals(what) && !told.isEmpty()) {
                told = tells();
            }
            return told;
        }

        /** What it does next when it may; empty where it has ended. */
        private String tells() throws IOException {
            goesOn();
            String told = Optional.ofNullable(output.readLine()).orElse("");
            if (told.equals(HOLD)) {
                fence.hold();
            } else if (told.equals(RELEASE)) {
                fence.release();
            }
            return told;
        }

        private void goesOn() throws IOException {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        }

        @Override
        public void close() throws IOException {
            process.toHandle().destroyForcibly();
            process.onExit().join();
            output.close();
        }
    }

    static final class Reshaper {
        public static void main(String... arguments) {
            waitForAnswer();
            var channel = ManagedChannelBuilder.forAddress("127.0.0.1", Integer.parseInt(arguments[0]))
                    .usePlaintext()
                    .intercept(new Telling())
                    .build();
            RebuildOptions options =
                    Options.valueOf(arguments[2]) == Options.FENCED ? OPTIONS.fencedBy(new AskedFence()) : OPTIONS;
            try (var client = new QdrantClient(
                    QdrantGrpcClient.newBuilder(channel, true, false).build())) {
                Reshaping.on(QdrantStore.over(client).rebuilding(options), DOUBLED)
                        .reshape(recipe(Long.parseLong(arguments[1])));
            }
        }
    }

    private static void tell(String what) {
        System.out.println(what);
        System.out.flush();
        waitForAnswer();
    }

    private static void waitForAnswer() {
        try {
            System.in.read();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Has the other process hold its writes. */
    private static final class AskedFence implements WriteFence {
        @Override
        public void hold() {
            tell(HOLD);
        }

        @Override
        public void release() {
            tell(RELEASE);
        }
    }

    private static final class Telling implements ClientInterceptor {
        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
                @Override
                public void start(Listener<A> listener, Metadata headers) {
                    tell(method.getFullMethodName());
                    super.start(listener, headers);
                }
            };
        }
    }
}
