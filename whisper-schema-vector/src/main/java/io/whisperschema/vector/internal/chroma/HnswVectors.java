package io.whisperschema.vector.internal.chroma;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;

/** The vectors of an index: {@code data_level0.bin} and {@code length.bin}. Only what is asked for is in memory. */
final class HnswVectors implements Closeable {
    private static final int DELETED = 1;
    private static final int AT_A_TIME = 1 << 20;

    private static final double ROUNDING = 1e-3;

    /** Below, dividing by the length loses digits, which is the server's own loss. */
    private static final float SMALLEST_LENGTH = 1e-10f;

    private final HnswHeader header;
    private final ChromaSpace space;
    private final FileChannel elements;
    private final FileChannel lengths;

    private HnswVectors(HnswHeader header, ChromaSpace space, FileChannel elements, FileChannel lengths) {
        this.header = header;
        this.space = space;
        this.elements = elements;
        this.lengths = lengths;
    }

    /** The vectors in that folder. */
    static HnswVectors open(HnswHeader header, ChromaSpace space, IndexFolder folder) throws IOException {
        FileChannel elements = folder.open(IndexFolder.ELEMENTS);
        try {
            IndexFolder.requireSize(IndexFolder.ELEMENTS, elements, header.start(header.count()));
            FileChannel lengths = folder.open(IndexFolder.LENGTHS);
            try {
                IndexFolder.requireSize(IndexFolder.LENGTHS, lengths, (long) Float.BYTES * header.count());
            } catch (IOException | RuntimeException e) {
                lengths.close();
                throw e;
            }
            return new HnswVectors(header, space, elements, lengths);
        } catch (IOException | RuntimeException e) {
            elements.close();
            throw e;
        }
    }

    /** Which element has which label, without the deleted ones. */
    Map<Long, Integer> elementsByLabel() throws IOException {
        Map<Long, Integer> found = new HashMap<>();
        int block = Math.max(1, AT_A_TIME / header.size());
        for (int first = 0; first < header.count(); first += block) {
            int count = Math.min(block, header.count() - first);
            ByteBuffer bytes = read(elements, header.start(first), count * header.size());
            for (int i = 0; i < count; i++) {
                collect(bytes, i, first + i, found);
            }
        }
        return found;
    }

    private void collect(ByteBuffer bytes, int at, int element, Map<Long, Integer> found) throws ChromaFault {
        int start = at * header.size();
        if ((bytes.get(start + 2) & DELETED) != 0) {
            return;
        }
        Integer other = found.put(bytes.getLong(start + header.label()), element);
        ChromaFault.unless(other == null, "%s gives two elements the same label", IndexFolder.ELEMENTS);
    }

    /** That element's vector as the server returns it: a cosine space stores it at length one, and its length apart. */
    float[] vector(int element) throws IOException {
        int size = Float.BYTES * header.dimensions();
        ByteBuffer bytes = read(elements, header.start(element) + header.vector(), size);
        float[] vector = new float[header.dimensions()];
        bytes.asFloatBuffer().get(vector);
        if (space == ChromaSpace.COSINE) {
            stretch(
                    vector,
                    read(lengths, (long) Float.BYTES * element, Float.BYTES).getFloat());
        }
        return vector;
    }

    private static void stretch(float[] vector, float length) throws ChromaFault {
        double square = 0;
        for (int i = 0; i < vector.length; i++) {
            square += (double) vector[i] * vector[i];
            vector[i] *= length;
        }
        boolean isUnit = Math.abs(square - 1) < ROUNDING || length < SMALLEST_LENGTH;
        ChromaFault.unless(
                length >= 0 && isUnit,
                "%s or %s is damaged: a vector has not its length",
                IndexFolder.ELEMENTS,
                IndexFolder.LENGTHS);
    }

    private static ByteBuffer read(FileChannel channel, long start, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            int read = channel.read(bytes, start + bytes.position());
            ChromaFault.unless(read >= 0, "an index file became shorter while it was read");
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        try {
            elements.close();
        } finally {
            lengths.close();
        }
    }
}
