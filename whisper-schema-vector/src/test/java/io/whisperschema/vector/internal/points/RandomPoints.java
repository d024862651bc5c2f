package io.whisperschema.vector.internal.points;

import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.MultiDenseVector;
import io.qdrant.client.grpc.Points.NamedVectorsOutput;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.VectorsOutput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Points as a server returns them, of all kinds that there are; the same seed makes the same ones. */
public final class RandomPoints {
    private static final List<String> NAMES = List.of("content", "emotion", "ß 漢😀", "a.b");
    private static final int DEEPEST = 3;

    private final Random random;

    public RandomPoints(long seed) {
        random = new Random(seed);
        // The first numbers of neighbouring seeds are alike.
        IntStream.range(0, 10).forEach(i -> random.nextLong());
    }

    public RetrievedPoint point() {
        return RetrievedPoint.newBuilder()
                .setId(id())
                .setVectors(vectors())
                .putAllPayload(payload())
                .build();
    }

    public PointId id() {
        var id = PointId.newBuilder();
        return switch (random.nextInt(4)) {
            case 0 -> id.setNum(random.nextInt(10)).build();
            case 1 -> id.setNum(random.nextLong()).build();
            default ->
                id.setUuid(new UUID(random.nextLong(), random.nextLong()).toString())
                        .build();
        };
    }

    public VectorsOutput vectors() {
        var vectors = VectorsOutput.newBuilder();
        if (random.nextInt(4) == 0) {
            return vectors.setVector(vector()).build();
        }
        var named = NamedVectorsOutput.newBuilder();
        NAMES.stream().filter(name -> random.nextBoolean()).forEach(name -> named.putVectors(name, vector()));
        return vectors.setVectors(named).build();
    }

    private VectorOutput vector() {
        var vector = VectorOutput.newBuilder();
        return switch (random.nextInt(4)) {
            case 0 -> vector.setSparse(sparse()).build();
            case 1 -> vector.setMultiDense(multi()).build();
            default -> vector.setDense(dense(random.nextInt(5))).build();
        };
    }

    private SparseVector sparse() {
        var sparse = SparseVector.newBuilder();
        random.ints(random.nextInt(4))
                .boxed()
                .distinct()
                .sorted(Integer::compareUnsigned)
                .forEach(index -> sparse.addIndices(index).addValues(number()));
        return sparse.build();
    }

    private MultiDenseVector multi() {
        int size = 1 + random.nextInt(3);
        return MultiDenseVector.newBuilder()
                .addAllVectors(some(() -> dense(size)))
                .build();
    }

    private DenseVector dense(int size) {
        return DenseVector.newBuilder()
                .addAllData(IntStream.range(0, size).mapToObj(i -> number()).toList())
                .build();
    }

    private float number() {
        return random.nextInt(5) == 0 ? -0f : (float) random.nextGaussian();
    }

    public Map<String, Value> payload() {
        return fields(0);
    }

    private Map<String, Value> fields(int depth) {
        var fields = new HashMap<String, Value>();
        some(() -> fields.put(text(), value(depth)));
        return fields;
    }

    private Value value(int depth) {
        var value = Value.newBuilder();
        return switch (random.nextInt(depth < DEEPEST ? 8 : 6)) {
            case 0 -> value.setNullValueValue(0).build();
            case 1 -> value.setBoolValue(random.nextBoolean()).build();
            case 2 -> value.setIntegerValue(random.nextLong()).build();
            case 3 -> value.setDoubleValue(random.nextGaussian()).build();
            case 4 -> value.setDoubleValue(random.nextInt(3)).build();
            case 5 -> value.setStringValue(text()).build();
            case 6 ->
                value.setListValue(ListValue.newBuilder().addAllValues(some(() -> value(depth + 1))))
                        .build();
            default ->
                value.setStructValue(Struct.newBuilder().putAllFields(fields(depth + 1)))
                        .build();
        };
    }

    private String text() {
        return switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> "漢😀\u0000\n";
            default -> Integer.toString(random.nextInt(50), 36);
        };
    }

    private <T> List<T> some(Supplier<T> one) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(i -> one.get()).toList();
    }

    /** The same from its last name to its first. */
    static <T> Map<String, T> backwards(Map<String, T> map) {
        List<String> keys = new ArrayList<>(map.keySet());
        Collections.sort(keys, Collections.reverseOrder());
        var backwards = new LinkedHashMap<String, T>();
        keys.forEach(key -> backwards.put(key, map.get(key)));
        return backwards;
    }

    private static Value turned(Value value) {
        return value.hasStructValue()
                ? Value.newBuilder()
                        .setStructValue(Struct.newBuilder()
                                .putAllFields(turned(value.getStructValue().getFieldsMap())))
                        .build()
                : value;
    }

    /** The same payload with its names in another order, at every depth. */
    public static Map<String, Value> turned(Map<String, Value> fields) {
        var turned = new LinkedHashMap<String, Value>();
        backwards(fields).forEach((name, value) -> turned.put(name, turned(value)));
        return turned;
    }
}
