package io.whisperschema.vector.embedded.internal.engine;

import io.grpc.Status;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import java.util.concurrent.atomic.AtomicLong;

/** The memory that points may take, estimated. Thread-safe. */
public final class Budget {

    /** What a point takes besides its vectors and its payload: its id, and its place in the maps */
    public static final int POINT = 160;

    /** Values in memory take about as many times the room of their bytes in the file. */
    private static final int PAYLOAD_FACTOR = 4;

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** With a limit in bytes. */
    public Budget(long limit) {
        this.limit = limit;
    }

    static long ofPayload(int serialized) {
        return (long) serialized * PAYLOAD_FACTOR;
    }

    static long ofVector(int size) {
        return 4L * size;
    }

    /** Takes memory, or refuses and takes none. */
    void take(long bytes) {
        long now = used.addAndGet(bytes);
        if (now > limit) {
            used.addAndGet(-bytes);
            throw new Refused(
                    Status.Code.RESOURCE_EXHAUSTED,
                    "Insufficient storage: this needs " + megabytes(bytes) + " MB more, and of the " + megabytes(limit)
                            + " MB of EmbeddedOptions.memoryLimit " + megabytes(now - bytes)
                            + " MB are in use. Nothing was changed. Raise the limit or delete points.");
        }
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
    }

    /** The bytes in use. */
    public long used() {
        return used.get();
    }

    private static long megabytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
