package io.whisperschema.postgres;

import java.sql.SQLException;

/**
 * Bytes on their way to the server, which are handed on whenever there are enough of them. Reused from row to row, not
 * thread-safe.
 */
final class CopyBytes {
    private static final int SIZE = 64 * 1024;
    private static final int ENOUGH = 48 * 1024;

    /** A value of so many bytes is handed on from where it is rather than copied first. */
    private static final int LARGE = 8 * 1024;

    private final Sink sink;
    private final GrowingBytes waiting = new GrowingBytes(SIZE);
    private int openLengths;

    /** Where they go. */
    interface Sink {
        /** Takes them; they are others as soon as it returns. */
        void take(byte[] bytes, int from, int length) throws SQLException;
    }

    CopyBytes(Sink sink) {
        this.sink = sink;
    }

    void int8(int value) {
        waiting.int8(value);
    }

    void int16(int value) {
        waiting.int16(value);
    }

    void int32(int value) {
        waiting.int32(value);
    }

    void int64(long value) {
        waiting.int64(value);
    }

    void bytes(byte[] from, int at, int count) throws SQLException {
        if (count >= LARGE && openLengths == 0) {
            send();
            sink.take(from, at, count);
        } else {
            waiting.bytes(from, at, count);
        }
    }

    /** Leaves room for the length of what follows, and tells where. */
    int beginLength() {
        openLengths++;
        int place = waiting.length();
        waiting.int32(0);
        return place;
    }

    /** Puts the length of what followed there. */
    void endLength(int place) {
        openLengths--;
        waiting.int32At(place, waiting.length() - place - Integer.BYTES);
    }

    /** To be called behind each row; hands on what there is if that is enough. */
    void endRow() throws SQLException {
        if (waiting.length() >= ENOUGH) {
            send();
        }
    }

    /** Hands on what there is. */
    void send() throws SQLException {
        if (waiting.length() > 0) {
            sink.take(waiting.array(), 0, waiting.length());
        }
        forget();
    }

    /** Nothing of what was not handed on remains. */
    void forget() {
        waiting.clear();
        openLengths = 0;
    }
}
