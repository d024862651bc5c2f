package io.whisperschema.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A Redis 7 server of our own, on a free port of this machine, with its data in a temporary folder.
 *
 * <p>Tests that do not harm it use {@link #shared}, best through a {@link RedisDatabase} as a parameter. It saves nothing to
 * disk unless its settings say so. It ends with its JVM, however that ends. Thread-safe.
 */
public final class RedisServer implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(10);
    /** What lets time pass in the database that it runs in. */
    static final String ADVANCE = """
            for _, key in ipairs(redis.call('KEYS', '*')) do
              local left = redis.call('PTTL', key) - ARGV[1]
              if left > 0 then
                redis.call('PEXPIRE', key, left)
              elseif left >= -ARGV[1] then
                redis.call('DEL', key)
              end
            end
            """;

    private static final Kind SERVER = new Kind("Ready to accept connections", List.of());
    private static final Kind SENTINEL = new Kind("Sentinel ID is", List.of("--sentinel"));

    private final Kind kind;
    private final Path folder;
    private final int port;
    private final List<ServerProcess> processes = new ArrayList<>();

    private RedisServer(Kind kind, Path folder, int port) {
        this.kind = kind;
        this.folder = folder;
        this.port = port;
    }

    /** What it logs when it is ready, and what is said to it beside its settings. */
    private record Kind(String ready, List<String> options) {}

    /** This JVM's server; it is not closed, killed or changed in its settings by those who use it. */
    public static RedisServer shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        private static final RedisServer SERVER = start("databases " + RedisDatabase.COUNT);
    }

    /**
     * Starts a server that the caller closes.
     *
     * @param settings lines of its {@code redis.conf}, such as {@code "appendonly yes"} or
     *     {@code "user app on >secret ~app:* +@all"}
     */
    public static RedisServer start(String... settings) {
        return start(SERVER, TemporaryFolder.create("whisper-redis-"), List.of(settings));
    }

    /** Starts one in a folder that is deleted with it. */
    static RedisServer startIn(Path folder, String... settings) {
        return start(SERVER, folder, List.of(settings));
    }

    /** Starts a Sentinel that the caller closes. */
    static RedisServer startSentinel(String... settings) {
        return start(SENTINEL, TemporaryFolder.create("whisper-redis-"), List.of(settings));
    }

    private static RedisServer start(Kind kind, Path folder, List<String> settings) {
        for (int attempt = 1; ; attempt++) {
            RedisServer server = new RedisServer(kind, folder, FreePorts.next());
            try {
                server.write(settings);
                server.begin();
                return server;
            } catch (ServerProcess.NotStarted e) {
                if (attempt == ATTEMPTS || !e.portTaken()) {
                    throw e;
                }
            }
        }
    }

    // In a file, because Redis keeps there what it decides later.
    private void write(List<String> settings) {
        List<String> lines = new ArrayList<>(List.of("port " + port, "bind 127.0.0.1", "dir " + folder));
        if (kind.equals(SERVER)) {
            lines.addAll(List.of("save \"\"", "enable-debug-command yes", "repl-diskless-sync-delay 0"));
        }
        lines.addAll(settings);
        try {
            Files.createDirectories(folder);
            Files.write(file(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return folder.resolve("redis.conf");
    }

    private synchronized void begin() {
        List<String> command = new ArrayList<>(List.of(RedisProgram.path().toString(), file().toString()));
        command.addAll(kind.options());
        processes.add(ServerProcess.start(command, folder, kind.ready(), "KILL"));
    }

    /** Its port, on the loopback address. */
    public int port() {
        return port;
    }

    /** Its address, such as {@code redis://127.0.0.1:12345}. */
    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /**
     * What it answers to a command as its administrator: text as it is, numbers as digits, an item of an array a line, nothing as the
     * empty text.
     *
     * @throws IllegalStateException with the server's words when it refuses
     */
    public String ask(String... words) {
        try (RedisWire wire = RedisWire.to(port, PATIENCE)) {
            return wire.ask(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets that much time pass for all keys of its first database: each expires that much sooner. */
    public void advance(Duration time) {
        ask("EVAL", ADVANCE, "0", Long.toString(time.toMillis()));
    }

    /** Whether it accepts connections and answers now. */
    public boolean answers() {
        return answers(PATIENCE);
    }

    /** Whether it accepts connections and answers within that time. */
    public boolean answers(Duration time) {
        try (RedisWire wire = RedisWire.to(port, time)) {
            return wire.ask("PING").equals("PONG");
        } catch (IOException | RedisWire.RedisError e) {
            return false;
        }
    }

    /** Kills it, without giving it a chance to tidy up (SIGKILL), and returns once it is gone. Its data folder stays. */
    public synchronized void kill() {
        processes.get(processes.size() - 1).crash();
    }

    /** Starts it again after {@link #kill}, on the same port and data folder, and returns once it accepts connections. */
    public synchronized void restart() {
        begin();
    }

    /** Waits until its answer to a command contains a text. */
    void await(String text, String... words) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String answer = ask(words);
        while (!answer.contains(text)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("%s was not said within %s, but: %s".formatted(text, PATIENCE, answer));
            }
            LockSupport.parkNanos(POLL.toNanos());
            answer = ask(words);
        }
    }

    /** Stops it at once and deletes its data. A second call does nothing. */
    @Override
    public synchronized void close() {
        processes.forEach(ServerProcess::stop);
    }
}
