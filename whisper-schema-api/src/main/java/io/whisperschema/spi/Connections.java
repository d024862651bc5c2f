package io.whisperschema.spi;

/**
 * Connections of a store for what a host asks it by itself. They come as the host's pool has them, also within a
 * transaction of the host, which stays the host's to end.
 */
public interface Connections<C> {
    /**
     * A connection, to be given back.
     *
     * @throws io.whisperschema.error.SchemaException if none can be had
     */
    C take();

    /** Gives back a connection that {@link #take} gave. */
    void giveBack(C connection);
}
