package io.whisperschema.vector.embedded.internal.engine;

import io.qdrant.client.grpc.Collections.VectorParams;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import io.whisperschema.vector.embedded.internal.score.Metric;
import io.whisperschema.vector.embedded.internal.score.Scorer;
import io.whisperschema.vector.embedded.internal.score.TopK;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * The vectors of one name, by slot, in chunks that the garbage collector can move: an array of half a region or more
 * would be pinned, and regions may be as small as 1 MB. The first one grows, so that a small collection takes little.
 */
public final class VectorSpace {

    private static final int CHUNK_FLOATS = 120_000;

    private final int id;
    private final String name;
    private final int size;
    private final Metric metric;
    private final int perChunk;

    private float[][] chunks = {};
    private final BitSet present = new BitSet();
    private int count;

    VectorSpace(int id, String name, VectorParams params) {
        this.id = id;
        this.name = name;
        this.size = (int) params.getSize();
        this.metric = Metric.of(params.getDistance());
        this.perChunk = Math.max(1, Integer.highestOneBit(CHUNK_FLOATS / size));
    }

    int id() {
        return id;
    }

    /** Empty for the unnamed vector. */
    public String name() {
        return name;
    }

    /** How many numbers a vector has. */
    public int size() {
        return size;
    }

    /** How vectors are compared. */
    public Metric metric() {
        return metric;
    }

    int count() {
        return count;
    }

    /** Refuses a vector of another length. */
    public void check(float[] vector) {
        if (vector.length != size) {
            throw Refused.invalid(
                    "Wrong input: Vector dimension error: expected dim: " + size + ", got " + vector.length);
        }
    }

    /** Whether a point has a vector here. */
    public boolean has(int slot) {
        return present.get(slot);
    }

    /** A copy. */
    public float[] get(int slot) {
        int from = from(slot);
        return Arrays.copyOfRange(chunks[slot / perChunk], from, from + size);
    }

    void put(int slot, float[] prepared) {
        System.arraycopy(prepared, 0, chunkOf(slot), from(slot), size);
        if (!present.get(slot)) {
            present.set(slot);
            count++;
        }
    }

    void put(int slot, byte[] data) {
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(chunkOf(slot), from(slot), size);
        present.set(slot);
        count++;
    }

    boolean remove(int slot) {
        if (!present.get(slot)) {
            return false;
        }
        present.clear(slot);
        count--;
        releaseIfEmpty(slot / perChunk);
        return true;
    }

    /** The memory limit has these vectors back, and others may take as much. */
    @SuppressWarnings("NullAway") // Nobody looks into a chunk without vectors.
    private void releaseIfEmpty(int chunk) {
        int next = present.nextSetBit(chunk * perChunk);
        if (next < 0 || next / perChunk > chunk) {
            chunks[chunk] = null;
        }
    }

    static byte[] bytes(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    private int from(int slot) {
        return slot % perChunk * size;
    }

    private float[] chunkOf(int slot) {
        int chunk = slot / perChunk;
        if (chunk >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, chunks.length + (chunks.length >> 1)));
        }
        float[] floats = chunks[chunk];
        if (floats == null) {
            floats = new float[chunk == 0 ? from(slot) + size : perChunk * size];
        } else if (floats.length < from(slot) + size) {
            floats = Arrays.copyOf(floats, Math.min(Math.max(from(slot) + size, 2 * floats.length), perChunk * size));
        }
        chunks[chunk] = floats;
        return floats;
    }

    /** Offers all vectors there are. */
    void scan(Scorer scorer, TopK best) {
        for (int slot = present.nextSetBit(0); slot >= 0; slot = present.nextSetBit(slot + 1)) {
            best.offer(slot, scorer.similarity(chunks[slot / perChunk], from(slot)));
        }
    }

    void scan(Scorer scorer, IntPredicate test, TopK best) {
        for (int slot = present.nextSetBit(0); slot >= 0; slot = present.nextSetBit(slot + 1)) {
            if (test.test(slot)) {
                best.offer(slot, scorer.similarity(chunks[slot / perChunk], from(slot)));
            }
        }
    }

    /** How near a query is to the vector of a slot that has one. */
    public float similarity(Scorer scorer, int slot) {
        return scorer.similarity(chunks[slot / perChunk], from(slot));
    }
}
