package io.whisperschema.vector.embedded;

import io.grpc.Server;
import java.util.concurrent.TimeUnit;

/** A port of the loopback address on which an {@link EmbeddedQdrant} listens. Thread-safe. */
public final class ServedPort implements AutoCloseable {

    private static final int GRACE_SECONDS = 5;

    private final Server server;

    ServedPort(Server server) {
        this.server = server;
    }

    /** The number of the port. */
    public int port() {
        return server.getPort();
    }

    /** Stops listening, after the calls that are under way; the store stays open. */
    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
