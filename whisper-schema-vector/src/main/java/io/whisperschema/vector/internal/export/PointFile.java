package io.whisperschema.vector.internal.export;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The files that hold the points of a collection. A file begins with {@link #MAGIC}. Then come blocks: four numbers of 32 bits,
 * big-endian (bytes of the content, bytes as compressed, points, CRC-32C of the compressed bytes), and the compressed bytes, a
 * zlib stream each. The content are points, each a {@code qdrant.PointStruct} behind its length as a varint, in the order of
 * their ids. A block of four zeros ends the file.
 */
final class PointFile {
    /** The format's name and version. */
    static final long MAGIC = 0x5753_5051_4558_0001L;

    /** The most that one block holds, so that nobody can make a reader take more memory. */
    static final int MOST = 64 << 20;

    /** A block that holds so much is written. */
    static final int USUAL = 1 << 20;

    private static final Pattern NAME = Pattern.compile("[0-9]{4,9}\\.points");

    private PointFile() {}

    /** The name of that file, counted from 1. */
    static String name(int number) {
        return String.format(Locale.ROOT, "%04d.points", number);
    }

    /** Whether a file of an export can be called so: a name alone, never a way to elsewhere. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** How long the compressed form of so many bytes can be. */
    static int bound(int length) {
        return length + (length >> 10) + 64;
    }
}
