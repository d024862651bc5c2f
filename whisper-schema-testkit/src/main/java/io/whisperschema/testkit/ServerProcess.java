package io.whisperschema.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A running server, and a shell beside it that outlives us.
 *
 * <p>The shell reads our end of a pipe. When that closes, because we said so or because this JVM was killed, it ends
 * the server and deletes its folder.
 */
final class ServerProcess {
    // The server alone keeps our pipe for reading: once it ends, we read the end of its log.
    private static final String WATCHER = """
            folder=$1; signal=$2; shift 2
            "$@" 2>&1 &
            server=$!
            trap '' HUP INT TERM
            exec >/dev/null 2>&1
            cat
            kill -$signal $server
            wait $server
            rm -rf "$folder"
            """;
    private static final String READY = "database system is ready to accept connections";
    private static final long SECONDS_TO_STOP = 15;

    private final Process watcher;
    private final Path program;
    private final Thread logReader;

    private ServerProcess(Process watcher, Path program) {
        this.watcher = watcher;
        this.program = program;
        this.logReader = new Thread(this::drain, "whisper-server-log");
        logReader.setDaemon(true);
    }

    /** Runs a command to its end. */
    static void run(List<String> command, Path folder) {
        try {
            Process process = builder(command, folder).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new NotStarted(command, output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a server was being made", e);
        }
    }

    /** Starts a PostgreSQL server and returns once it accepts connections. */
    static ServerProcess start(List<String> command, Path folder) {
        return start(command, folder, READY, "QUIT");
    }

    /** Starts a server that ends at that signal, and returns once it has logged a line with that text. */
    static ServerProcess start(List<String> command, Path folder, String ready, String signal) {
        List<String> watched = new ArrayList<>(List.of("sh", "-c", WATCHER, "sh", folder.toString(), signal));
        watched.addAll(command);
        try {
            ServerProcess server = new ServerProcess(builder(watched, folder).start(), Path.of(command.get(0)));
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "whisper-stop-server"));
            server.awaitReady(command, ready);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder builder(List<String> command, Path folder) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        return builder;
    }

    private void awaitReady(List<String> command, String ready) throws IOException {
        BufferedReader log = watcher.inputReader();
        List<String> lines = new ArrayList<>();
        String line = log.readLine();
        while (line != null && !line.contains(ready)) {
            lines.add(line);
            line = log.readLine();
        }
        if (line == null) {
            stop();
            throw new NotStarted(command, String.join("\n", lines));
        }
        logReader.start();
    }

    // A full pipe would stop the server.
    private void drain() {
        watcher.inputReader().lines().forEach(line -> {});
    }

    /** Kills the server (SIGKILL), waits until it is gone, and leaves its folder for one that is started there again. */
    void crash() {
        watcher.children().filter(this::isTheServer).forEach(ProcessHandle::destroyForcibly);
        try {
            // Until the shell waits for it, the system lists it as there; its end of the pipe is closed already.
            logReader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isTheServer(ProcessHandle child) {
        return child.info().command().map(Path::of).filter(program::equals).isPresent();
    }

    /** Ends the server and waits until it is gone. */
    void stop() {
        try {
            watcher.getOutputStream().close();
            if (!watcher.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (IOException e) {
            kill();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    private void kill() {
        watcher.descendants().forEach(ProcessHandle::destroyForcibly);
        watcher.destroyForcibly();
    }

    /** A server that ended before it was ready. */
    static final class NotStarted extends IllegalStateException {
        private static final long serialVersionUID = 1L;
        private final boolean portTaken;

        NotStarted(List<String> command, String log) {
            super("The test server did not start: %s%n%s".formatted(String.join(" ", command), log));
            portTaken = log.contains("could not bind") || log.contains("bind: Address");
        }

        boolean portTaken() {
            return portTaken;
        }
    }
}
