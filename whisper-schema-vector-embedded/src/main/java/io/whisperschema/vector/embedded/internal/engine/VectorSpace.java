package io.whisperschema.vector.embedded.internal.engine;

import io.qdrant.client.grpc.Collections.VectorParams;
import io.whisperschema.vector.embedded.internal.filter.Refused;
import io.whisperschema.vector.embedded.internal.score.Lanes;
import io.whisperschema.vector.embedded.internal.score.Metric;
import io.whisperschema.vector.embedded.internal.score.Scorer;
import io.whisperschema.vector.embedded.internal.score.TopK;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * The vectors of one name, by slot, in chunks that the garbage collector can move: an array of half a region or more
 * would be pinned, and regions may be as small as 1 MB. Only of more than 30,000 numbers is a block of lanes that long. A
 * chunk grows with its vectors and goes with the last of them, so that the memory limit is about what is taken.
 */
public final class VectorSpace {

    private static final int CHUNK_FLOATS = 120_000;

    private static final float[] NONE = {};

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
        this.perChunk = Math.max(Lanes.COUNT, Integer.highestOneBit(CHUNK_FLOATS / size));
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
        return Lanes.get(chunks[slot / perChunk], from(slot), size);
    }

    void put(int slot, float[] prepared) {
        Lanes.put(prepared, chunkOf(slot), from(slot));
        if (!present.get(slot)) {
            present.set(slot);
            count++;
        }
    }

    void put(int slot, byte[] data) {
        float[] vector = new float[size];
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        put(slot, vector);
    }

    boolean remove(int slot) {
        if (!present.get(slot)) {
            return false;
        }
        present.clear(slot);
        count--;
        freeIfEmpty(slot / perChunk);
        return true;
    }

    private void freeIfEmpty(int chunk) {
        int next = present.nextSetBit(chunk * perChunk);
        if (next < 0 || next / perChunk != chunk) {
            chunks[chunk] = NONE;
        }
    }

    static byte[] bytes(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    private int from(int slot) {
        return Lanes.from(slot % perChunk, size);
    }

    private float[] chunkOf(int slot) {
        int chunk = slot / perChunk;
        if (chunk >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, chunks.length + (chunks.length >> 1)));
        }
        float[] floats = Objects.requireNonNullElse(chunks[chunk], NONE);
        int needed = ((slot % perChunk & -Lanes.COUNT) + Lanes.COUNT) * size;
        if (floats.length < needed) {
            floats = Arrays.copyOf(floats, Math.min(perChunk * size, Math.max(needed, 2 * floats.length)));
            chunks[chunk] = floats;
        }
        return floats;
    }

    /** Offers all vectors there are. */
    void scan(Scorer scorer, TopK best) {
        var similarities = new float[Lanes.COUNT];
        int slot = present.nextSetBit(0);
        while (slot >= 0) {
            int first = slot & -Lanes.COUNT;
            scorer.similarities(chunks[first / perChunk], from(first), similarities);
            do {
                best.offer(slot, similarities[slot - first]);
                slot = present.nextSetBit(slot + 1);
            } while (slot >= 0 && slot < first + Lanes.COUNT);
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
