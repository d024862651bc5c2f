package io.whisperschema.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A PgBouncer of our own in front of one database, in transaction mode: each transaction may run on another of its few
 * server connections.
 */
public final class PgBouncer implements AutoCloseable {
    private static final String READY = "process up";
    /** How many it has to the server. */
    public static final int SERVER_CONNECTIONS = 4;

    private final String url;
    private final ServerProcess process;

    private PgBouncer(String url, ServerProcess process) {
        this.url = url;
        this.process = process;
    }

    /** Skips the test that calls it, saying how not to, where there is no PgBouncer. */
    public static void isThere() {
        Assumptions.assumeTrue(
                program().isPresent(),
                "There is no pgbouncer on the PATH or in /usr/sbin: install it (apt-get install pgbouncer).");
    }

    /** Starts one that the caller closes. */
    public static PgBouncer before(PostgresDatabase database) {
        UnprivilegedUser user = UnprivilegedUser.available();
        Path folder = TemporaryFolder.create("whisper-pgbouncer-");
        int port = freePort();
        try {
            Path users = Files.writeString(
                    folder.resolve("users"), "\"%s\" \"%s\"\n".formatted(database.user(), database.password()));
            Path settings = Files.writeString(folder.resolve("settings"), settings(database.url(), port, users));
            Stream.of(folder, users, settings).forEach(user::own);
            String program = program().orElseThrow().toString();
            var process =
                    ServerProcess.start(user.command(List.of(program, settings.toString())), folder, READY, "KILL");
            return new PgBouncer("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database.name()), process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String settings(String url, int port, Path users) {
        String server = url.replaceFirst(".*//[^:]*:(\\d+)/.*", "$1");
        return """
                [databases]
                * = host=127.0.0.1 port=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %s
                pool_mode = transaction
                default_pool_size = %d
                max_client_conn = 100
                ignore_startup_parameters = extra_float_digits
                server_round_robin = 1
                """.formatted(server, port, users, SERVER_CONNECTIONS);
    }

    private static Optional<Path> program() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JDBC URL of the database through it, without user and password. */
    public String url() {
        return url;
    }

    /** Ends it at once. */
    @Override
    public void close() {
        process.stop();
    }
}
