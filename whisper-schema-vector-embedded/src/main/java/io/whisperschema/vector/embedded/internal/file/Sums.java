package io.whisperschema.vector.embedded.internal.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Checksums of rows, which tell a damaged row from one that was written so: SQLite itself keeps none. */
final class Sums {

    private Sums() {}

    static long ofPoint(int slot, Object id, long version, byte[] payload) {
        ByteBuffer head = ByteBuffer.allocate(32).putInt(slot).putLong(version);
        if (id instanceof byte[] uuid) {
            head.put(uuid);
        } else {
            head.putLong((Long) id);
        }
        return sum(head, payload);
    }

    static long ofVector(int slot, byte[] data) {
        return sum(ByteBuffer.allocate(4).putInt(slot), data);
    }

    /** Of a row of a definition: each part with its length, so that no two rows look the same. */
    static long of(Object... parts) {
        CRC32C sum = new CRC32C();
        for (Object part : parts) {
            byte[] bytes = part instanceof byte[] data ? data : part.toString().getBytes(UTF_8);
            sum.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
            sum.update(bytes);
        }
        return sum.getValue();
    }

    private static long sum(ByteBuffer head, byte[] data) {
        CRC32C sum = new CRC32C();
        sum.update(head.flip());
        sum.update(data, 0, data.length);
        return sum.getValue();
    }
}
