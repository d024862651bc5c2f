package io.whisperschema.vector.internal.points;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DenseVector;
import io.qdrant.client.grpc.Points.MultiDenseVector;
import io.qdrant.client.grpc.Points.NamedVectors;
import io.qdrant.client.grpc.Points.NamedVectorsOutput;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.SparseVector;
import io.qdrant.client.grpc.Points.Vector;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.Vectors;
import io.qdrant.client.grpc.Points.VectorsOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * The canonical bytes of the parts of a point: equal parts have equal bytes, whatever order a server names vectors and payload
 * keys in, and whichever of its two ways to send a vector it uses. Ids sort as a server sorts them, numbers before UUIDs.
 * Collects the bytes of one part after the other; reused, not thread-safe.
 */
public final class PointBytes {
    private static final int NUMBER = 0;
    private static final int UUID_TEXT = 1;

    private static final int DENSE = 1;
    private static final int SPARSE = 2;
    private static final int MULTI = 3;

    private static final int NULL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int INTEGER = 3;
    private static final int DOUBLE = 4;
    private static final int STRING = 5;
    private static final int LIST = 6;
    private static final int STRUCT = 7;

    private ByteBuffer buffer = ByteBuffer.allocate(8 * 1024);

    /** Forgets what was collected. */
    public void clear() {
        buffer.clear();
    }

    /** The bytes collected, up to {@link #length}; valid until the next are added. */
    public byte[] array() {
        return buffer.array();
    }

    /** How many bytes are collected. */
    public int length() {
        return buffer.position();
    }

    /** A copy of what is collected. */
    public byte[] copy() {
        return Arrays.copyOf(buffer.array(), length());
    }

    /** What a server returned of a point, as a client sends it. */
    public static PointStruct sent(RetrievedPoint returned) {
        return PointStruct.newBuilder()
                .setId(returned.getId())
                .setVectors(sent(returned.getVectors()))
                .putAllPayload(returned.getPayloadMap())
                .build();
    }

    /** Adds an id. */
    public void id(PointId id) {
        if (id.hasUuid()) {
            UUID uuid = UUID.fromString(id.getUuid());
            kind(UUID_TEXT).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        } else {
            kind(NUMBER).putLong(id.getNum());
        }
    }

    /** The id of such bytes. */
    public static PointId id(byte[] bytes, int offset, int length) {
        ByteBuffer from = ByteBuffer.wrap(bytes, offset, length);
        var id = PointId.newBuilder();
        return from.get() == NUMBER
                ? id.setNum(from.getLong()).build()
                : id.setUuid(new UUID(from.getLong(), from.getLong()).toString())
                        .build();
    }

    /** Adds all vectors of a point as a server returned them. */
    public void vectors(VectorsOutput vectors) {
        switch (vectors.getVectorsOptionsCase()) {
            case VECTOR -> {
                count(1);
                vector("", vectors.getVector());
            }
            case VECTORS -> {
                Map<String, VectorOutput> named = vectors.getVectors().getVectorsMap();
                count(named.size());
                inOrder(named, this::vector);
            }
            default -> count(0);
        }
    }

    /** Adds all vectors of a point as a client sends them: numbers, nothing that a server would have to embed. */
    public void vectors(Vectors vectors) {
        switch (vectors.getVectorsOptionsCase()) {
            case VECTOR -> {
                count(1);
                vector("", vectors.getVector());
            }
            case VECTORS -> {
                Map<String, Vector> named = vectors.getVectors().getVectorsMap();
                count(named.size());
                inOrder(named, this::vector);
            }
            default -> count(0);
        }
    }

    private void vector(String name, Vector vector) {
        text(name);
        switch (vector.getVectorCase()) {
            case SPARSE ->
                sparse(vector.getSparse().getIndicesList(), vector.getSparse().getValuesList());
            case MULTI_DENSE -> multi(vector.getMultiDense());
            case DENSE -> dense(vector.getDense());
            default -> throw new IllegalArgumentException("vector " + name + " has no numbers");
        }
    }

    private void multi(MultiDenseVector vector) {
        kind(MULTI);
        count(vector.getVectorsCount());
        vector.getVectorsList().forEach(this::floats);
    }

    private void dense(DenseVector vector) {
        kind(DENSE);
        floats(vector);
    }

    private void vector(String name, VectorOutput vector) {
        text(name);
        switch (vector.getVectorCase()) {
            case SPARSE ->
                sparse(vector.getSparse().getIndicesList(), vector.getSparse().getValuesList());
            case MULTI_DENSE -> multi(vector.getMultiDense());
            case DENSE -> dense(vector.getDense());
            default -> older(vector);
        }
    }

    /** As servers before 1.17 send vectors. */
    @SuppressWarnings("deprecation")
    private void older(VectorOutput vector) {
        if (vector.hasIndices()) {
            sparse(vector.getIndices().getDataList(), vector.getDataList());
        } else if (vector.hasVectorsCount()) {
            int size = vector.getDataCount() / Math.max(1, vector.getVectorsCount());
            kind(MULTI);
            count(vector.getVectorsCount());
            for (int row = 0; row < vector.getVectorsCount(); row++) {
                floats(vector.getDataList().subList(row * size, (row + 1) * size));
            }
        } else {
            kind(DENSE);
            floats(vector.getDataList());
        }
    }

    private void sparse(List<Integer> indices, List<Float> values) {
        kind(SPARSE);
        count(indices.size());
        Integer[] order = new Integer[indices.size()];
        Arrays.setAll(order, place -> place);
        Arrays.sort(order, (left, right) -> Integer.compareUnsigned(indices.get(left), indices.get(right)));
        for (int place : order) {
            room(8).putInt(indices.get(place)).putFloat(values.get(place));
        }
    }

    private void floats(DenseVector vector) {
        int size = vector.getDataCount();
        ByteBuffer to = room(4 + 4 * size).putInt(size);
        for (int i = 0; i < size; i++) {
            to.putFloat(vector.getData(i));
        }
    }

    private void floats(List<Float> values) {
        int size = values.size();
        ByteBuffer to = room(4 + 4 * size).putInt(size);
        for (int i = 0; i < size; i++) {
            to.putFloat(values.get(i));
        }
    }

    /** The vectors of such bytes, as a client sends them. */
    public static Vectors vectors(byte[] bytes, int offset, int length) {
        ByteBuffer from = ByteBuffer.wrap(bytes, offset, length);
        int count = from.getInt();
        var named = NamedVectors.newBuilder();
        for (int i = 0; i < count; i++) {
            String name = text(from);
            Vector vector = vector(from);
            if (name.isEmpty()) {
                return Vectors.newBuilder().setVector(vector).build();
            }
            named.putVectors(name, vector);
        }
        return Vectors.newBuilder().setVectors(named).build();
    }

    private static Vector vector(ByteBuffer from) {
        var vector = Vector.newBuilder();
        switch (from.get()) {
            case DENSE -> vector.setDense(dense(from));
            case MULTI -> {
                int rows = from.getInt();
                var multi = MultiDenseVector.newBuilder();
                for (int row = 0; row < rows; row++) {
                    multi.addVectors(dense(from));
                }
                vector.setMultiDense(multi);
            }
            default -> {
                int size = from.getInt();
                var sparse = SparseVector.newBuilder();
                for (int i = 0; i < size; i++) {
                    sparse.addIndices(from.getInt()).addValues(from.getFloat());
                }
                vector.setSparse(sparse);
            }
        }
        return vector.build();
    }

    /** Parsed as a message: added one by one, the list of numbers would grow again and again. */
    private static DenseVector dense(ByteBuffer from) {
        int size = 4 * from.getInt();
        byte[] message = new byte[1 + CodedOutputStream.computeUInt32SizeNoTag(size) + size];
        try {
            var head = CodedOutputStream.newInstance(message);
            head.writeTag(DenseVector.DATA_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            head.writeUInt32NoTag(size);
            ByteBuffer numbers = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
            numbers.position(message.length - size);
            for (int end = from.position() + size; from.position() < end; ) {
                numbers.putInt(from.getInt());
            }
            return DenseVector.parseFrom(message);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** What a server returned of vectors, as a client sends it. */
    public static Vectors sent(VectorsOutput returned) {
        return switch (returned.getVectorsOptionsCase()) {
            case VECTOR ->
                Vectors.newBuilder().setVector(sent(returned.getVector())).build();
            case VECTORS -> {
                var named = NamedVectors.newBuilder();
                NamedVectorsOutput all = returned.getVectors();
                all.getVectorsMap().forEach((name, vector) -> named.putVectors(name, sent(vector)));
                yield Vectors.newBuilder().setVectors(named).build();
            }
            default ->
                Vectors.newBuilder()
                        .setVectors(NamedVectors.getDefaultInstance())
                        .build();
        };
    }

    private static Vector sent(VectorOutput returned) {
        return switch (returned.getVectorCase()) {
            case DENSE -> Vector.newBuilder().setDense(returned.getDense()).build();
            case SPARSE -> Vector.newBuilder().setSparse(returned.getSparse()).build();
            case MULTI_DENSE ->
                Vector.newBuilder().setMultiDense(returned.getMultiDense()).build();
            default -> {
                var bytes = new PointBytes();
                bytes.older(returned);
                yield vector(ByteBuffer.wrap(bytes.array(), 0, bytes.length()));
            }
        };
    }

    /** Adds a payload. */
    public void payload(Map<String, Value> payload) {
        count(payload.size());
        inOrder(payload, (name, value) -> {
            text(name);
            value(value);
        });
    }

    private void value(Value value) {
        switch (value.getKindCase()) {
            case BOOL_VALUE -> kind(value.getBoolValue() ? TRUE : FALSE);
            case INTEGER_VALUE -> kind(INTEGER).putLong(value.getIntegerValue());
            case DOUBLE_VALUE -> kind(DOUBLE).putDouble(value.getDoubleValue());
            case STRING_VALUE -> {
                kind(STRING);
                text(value.getStringValue());
            }
            case LIST_VALUE -> {
                kind(LIST);
                count(value.getListValue().getValuesCount());
                value.getListValue().getValuesList().forEach(this::value);
            }
            case STRUCT_VALUE -> {
                kind(STRUCT);
                payload(value.getStructValue().getFieldsMap());
            }
            default -> kind(NULL);
        }
    }

    /** The payload of such bytes. */
    public static Map<String, Value> payload(byte[] bytes, int offset, int length) {
        var payload = new HashMap<String, Value>();
        payload(bytes, offset, length, payload::put);
        return payload;
    }

    /** Gives each field of the payload of such bytes to somebody. */
    public static void payload(byte[] bytes, int offset, int length, BiConsumer<String, Value> to) {
        payload(ByteBuffer.wrap(bytes, offset, length), to);
    }

    private static void payload(ByteBuffer from, BiConsumer<String, Value> to) {
        int count = from.getInt();
        for (int i = 0; i < count; i++) {
            to.accept(text(from), value(from));
        }
    }

    private static Value value(ByteBuffer from) {
        var value = Value.newBuilder();
        switch (from.get()) {
            case FALSE -> value.setBoolValue(false);
            case TRUE -> value.setBoolValue(true);
            case INTEGER -> value.setIntegerValue(from.getLong());
            case DOUBLE -> value.setDoubleValue(from.getDouble());
            case STRING -> value.setStringValue(text(from));
            case LIST -> {
                int size = from.getInt();
                var values = new ArrayList<Value>();
                for (int i = 0; i < size; i++) {
                    values.add(value(from));
                }
                value.setListValue(ListValue.newBuilder().addAllValues(values));
            }
            case STRUCT -> {
                var struct = Struct.newBuilder();
                payload(from, struct::putFields);
                value.setStructValue(struct);
            }
            default -> value.setNullValueValue(0);
        }
        return value.build();
    }

    /** Gives each entry to somebody, in the order of the keys. */
    private static <T> void inOrder(Map<String, T> map, BiConsumer<String, T> to) {
        String[] keys = map.keySet().toArray(String[]::new);
        Arrays.sort(keys);
        for (String key : keys) {
            to.accept(key, map.get(key));
        }
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        room(4 + bytes.length).putInt(bytes.length).put(bytes);
    }

    private static String text(ByteBuffer from) {
        int length = from.getInt();
        int at = from.position();
        from.position(at + length);
        return new String(from.array(), from.arrayOffset() + at, length, StandardCharsets.UTF_8);
    }

    private void count(int count) {
        room(4).putInt(count);
    }

    private ByteBuffer kind(int kind) {
        return room(17).put((byte) kind);
    }

    /** The buffer with room for so many more bytes. */
    private ByteBuffer room(int more) {
        if (buffer.remaining() < more) {
            int needed = Math.addExact(buffer.position(), more);
            var larger = ByteBuffer.allocate(Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 16, 2L * needed)));
            buffer = larger.put(buffer.flip());
        }
        return buffer;
    }
}
