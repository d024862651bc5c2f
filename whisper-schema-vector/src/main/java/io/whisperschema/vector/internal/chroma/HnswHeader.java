package io.whisperschema.vector.internal.chroma;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * {@code header.bin} of an index: how the elements of {@code data_level0.bin} are laid out. As {@code chroma-hnswlib} 0.7 and
 * the Rust server up to 1.3 write it, which is version 1.
 *
 * @param count how many elements there are, deleted ones among them
 * @param size of one element, in bytes
 * @param label where in an element its label is
 * @param vector where in an element its vector is
 */
record HnswHeader(int count, int size, int label, int vector) {
    static final int BYTES = 100;

    private static final int VERSION = 1;
    private static final int MOST_ELEMENTS = 100_000_000;
    private static final int MOST_DIMENSIONS = 1 << 16;

    /** The header those bytes are. */
    static HnswHeader of(byte[] bytes) throws ChromaFault {
        ChromaFault.unless(bytes.length == BYTES, "it has %d bytes instead of %d", bytes.length, BYTES);
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int version = header.getInt();
        ChromaFault.unless(version == VERSION, "it is of version %d, this release reads version %d", version, VERSION);
        long before = header.getLong();
        long most = header.getLong();
        long count = header.getLong();
        long size = header.getLong();
        long label = header.getLong();
        long vector = header.getLong();
        header.getLong();
        header.getLong();
        long links = header.getLong();
        boolean isSound = before == 0
                && count >= 0
                && count <= most
                && most <= MOST_ELEMENTS
                && links > 0
                && links < MOST_DIMENSIONS
                && vector == Integer.BYTES * (links + 1)
                && label > vector
                && label - vector <= (long) Float.BYTES * MOST_DIMENSIONS
                && (label - vector) % Float.BYTES == 0
                && size == label + Long.BYTES;
        ChromaFault.unless(isSound, "it contradicts itself");
        return new HnswHeader((int) count, (int) size, (int) label, (int) vector);
    }

    int dimensions() {
        return (label - vector) / Float.BYTES;
    }

    /** Where that element begins. */
    long start(int element) {
        return (long) element * size;
    }
}
