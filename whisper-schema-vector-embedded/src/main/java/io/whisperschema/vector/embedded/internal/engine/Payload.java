package io.whisperschema.vector.embedded.internal.engine;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.io.IOException;
import java.util.Map;

/** A point's payload, kept as bytes until somebody looks into it. Thread-safe. */
final class Payload {

    static final Payload EMPTY = new Payload(Map.of(), 0);

    private static final int ENTRY = Struct.FIELDS_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int ENTRY_KEY = 1 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int ENTRY_VALUE = 2 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

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

    /** The same, of which nothing is kept, so that reading all points takes no memory. */
    Map<String, Value> read() {
        Object now = form;
        return now instanceof byte[] bytes ? parsed(bytes) : values();
    }

    /** At least what is under a key. Nothing of it is kept, so that looking at all points takes no memory. */
    Map<String, Value> under(String key) {
        Object now = form;
        return now instanceof byte[] bytes ? under(key, bytes) : values();
    }

    /** Reads on until it finds the key: a payload's bytes are its entries, each a key and a value. */
    private static Map<String, Value> under(String key, byte[] bytes) {
        CodedInputStream input = CodedInputStream.newInstance(bytes);
        try {
            while (input.readTag() == ENTRY) {
                int end = input.readRawVarint32() + input.getTotalBytesRead();
                if (input.readTag() != ENTRY_KEY) {
                    return parsed(bytes);
                }
                boolean found = input.readString().equals(key);
                if (found && input.readTag() == ENTRY_VALUE) {
                    return Map.of(key, input.readMessage(Value.parser(), ExtensionRegistryLite.getEmptyRegistry()));
                }
                if (found) {
                    return parsed(bytes);
                }
                input.skipRawBytes(end - input.getTotalBytesRead());
            }
            return Map.of();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static Map<String, Value> parsed(byte[] bytes) {
        try {
            return Struct.parseFrom(bytes).getFieldsMap();
        } catch (InvalidProtocolBufferException e) {
            throw unreadable(e);
        }
    }

    private static IllegalStateException unreadable(IOException e) {
        return new IllegalStateException("a payload that was written cannot be read", e);
    }
}
