package io.whisperschema.vector.embedded.internal.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a file says of itself in its first bytes, without SQLite, which may write to a file that it opens. */
record FileHeader(int application, int version) {

    /** "WQDR", a store */
    static final int STORE = 0x57514452;

    /** "WQDS", a snapshot */
    static final int SNAPSHOT = 0x57514453;

    /** The newest format that can be read, of both */
    static final int VERSION = 1;

    static final FileHeader OF_EMPTY_FILE = new FileHeader(-2, -2);

    private static final FileHeader OF_SOMETHING_ELSE = new FileHeader(-1, -1);
    private static final int BYTES = 100;
    private static final int VERSION_AT = 60;
    private static final int APPLICATION_AT = 68;

    static FileHeader of(Path path) throws IOException {
        ByteBuffer header;
        try (InputStream bytes = Files.newInputStream(path)) {
            header = ByteBuffer.wrap(bytes.readNBytes(BYTES));
        }
        if (header.limit() == 0) {
            return OF_EMPTY_FILE;
        }
        return header.limit() < BYTES
                ? OF_SOMETHING_ELSE
                : new FileHeader(header.getInt(APPLICATION_AT), header.getInt(VERSION_AT));
    }
}
