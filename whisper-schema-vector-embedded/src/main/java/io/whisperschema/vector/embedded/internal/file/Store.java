package io.whisperschema.vector.embedded.internal.file;

import java.util.List;

/** What outlives the process. Thread-safe. */
public interface Store extends AutoCloseable {

    /** Reads all there is, in the order of {@link Reader}'s methods; called once, before anything is written. */
    void read(Reader reader);

    /** Puts changes behind those before them. They are durable once {@link #await} returns for the number given. */
    long append(List<Change> changes);

    /** Returns once the changes with this number and all before them are durable. */
    void await(long number);

    /** Throws what an earlier write failed with, since memory is ahead of the file from then on. */
    void check();

    /** Nothing is read or written any more, since memory is otherwise than the file. */
    void fail(Throwable cause);

    @Override
    void close();

    /** Takes what a store holds. */
    interface Reader {

        /** Takes nothing. */
        Reader NOBODY = new Reader() {
            @Override
            public void collection(int collection, String name, byte[] config) {}

            @Override
            public void index(String field, byte[] schema) {}

            @Override
            public void point(int slot, Object id, long version, byte[] payload) {}

            @Override
            public void space(int space, String name) {}

            @Override
            public void vector(int slot, byte[] data) {}

            @Override
            public void collectionEnds() {}

            @Override
            public void alias(String alias, int collection) {}
        };

        /** A collection; what follows until the next one is in it. */
        void collection(int collection, String name, byte[] config);

        /** An index of a payload field. */
        void index(String field, byte[] schema);

        /** A point, in ascending order of slots; the id is a {@code Long} (unsigned) or 16 bytes. */
        void point(int slot, Object id, long version, byte[] payload);

        /** A space for vectors; the vectors that follow are in it. */
        void space(int space, String name);

        /** A vector of a point, as little-endian floats. */
        void vector(int slot, byte[] data);

        /** All of the collection was there. */
        void collectionEnds();

        /** An alias; these come last. */
        void alias(String alias, int collection);
    }

    /** A store that keeps nothing. */
    static Store nowhere() {
        return new Store() {
            @Override
            public void read(Reader reader) {}

            @Override
            public long append(List<Change> changes) {
                return 0;
            }

            @Override
            public void await(long number) {}

            @Override
            public void check() {}

            @Override
            public void fail(Throwable cause) {}

            @Override
            public void close() {}
        };
    }
}
