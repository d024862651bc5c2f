package io.whisperschema.testkit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java program in a JVM of its own, with this JVM's class path, that a test can listen to and kill.
 *
 * <pre>{@code
 * try (ChildJvm child = ChildJvm.of(Importer.class).withJvmOptions("-Xmx64m").start(url)) {
 *     child.awaitLine("half done", Duration.ofSeconds(30));
 *     child.kill();
 * }
 * }</pre>
 *
 * <p>Its output and errors are one stream of lines. Thread-safe.
 */
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final Path options;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();
    private int heard;
    private boolean ended;

    private ChildJvm(Process process, Path options) {
        this.process = process;
        this.options = options;
        this.reader = new Thread(this::read, "whisper-child-output");
        reader.setDaemon(true);
    }

    /** How to run a class that has a {@code main} method. */
    public static Launch of(Class<?> main) {
        return new Launch(main, List.of());
    }

    /**
     * How to start a child.
     *
     * @param main the class with the {@code main} method
     * @param jvmOptions options of the JVM, such as {@code -Xmx64m}
     */
    public record Launch(Class<?> main, List<String> jvmOptions) {
        /** Copies the options. */
        public Launch {
            jvmOptions = List.copyOf(jvmOptions);
        }

        /** With more options for the JVM. */
        public Launch withJvmOptions(String... more) {
            return new Launch(
                    main, Stream.concat(jvmOptions.stream(), Stream.of(more)).toList());
        }

        /** Halting at the {@link KillPoint} of this name. */
        public Launch haltingAt(String killPoint) {
            return withJvmOptions("-D" + KillPoint.PROPERTY + "=" + killPoint);
        }

        /** Starts the child with arguments for its {@code main}. */
        public ChildJvm start(String... arguments) {
            try {
                Path options = Files.createTempFile("whisper-child-", ".args");
                Files.write(options, options());
                List<String> command = new ArrayList<>(List.of(java(), "@" + options, main.getName()));
                command.addAll(List.of(arguments));
                ChildJvm child = new ChildJvm(
                        new ProcessBuilder(command).redirectErrorStream(true).start(), options);
                child.reader.start();
                return child;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        // In a file, because class paths grow longer than command lines may be.
        private List<String> options() {
            return Stream.of(
                            // It lives for a second or two, so it had better start fast than run fast.
                            Stream.of(
                                    "-XX:TieredStopAtLevel=1",
                                    "-Dfile.encoding=UTF-8",
                                    "-Dstdout.encoding=UTF-8",
                                    "-Dstderr.encoding=UTF-8",
                                    "-cp",
                                    classPath()),
                            quietAboutNativeLibraries(),
                            jvmOptions.stream())
                    .flatMap(options -> options)
                    .map(option -> '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                    .toList();
        }

        /** Since 24 Java warns, in the child's output, of drivers such as SQLite's that bring a native library. */
        private static Stream<String> quietAboutNativeLibraries() {
            return Runtime.version().feature() >= 24 ? Stream.of("--enable-native-access=ALL-UNNAMED") : Stream.empty();
        }

        private static String java() {
            return Path.of(System.getProperty("java.home"), "bin", "java").toString();
        }

        private static String classPath() {
            return Stream.of("java.class.path", "jdk.module.path")
                    .map(property -> System.getProperty(property, ""))
                    .filter(path -> !path.isEmpty())
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                hear(line);
            }
        } catch (IOException e) {
            hear("(its output broke off: " + e.getMessage() + ")");
        } finally {
            end();
        }
    }

    private synchronized void hear(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /**
     * Waits for a line that contains a text, and returns it. Lines before it and itself are not looked at again, so
     * that the same text can be awaited twice.
     *
     * @throws AssertionError when it does not come in time, or the child ends without it
     */
    public synchronized String awaitLine(String text, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            Optional<String> line = nextWith(text);
            while (line.isEmpty()) {
                wait(millisUntil(deadline, text, timeout));
                line = nextWith(text);
            }
            return line.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("Interrupted while waiting for '" + text + "'");
        }
    }

    private Optional<String> nextWith(String text) {
        while (heard < lines.size()) {
            String line = lines.get(heard++);
            if (line.contains(text)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private long millisUntil(long deadline, String text, Duration timeout) {
        if (ended) {
            throw failure("The child ended without saying '" + text + "'");
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw failure("The child did not say '" + text + "' within " + timeout);
        }
        return left;
    }

    /**
     * Waits for the end and returns the exit code.
     *
     * @throws AssertionError when it does not end in time; it is still running then
     */
    public int waitFor(Duration timeout) {
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failure("The child did not end within " + timeout);
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("Interrupted while waiting for the child's end");
        }
    }

    private AssertionError failure(String what) {
        return new AssertionError(what + ". It said:\n" + String.join("\n", output()));
    }

    /** What it has said so far, line by line; all of it once {@link #waitFor} has returned. */
    public synchronized List<String> output() {
        return List.copyOf(lines);
    }

    /** The child's process id. */
    public long pid() {
        return process.pid();
    }

    /** Kills it, without giving it a chance to tidy up (SIGKILL), and returns once it is gone. */
    public void kill() {
        process.destroyForcibly();
        waitFor(Duration.ofSeconds(30));
    }

    /** Kills it if it is still running. */
    @Override
    public void close() {
        kill();
        try {
            Files.deleteIfExists(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
