package io.whisperschema.vector;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.Uninterruptibles;
import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.Vectors;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.definition.vector.VectorSpace;
import io.whisperschema.diff.PointRecipe;
import io.whisperschema.vector.ReshapeKinds.Kind;
import io.whisperschema.vector.ReshapeKinds.Kind.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A client that writes and reads points of its own all the time, and knows what was acknowledged. When a server does not know its
 * name or the shape of its vectors any more, it goes over to those behind the migration.
 *
 * <p>Without a fence it minds what {@link RebuildOptions} says of that: it asks again for a point that it has just written and that
 * is not there, and does not delete one that it has just made.
 */
final class BusyClient implements AutoCloseable {
    private static final int WRITTEN = 120;
    private static final int LEFT_ALONE = 20;
    private static final int MOST_ATTEMPTS = 10_000;

    /** The vectors beside the content that are not what the content is. */
    static final List<String> OTHERS =
            List.of("emotion", "semantic", "relationship", "personality", "interaction", "temporal");

    private final QdrantClient client;
    private final int number;
    private final String before;
    private final VectorCollection shapeBefore;
    private final PointRecipe recipe;
    private final HostFence fence;
    private final Options fencing;
    private final Random random;
    private final Map<Integer, Row> acknowledged = new TreeMap<>();
    private final Set<Integer> madeLately = new HashSet<>();
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> threads = new ArrayList<>();
    private final Semaphore written = new Semaphore(0);
    private volatile boolean nameIsNew;
    private volatile boolean shapeIsNew;
    private volatile boolean ended;

    private BusyClient(int port, int number, Kind kind, HostFence fence) {
        this.client = new QdrantClient(
                QdrantGrpcClient.newBuilder("127.0.0.1", port, false).build());
        this.number = number;
        List<String> names = List.copyOf(kind.physical().keySet());
        this.before = names.get(number % names.size());
        this.shapeBefore = kind.before();
        this.recipe = kind.recipe();
        this.fence = fence;
        this.fencing = kind.options();
        this.random = new Random(number);
    }

    static BusyClient of(int port, int number, Kind kind, HostFence fence) {
        return new BusyClient(port, number, kind, fence);
    }

    /**
     * A point as it was acknowledged.
     *
     * @param shape that of the collection that it was written for
     */
    record Row(Map<String, Value> payload, float[] content, float[] mood, VectorCollection shape) {
        private Row with(Map<String, Value> more) {
            var merged = new HashMap<>(payload);
            merged.putAll(more);
            return new Row(merged, content, mood, shape);
        }

        private boolean isUnnamed() {
            return shape.spaces().get(0).name().equals(VectorSpace.UNNAMED);
        }

        private Vectors vectors() {
            if (isUnnamed()) {
                return VectorsFactory.vectors(content);
            }
            var vectors = new HashMap<String, Vector>();
            shape.spaces().forEach(space -> vectors.put(space.name(), vector(numbers(space.name(), space.size()))));
            return namedVectors(vectors);
        }

        private float[] numbers(String name, int size) {
            if (name.equals("mood")) {
                return mood;
            }
            float[] numbers = Arrays.copyOf(content, size);
            if (OTHERS.contains(name)) {
                numbers[0] += name.hashCode() % 1000;
            }
            return numbers;
        }
    }

    /** What is wrong with a point; empty where nothing is. */
    interface Expectation {
        String problem(Row row, RetrievedPoint point);

        static String same(Row row, RetrievedPoint point) {
            return vectors(row, point, "content") + payload(row.payload(), point);
        }

        static String embedded(Row row, RetrievedPoint point) {
            float[] made = row.content().length == 4
                    ? row.content()
                    : Kind.embedding(row.payload().get("text").getStringValue());
            return content(made, point, "content") + mood(row, point) + payload(row.payload(), point);
        }

        /** Its unnamed vector has got a name, and two others were made. */
        static String named(Row row, RetrievedPoint point) {
            float[] made = Kind.embedding(row.payload().get("text").getStringValue());
            return content(row.content(), point, "content")
                    + content(row.isUnnamed() ? made : row.numbers("emotion", 4), point, "emotion")
                    + content(row.isUnnamed() ? made : row.numbers("semantic", 4), point, "semantic")
                    + payload(row.payload(), point);
        }

        static String threeOfSeven(Row row, RetrievedPoint point) {
            int vectors = point.getVectors().getVectors().getVectorsCount();
            return content(row.content(), point, "content")
                    + content(row.numbers("emotion", 2), point, "emotion")
                    + content(row.numbers("semantic", 2), point, "semantic")
                    + (vectors == 3 ? "" : vectors + " vectors")
                    + payload(row.payload(), point);
        }

        static String renamedVector(Row row, RetrievedPoint point) {
            return vectors(row, point, "meaning") + payload(row.payload(), point);
        }

        static String withoutMood(Row row, RetrievedPoint point) {
            return content(row.content(), point, "content") + payload(row.payload(), point);
        }

        static String computed(Row row, RetrievedPoint point) {
            return sameBut("double", row, point);
        }

        static String owned(Row row, RetrievedPoint point) {
            return sameBut("owner", row, point);
        }

        private static String sameBut(String field, Row row, RetrievedPoint point) {
            var payload = new HashMap<>(point.getPayloadMap());
            payload.remove(field);
            return vectors(row, point, "content")
                    + payload(
                            row.payload(),
                            point.toBuilder()
                                    .clearPayload()
                                    .putAllPayload(payload)
                                    .build());
        }

        /** Written before the switch, or after it in the old words, or partly so. */
        static String edited(Row row, RetrievedPoint point) {
            Map<String, Value> there = point.getPayloadMap();
            Value number = there.getOrDefault("number", there.get("count"));
            Value seq = there.get("seq");
            boolean same = row.payload().get("number").equals(number)
                    && seq != null
                    && row.payload().get("seq").getIntegerValue()
                            == (seq.hasDoubleValue() ? (long) seq.getDoubleValue() : seq.getIntegerValue())
                    && row.payload().get("text").equals(there.get("text"))
                    && (!there.containsKey("tag")
                            || there.get("tag").equals(row.payload().get("tag")));
            return vectors(row, point, "content") + (same ? "" : "payload " + there + " of " + row.payload());
        }

        private static String vectors(Row row, RetrievedPoint point, String content) {
            return content(row.content(), point, content) + mood(row, point);
        }

        private static String content(float[] expected, RetrievedPoint point, String name) {
            return numbers(point, name).equals(boxed(expected))
                    ? ""
                    : name + " " + numbers(point, name) + " of " + boxed(expected);
        }

        private static String mood(Row row, RetrievedPoint point) {
            List<Float> there = numbers(point, "mood");
            double dot = 0;
            double squares = 0;
            for (int i = 0; i < there.size(); i++) {
                dot += there.get(i) * row.mood()[i];
                squares += row.mood()[i] * row.mood()[i];
            }
            return Math.abs(dot / Math.sqrt(squares) - 1) < 1e-5 ? "" : "mood " + there;
        }

        private static List<Float> numbers(RetrievedPoint point, String name) {
            var vectors = point.getVectors().getVectors().getVectorsMap();
            return vectors.containsKey(name) ? vectors.get(name).getDense().getDataList() : List.of();
        }

        private static String payload(Map<String, Value> expected, RetrievedPoint point) {
            return point.getPayloadMap().equals(expected) ? "" : "payload " + point.getPayloadMap() + " of " + expected;
        }
    }

    static List<Float> boxed(float[] values) {
        return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
    }

    /** Writes its points for the first time. */
    void fill() {
        IntStream.range(0, WRITTEN + LEFT_ALONE).forEach(this::upsert);
    }

    void start() {
        Thread writer = new Thread(() -> repeat(this::write));
        Thread reader = new Thread(() -> repeat(this::read));
        threads.addAll(List.of(writer, reader));
        threads.forEach(Thread::start);
    }

    private void repeat(Runnable what) {
        try {
            while (!ended) {
                what.run();
            }
        } catch (RuntimeException | Error failure) {
            problems.add(failure.toString());
            ended = true;
            written.release(MOST_ATTEMPTS);
        }
    }

    private void write() {
        int point = random.nextInt(WRITTEN);
        int dice = random.nextInt(10);
        if (!acknowledged.containsKey(point)) {
            madeLately.add(point);
            upsert(point);
        } else if (dice < 4) {
            upsert(point);
        } else if (dice < 8) {
            setPayload(point, random.nextBoolean() ? "number" : "tag");
        } else if (fencing == Options.FENCED || !madeLately.contains(point)) {
            delete(point);
        }
        written.release();
    }

    private Row row(int point) {
        long seq = random.nextInt(1_000_000);
        var payload = Map.of(
                "text", value("text " + seq),
                "number", value(seq),
                "seq", value(seq),
                "tag", value("tag" + seq),
                "parity", value(point % 2 == 0 ? "even" : "odd"));
        float[] mood = {1 + random.nextFloat(), random.nextFloat(), random.nextFloat()};
        float[] content = new float[contentSize()];
        for (int i = 0; i < content.length; i++) {
            content[i] = random.nextInt(1000);
        }
        return new Row(payload, content, mood, shape());
    }

    private int contentSize() {
        return shape().spaces().stream()
                .filter(space -> !space.name().equals("mood"))
                .mapToInt(VectorSpace::size)
                .findFirst()
                .orElseThrow();
    }

    private VectorCollection shape() {
        return shapeIsNew ? recipe.into().get(0) : shapeBefore;
    }

    private void upsert(int point) {
        var written = new Row[1];
        acknowledged(point, name -> {
            written[0] = row(point);
            return client.upsertAsync(
                    name,
                    List.of(PointStruct.newBuilder()
                            .setId(pointId(point))
                            .setVectors(written[0].vectors())
                            .putAllPayload(written[0].payload())
                            .build()));
        });
        acknowledged.put(point, written[0]);
    }

    private void setPayload(int point, String field) {
        long seq = random.nextInt(1_000_000);
        Map<String, Value> fields =
                Map.of("seq", value(seq), field, field.equals("number") ? value(seq) : value("tag" + seq));
        acknowledged(point, name -> client.setPayloadAsync(name, fields, pointId(point), true, null, null));
        acknowledged.computeIfPresent(point, (number, row) -> row.with(fields));
    }

    private void delete(int point) {
        acknowledged(point, name -> client.deleteAsync(name, List.of(pointId(point))));
        acknowledged.remove(point);
    }

    PointId pointId(int point) {
        return point % 3 == 0 ? id(new UUID(number, point)) : id(1000L * number + point);
    }

    private void acknowledged(int point, Function<String, ListenableFuture<?>> call) {
        fence.write(() -> {
            for (int attempt = 0; ; attempt++) {
                try {
                    call.apply(name(point)).get();
                    return;
                } catch (ExecutionException failure) {
                    if (attempt > MOST_ATTEMPTS || !goesOver(Status.fromThrowable(failure))) {
                        throw new IllegalStateException(failure);
                    }
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }
        });
    }

    private boolean goesOver(Status status) {
        if (status.getCode() == Status.Code.NOT_FOUND
                && String.valueOf(status.getDescription()).contains("No point")) {
            return fencing == Options.FREE;
        }
        if (status.getCode() == Status.Code.NOT_FOUND && !nameStays()) {
            nameIsNew = true;
            return true;
        }
        if (status.getCode() == Status.Code.INVALID_ARGUMENT) {
            shapeIsNew = true;
            return true;
        }
        return false;
    }

    private boolean nameStays() {
        return recipe.into().stream().anyMatch(into -> into.name().equals(before));
    }

    private String name(int point) {
        return goesByNewNames()
                ? recipe.into().get(recipe.into().size() == 1 ? 0 : point % 2).name()
                : before;
    }

    /** A host goes over to them behind its fence, as the old ones may still lead to what was before. */
    private boolean goesByNewNames() {
        return nameIsNew || (fence.wasHeld() && !nameStays());
    }

    /** Those that it never writes again must always be there. */
    private void read() {
        BooleanSupplier held = fence.sinceNow();
        try {
            for (int parity = 0; parity < 2; parity++) {
                int offset = parity;
                List<PointId> wanted = IntStream.range(0, LEFT_ALONE)
                        .filter(i -> i % 2 == offset)
                        .mapToObj(i -> pointId(WRITTEN + i))
                        .toList();
                int found = client.retrieveAsync(name(parity), wanted, true, true, null)
                        .get()
                        .size();
                if (found != wanted.size()) {
                    problems.add("read " + found + " of " + wanted.size() + " points");
                }
            }
        } catch (ExecutionException failure) {
            boolean gone = Status.fromThrowable(failure).getCode() == Status.Code.NOT_FOUND;
            if (gone && !nameStays()) {
                nameIsNew = true;
            } else if (!gone || !held.getAsBoolean()) {
                problems.add(failure.toString());
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Ends after so many more writes, or has ended. */
    void goOnFor(int more) {
        written.drainPermits();
        if (!ended) {
            written.acquireUninterruptibly(more);
        }
        ended = true;
        threads.forEach(Uninterruptibles::joinUninterruptibly);
    }

    List<String> problems() {
        return problems;
    }

    void assertAllThere(Expectation expected) throws Exception {
        nameIsNew = true;
        var found = new HashMap<PointId, RetrievedPoint>();
        for (int parity = 0; parity < 2; parity++) {
            int offset = parity;
            List<PointId> wanted = acknowledged.keySet().stream()
                    .filter(point -> point % 2 == offset)
                    .map(this::pointId)
                    .toList();
            client.retrieveAsync(name(parity), wanted, true, true, null)
                    .get()
                    .forEach(point -> found.put(point.getId(), point));
        }
        acknowledged.forEach((point, row) -> {
            assertThat(found).as("point %s of writer %s", point, number).containsKey(pointId(point));
            assertThat(expected.problem(row, found.get(pointId(point))))
                    .as("point %s of writer %s", point, number)
                    .isEmpty();
        });
    }

    int points() {
        return acknowledged.size();
    }

    @Override
    public void close() {
        ended = true;
        threads.forEach(Uninterruptibles::joinUninterruptibly);
        client.close();
    }
}
