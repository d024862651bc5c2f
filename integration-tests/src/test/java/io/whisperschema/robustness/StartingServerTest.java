package io.whisperschema.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.BootstrapOptions;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.error.Cancelled;
import io.whisperschema.error.StoreUnavailable;
import io.whisperschema.error.StoreUnavailable.Reason;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.spi.Cancellation;
import io.whisperschema.spi.ProgressListener;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.PostgresServer;
import io.whisperschema.testkit.WithDatabases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Starts while the server is not there yet. */
@WithDatabases
class StartingServerTest {
    private static final BootstrapOptions PATIENT =
            BootstrapOptions.cautious().waitingForServers(Duration.ofMinutes(2));

    private final List<String> waits = new ArrayList<>();

    private WhisperSchema host(PGSimpleDataSource source, Runnable whenWaiting) {
        return WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(PostgresStore.over(source))
                .migrations(Migrations.of(Migration.of(1, "0001.sql").sql("CREATE TABLE t (id integer)")))
                .listener(new ProgressListener() {
                    @Override
                    public void waitingForServer(String store, String message) {
                        waits.add(message);
                        whenWaiting.run();
                    }
                });
    }

    private static PGSimpleDataSource refused() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return at(socket);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static PGSimpleDataSource at(ServerSocket socket) {
        var source = new PGSimpleDataSource();
        source.setURL(
                "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/host?sslmode=disable&gssEncMode=disable");
        source.setUser("host");
        source.setPassword("secret");
        return source;
    }

    private static void moveTo(PGSimpleDataSource source, PostgresDatabase database) {
        source.setURL(database.url());
        source.setUser(database.user());
        source.setPassword(database.password());
    }

    @Test
    void aServerThatStartsMeanwhileIsWaitedFor() {
        PGSimpleDataSource source = refused();
        var started = new ArrayList<PostgresServer>();
        var databases = new ArrayList<PostgresDatabase>();
        try {
            var report = host(source, () -> {
                        started.add(PostgresServer.start("17"));
                        databases.add(started.get(0).newDatabase());
                        moveTo(source, databases.get(0));
                    })
                    .bootstrap(PATIENT);

            assertThat(report.stores()).containsValue(Outcome.CREATED);
            assertThat(waits).singleElement().asString().contains("Could not").doesNotContain("secret");
        } finally {
            databases.forEach(PostgresDatabase::close);
            started.forEach(PostgresServer::close);
        }
    }

    @Test
    void aServerThatSaysThatItIsStartingIsWaitedFor(PostgresDatabase database) throws Exception {
        Thread server;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server = new Thread(() -> sayingThatItStarts(socket));
            server.start();
            PGSimpleDataSource source = at(socket);

            var report = host(source, () -> moveTo(source, database)).bootstrap(PATIENT);

            assertThat(report.stores()).containsValue(Outcome.CREATED);
            assertThat(waits).singleElement().asString().contains("57P03");
        }
        server.join();
    }

    /** What a server in recovery answers, until it is closed. */
    private static void sayingThatItStarts(ServerSocket socket) {
        byte[] fields =
                "SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0".getBytes(StandardCharsets.US_ASCII);
        while (true) {
            try (Socket client = socket.accept()) {
                int length = client.getInputStream().readNBytes(4)[3];
                client.getInputStream().readNBytes((length & 0xff) - 4);
                client.getOutputStream().write('E');
                client.getOutputStream().write(new byte[] {0, 0, 0, (byte) (fields.length + 4)});
                client.getOutputStream().write(fields);
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Test
    void withoutTheOptionNobodyWaits() {
        StoreUnavailable error = catchThrowableOfType(
                StoreUnavailable.class, () -> host(refused(), () -> {}).bootstrap());

        assertThat(error.reason()).isEqualTo(Reason.NOT_THERE_YET);
        assertThat(waits).isEmpty();
    }

    @Test
    void theWaitHasAnEnd() {
        assertThatThrownBy(() -> host(refused(), () -> {})
                        .bootstrap(BootstrapOptions.cautious().waitingForServers(Duration.ofMillis(120))))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("Nothing was applied.");
        assertThat(waits).isNotEmpty();
    }

    @Test
    void whoWaitsCanBeStopped() {
        var cancellation = new Cancellation();

        assertThatThrownBy(() -> host(refused(), cancellation::cancel)
                        .cancellation(cancellation)
                        .bootstrap(PATIENT))
                .isInstanceOf(Cancelled.class)
                .hasMessageContaining("Nothing was applied.");
    }

    @Test
    void aWrongPasswordFailsAtOnce(PostgresDatabase database) {
        var source = new PGSimpleDataSource();
        moveTo(source, database);
        source.setPassword("wrong");

        assertThatThrownBy(() -> host(source, () -> {}).bootstrap(PATIENT))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("Check user and password");
        assertThat(waits).isEmpty();
    }
}
