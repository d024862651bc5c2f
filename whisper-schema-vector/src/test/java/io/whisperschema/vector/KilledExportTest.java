package io.whisperschema.vector;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Points.PointStruct;
import io.whisperschema.catalog.VectorCatalog;
import io.whisperschema.vector.VectorExport.Exported;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another process exports or restores over a loopback port, and says a line at each call, until it is killed. */
class KilledExportTest {
    private static final int KILLS = 20 * Integer.getInteger("whisper.cases.percent", 100) / 100;
    private static final int POINTS = 2000;
    private static final String WHOLE = "whole ";

    @TempDir
    private Path folder;

    private final Random random = new Random(14);
    private final EmbeddedQdrant from = EmbeddedQdrant.inMemory();
    private final EmbeddedQdrant to = EmbeddedQdrant.inMemory();

    @BeforeEach
    void make() throws Exception {
        QdrantClient client = from.client();
        for (String collection : List.of("memories", "thoughts")) {
            client.createCollectionAsync(
                            collection,
                            VectorParams.newBuilder()
                                    .setSize(4)
                                    .setDistance(Distance.Cosine)
                                    .build())
                    .get();
            client.upsertAsync(collection, points()).get();
        }
        client.createAliasAsync("now", "memories").get();
    }

    private static List<PointStruct> points() {
        var points = new ArrayList<PointStruct>();
        for (int number = 0; number < POINTS; number++) {
            points.add(PointStruct.newBuilder()
                    .setId(id(number))
                    .setVectors(vectors(1f, number, 2f, -number))
                    .putPayload("text", value("x".repeat(1000)))
                    .build());
        }
        return points;
    }

    @AfterEach
    void close() {
        from.close();
        to.close();
    }

    @Test
    void onlyWholeExportsHaveTheirNameAndAllThatWereAcknowledged() throws Exception {
        List<Exported> expected = QdrantStore.over(from.client())
                .export(folder.resolve("expected"), ExportOptions.all())
                .collections();
        String port = Integer.toString(from.serve(0).port());
        int leftBehind = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> said =
                    KilledProcess.linesUntilKilled(Exporting.class, 1 + random.nextInt(40), port, folder.toString());
            List<String> exports = exports();
            assertThat(exports)
                    .containsAll(said.stream()
                            .filter(line -> line.startsWith(WHOLE))
                            .map(line -> line.substring(WHOLE.length()))
                            .toList());
            for (String export : exports) {
                assertThat(VectorExport.open(folder.resolve(export)).verify().collections())
                        .isEqualTo(expected);
                delete(folder.resolve(export));
            }
            leftBehind += Files.exists(folder.resolve("export.new")) ? 1 : 0;
        }
        assertThat(leftBehind).isPositive();
        assertThat(QdrantStore.over(from.client())
                        .export(folder.resolve("export"), ExportOptions.all())
                        .verify()
                        .collections())
                .isEqualTo(expected);
        assertThat(folder.resolve("export.new")).doesNotExist();
    }

    private List<String> exports() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("export(-\\d+)?"))
                    .toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Test
    void aRestoreGoesOnAndNothingIsThereTwiceOrHalf() throws Exception {
        Path export = folder.resolve("export");
        List<Exported> expected = QdrantStore.over(from.client())
                .export(export, ExportOptions.all())
                .collections();
        String port = Integer.toString(to.serve(0).port());
        QdrantStore target = QdrantStore.over(to.client());
        int half = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            KilledProcess.linesUntilKilled(Restoring.class, 1 + random.nextInt(60), port, export.toString());
            VectorCatalog now = target.inspect();
            now.collections()
                    .forEach(collection ->
                            assertThat(now.facts().rows()).containsEntry(collection.name(), (long) POINTS));
            if (now.aliases().containsKey("now")) {
                assertThat(to.client().countAsync("memories").get()).isEqualTo(POINTS);
            }
            half += now.foreignObjects().isEmpty() ? 0 : 1;
        }
        assertThat(half).isPositive();

        target.restore(export, RestoreOptions.all());

        assertThat(target.export(folder.resolve("again"), ExportOptions.all()).collections())
                .isEqualTo(expected);
    }

    private static QdrantClient client(String port) {
        var channel = ManagedChannelBuilder.forAddress("127.0.0.1", Integer.parseInt(port))
                .usePlaintext()
                .intercept(new Telling())
                .build();
        return new QdrantClient(
                QdrantGrpcClient.newBuilder(channel, true, false).build());
    }

    private static final class Telling implements ClientInterceptor {
        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
            KilledProcess.say(method.getBareMethodName());
            return next.newCall(method, options);
        }
    }

    static final class Exporting {
        public static void main(String... arguments) {
            QdrantStore store = QdrantStore.over(client(arguments[0]));
            Path folder = Path.of(arguments[1]);
            store.export(folder.resolve("export"), ExportOptions.all());
            KilledProcess.say(WHOLE + "export");
            for (int number = 1; ; number++) {
                store.export(folder.resolve("export-" + number), ExportOptions.all());
                KilledProcess.say(WHOLE + "export-" + number);
            }
        }
    }

    static final class Restoring {
        public static void main(String... arguments) throws Exception {
            QdrantClient client = client(arguments[0]);
            while (true) {
                QdrantStore.over(client).restore(Path.of(arguments[1]), RestoreOptions.all());
                client.deleteAliasAsync("now").get();
                client.deleteCollectionAsync("memories").get();
                client.deleteCollectionAsync("thoughts").get();
            }
        }
    }
}
