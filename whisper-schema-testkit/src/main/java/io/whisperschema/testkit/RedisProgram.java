package io.whisperschema.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The Redis server that lies in the jar of {@code org.signal:embedded-redis}, as a program. */
final class RedisProgram {
    private RedisProgram() {}

    /** Where it lies, unpacked once in each JVM. */
    static Path path() {
        return Unpacked.PROGRAM;
    }

    private static String resource() {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return "redis-server-7.0.15-%s-%s".formatted(system, architecture.equals("aarch64") ? "arm64" : "amd64");
    }

    private static final class Unpacked {
        private static final Path PROGRAM = unpack(resource());
    }

    private static Path unpack(String resource) {
        Path folder = TemporaryFolder.create("whisper-redis-program-");
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> TemporaryFolder.delete(folder), "whisper-delete-redis-program"));
        try (InputStream content = RedisProgram.class.getClassLoader().getResourceAsStream(resource)) {
            if (content == null) {
                throw new IllegalStateException("There is no " + resource
                        + " on the class path. Add org.signal:embedded-redis to the dependencies of this test.");
            }
            Path program = folder.toRealPath().resolve("redis-server");
            Files.copy(content, program);
            program.toFile().setExecutable(true, true);
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
