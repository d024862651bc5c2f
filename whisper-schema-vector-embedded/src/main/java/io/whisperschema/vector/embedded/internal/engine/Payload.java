package io.whisperschema.vector.embedded.internal.engine;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.Map;

/** A point's payload, kept as bytes until somebody looks into it. Thread-safe. */
final class Payload {

    static final Payload EMPTY = new Payload(Map.of(), 0);

    private final int size;
    private volatile Object form;

    private Payload(Object form, int size) {
        this.form = form;
        this.size = size;
    }

    /** Of bytes from a file. */
    static Payload of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Payload(bytes, bytes.length);
    }

    static Payload of(Map<String, Value> values, byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Payload(values, bytes.length);
    }

    static byte[] bytes(Map<String, Value> values) {
        return Struct.newBuilder().putAllFields(values).build().toByteArray();
    }

    /** As it is in a file. */
    @SuppressWarnings("unchecked") // It is either of the two.
    byte[] bytes() {
        Object now = form;
        return now instanceof byte[] bytes ? bytes : bytes((Map<String, Value>) now);
    }

    /** How many bytes it takes in the file. */
    int size() {
        return size;
    }

    @SuppressWarnings("unchecked") // It is either of the two.
    Map<String, Value> values() {
        Object now = form;
        if (now instanceof byte[] bytes) {
            Map<String, Value> values = parsed(bytes);
            form = values;
            return values;
        }
        return (Map<String, Value>) now;
    }

    private static Map<String, Value> parsed(byte[] bytes) {
        try {
            return Struct.parseFrom(bytes).getFieldsMap();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a payload that was written cannot be read", e);
        }
    }
}
