package io.whisperschema.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A PostgreSQL server of our own, on a free port of this machine, with its data in a temporary folder.
 *
 * <p>Tests use {@link #shared}: one server for each version and JVM, which does not wait for the disk and, where it can, keeps
 * its data in memory. Benchmarks {@link #start} one, with the settings PostgreSQL ships with. A server ends with its JVM, however that ends.
 * Thread-safe.
 */
public final class PostgresServer implements AutoCloseable {
    private static final String[] NO_WAITING_FOR_DISKS = {"fsync=off", "synchronous_commit=off", "full_page_writes=off"
    };
    private static final int ATTEMPTS = 3;

    // The one piece of static state: a server costs seconds, and no scope of JUnit's is as long as a JVM.
    private static final Map<PostgresBinaries, PostgresServer> SHARED = new ConcurrentHashMap<>();

    private final int port;
    private final PostgresRole administrator;
    private final ServerProcess process;

    private PostgresServer(int port, PostgresRole administrator, ServerProcess process) {
        this.port = port;
        this.administrator = administrator;
        this.process = process;
    }

    /**
     * This JVM's server of a version; it is not closed by those who use it.
     *
     * @param version such as {@code "17"} or {@code "17.11"}
     */
    public static PostgresServer shared(String version) {
        return SHARED.computeIfAbsent(
                PostgresBinaries.of(version),
                binaries -> start(binaries, TemporaryFolder::createInMemory, List.of(NO_WAITING_FOR_DISKS)));
    }

    /**
     * Starts a server that the caller closes.
     *
     * @param version such as {@code "17"} or {@code "17.11"}
     * @param settings such as {@code "shared_buffers=1GB"}; PostgreSQL's defaults for the rest
     */
    public static PostgresServer start(String version, String... settings) {
        return start(PostgresBinaries.of(version), TemporaryFolder::create, List.of(settings));
    }

    private static PostgresServer start(
            PostgresBinaries binaries, Function<String, Path> folder, List<String> settings) {
        OptionalDependency.POSTGRES_DRIVER.require();
        Path programs = binaries.unpacked().resolve("bin");
        for (int attempt = 1; ; attempt++) {
            try {
                return start(programs, folder.apply("whisper-postgres-"), settings);
            } catch (ServerProcess.NotStarted e) {
                // Between our finding a free port and the server's taking it, somebody else may.
                if (attempt == ATTEMPTS || !e.portTaken()) {
                    throw e;
                }
            }
        }
    }

    private static PostgresServer start(Path programs, Path folder, List<String> settings) {
        PostgresRole administrator = new PostgresRole("postgres", newPassword());
        UnprivilegedUser user = UnprivilegedUser.available();
        try {
            user.own(folder);
            initialise(programs, folder, administrator, user);
            int port = freePort();
            ServerProcess process = ServerProcess.start(user.command(server(programs, folder, port, settings)), folder);
            return new PostgresServer(port, administrator, process);
        } catch (RuntimeException e) {
            TemporaryFolder.delete(folder);
            throw e;
        }
    }

    private static void initialise(Path programs, Path folder, PostgresRole administrator, UnprivilegedUser user) {
        try {
            Path password = Files.writeString(folder.resolve("password"), administrator.password());
            user.own(password);
            ServerProcess.run(
                    user.command(List.of(
                            programs.resolve("initdb").toString(),
                            "--pgdata=" + folder.resolve("data"),
                            "--username=" + administrator.name(),
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=" + locale(),
                            "--lc-messages=C",
                            "--no-sync")),
                    folder);
            Files.delete(password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String locale() {
        return System.getProperty("os.name").startsWith("Mac") ? "en_US.UTF-8" : "C.UTF-8";
    }

    private static List<String> server(Path programs, Path folder, int port, List<String> settings) {
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("postgres").toString(),
                "-D",
                folder.resolve("data").toString()));
        List<String> all = new ArrayList<>(
                List.of("port=" + port, "listen_addresses=127.0.0.1", "unix_socket_directories=" + folder));
        all.addAll(settings);
        all.forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String newPassword() {
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** A new, empty database with an owner of its own. */
    public PostgresDatabase newDatabase() {
        PostgresRole owner = new PostgresRole("test_" + newPassword().substring(0, 12), newPassword());
        createRole(owner);
        run("postgres", "CREATE DATABASE \"%1$s\" OWNER \"%1$s\"".formatted(owner.name()));
        return new PostgresDatabase(this, owner);
    }

    /** The server's version as it says itself, such as {@code 17.11}. */
    public String version() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW server_version")) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Could not ask the server for its version", e);
        }
    }

    PostgresRole administrator() {
        return administrator;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    Connection connect(String database) throws SQLException {
        return DriverDataSource.as(administrator, url(database)).getConnection();
    }

    void createRole(PostgresRole role) {
        run("postgres", "CREATE ROLE \"%s\" LOGIN PASSWORD '%s'".formatted(role.name(), role.password()));
    }

    void run(String database, String... statements) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Could not administer the test server: " + e.getMessage(), e);
        }
    }

    /** Stops the server at once and deletes its data. A second call does nothing. */
    @Override
    public void close() {
        process.stop();
    }
}
