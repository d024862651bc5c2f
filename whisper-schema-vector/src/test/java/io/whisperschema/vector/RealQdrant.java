package io.whisperschema.vector;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A Qdrant server that is not ours: the one that a variable names, or else one in Docker, which ends when this is closed. */
final class RealQdrant implements AutoCloseable {
    /** What names a server, as host:port of its gRPC. */
    static final String ADDRESS = "WHISPER_TEST_QDRANT";

    private static final String IMAGE = System.getProperty("whisper.test.qdrant.image", "qdrant/qdrant:v1.18.0");
    private static final long MINUTES = 3;

    private final String address;
    private final Optional<String> container;

    private RealQdrant(String address, Optional<String> container) {
        this.address = address;
        this.container = container;
    }

    /** One, where there is any. */
    static Optional<RealQdrant> find() {
        String named = System.getenv(ADDRESS);
        return named != null
                ? Optional.of(new RealQdrant(named, Optional.empty()))
                : docker("info").flatMap(running -> started());
    }

    private static Optional<RealQdrant> started() {
        return docker("run", "--rm", "--detach", "--publish", "127.0.0.1::6334", IMAGE)
                .map(id -> docker("port", id, "6334/tcp")
                        .map(address -> new RealQdrant(address, Optional.of(id)))
                        .orElseThrow());
    }

    /** What a command of Docker says; nothing where there is no Docker, or it fails. */
    private static Optional<String> docker(String... arguments) {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? Optional.of(said.strip()) : Optional.empty();
        } catch (IOException noDocker) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** A client of it, once it answers; whoever asks closes it. */
    QdrantClient client() throws ExecutionException, InterruptedException {
        String[] parts = address.split(":", 2);
        var grpc = QdrantGrpcClient.newBuilder(
                        parts[0], Integer.parseInt(parts[1]), /* useTransportLayerSecurity= */ false)
                .build();
        grpc.qdrant()
                .withWaitForReady()
                .withDeadlineAfter(1, TimeUnit.MINUTES)
                .healthCheck(HealthCheckRequest.getDefaultInstance())
                .get();
        return new QdrantClient(grpc);
    }

    @Override
    public void close() {
        container.ifPresent(id -> docker("stop", id));
    }
}
