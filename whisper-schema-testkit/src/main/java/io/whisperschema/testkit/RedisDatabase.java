package io.whisperschema.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** An empty database on a real Redis server, emptied on close. Thread-safe. */
public final class RedisDatabase implements AutoCloseable {
    static final int COUNT = 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Deque<Integer> FREE = numbers();

    private final RedisServer server;
    private final int number;
    private boolean closed;

    private RedisDatabase(RedisServer server, int number) {
        this.server = server;
        this.number = number;
    }

    private static Deque<Integer> numbers() {
        Deque<Integer> numbers = new ArrayDeque<>();
        for (int number = 1; number < COUNT; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    /** One of this JVM's shared server that nobody else in the JVM has now. */
    public static RedisDatabase onSharedServer() {
        RedisServer server = RedisServer.shared();
        synchronized (FREE) {
            return new RedisDatabase(server, FREE.removeFirst());
        }
    }

    /** Its address, such as {@code redis://127.0.0.1:12345/7}. */
    public String uri() {
        return server.uri() + "/" + number;
    }

    /** Its number. */
    public int number() {
        return number;
    }

    /** The server that it is on; others work on it too. */
    public RedisServer server() {
        return server;
    }

    /** What the server answers to a command in this database, as {@link RedisServer#ask} does. */
    public String ask(String... words) {
        try (RedisWire wire = RedisWire.to(server.port(), PATIENCE)) {
            wire.ask("SELECT", Integer.toString(number));
            return wire.ask(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets that much time pass for all its keys: each expires that much sooner. */
    public void advance(Duration time) {
        ask("EVAL", RedisServer.ADVANCE, "0", Long.toString(time.toMillis()));
    }

    /** Empties it. A second call does nothing. */
    @Override
    public void close() {
        synchronized (FREE) {
            if (!closed) {
                closed = true;
                ask("FLUSHDB");
                FREE.addLast(number);
            }
        }
    }

    /** The address. */
    @Override
    public String toString() {
        return uri();
    }
}
