package io.whisperschema.vector.embedded;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static io.whisperschema.vector.embedded.Calls.done;
import static io.whisperschema.vector.embedded.Calls.params;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several writers in another process, each with a collection of its own, write round after round and say which rounds
 * were acknowledged, until the process is killed. In each round a writer writes the same few points anew, adds one, and
 * deletes one that it added before.
 */
class KilledWriterTest {

    private static final int KILLS = 20 * Integer.getInteger("whisper.cases.percent", 100) / 100;
    private static final int WRITERS = 3;
    private static final int REWRITTEN = 10;
    private static final int KEPT = 5;

    /** How many kills in a row may come before a writer has deleted anything. */
    private static final int LEFT_BEHIND = 20;

    private static final int FIRST_ADDED = 1000;
    private static final int SIZE = 64;

    @TempDir
    private Path folder;

    @Test
    void nothingThatWasAcknowledgedIsLostDoubledOrHalfWritten() throws Exception {
        Path file = folder.resolve("memory.qdrant");
        Random random = new Random(6);
        for (int kill = 0; kill < KILLS; kill++) {
            long[] acknowledged = acknowledgedUntilKilled(file, 1 + random.nextInt(60));
            try (EmbeddedQdrant qdrant = EmbeddedQdrant.open(file)) {
                for (int writer = 0; writer < WRITERS; writer++) {
                    if (acknowledged[writer] < 0 && !done(qdrant.client().collectionExistsAsync(collection(writer)))) {
                        continue;
                    }
                    assertWhole(qdrant.client(), writer, acknowledged[writer]);
                }
            }
        }
    }

    private static long[] acknowledgedUntilKilled(Path file, int lines) throws IOException, InterruptedException {
        long[] acknowledged = LongStream.range(0, WRITERS).map(writer -> -1).toArray();
        KilledProcess.linesUntilKilled(Writers.class, file, lines).forEach(line -> note(acknowledged, line));
        return acknowledged;
    }

    private static void note(long[] acknowledged, String line) {
        String[] words = line.split(" ");
        acknowledged[Integer.parseInt(words[0])] = Long.parseLong(words[1]);
    }

    private static void assertWhole(QdrantClient client, int writer, long acknowledged) {
        List<RetrievedPoint> points = Memories.all(client, collection(writer));
        assertThat(points.stream().map(RetrievedPoint::getId)).doesNotHaveDuplicates();
        points.forEach(KilledWriterTest::assertWhole);
        assertThat(done(client.countAsync(collection(writer)))).isEqualTo(points.size());
        if (points.isEmpty()) {
            assertThat(acknowledged).isNegative();
            return;
        }
        Set<Long> rounds = new HashSet<>();
        Set<Long> added = new HashSet<>();
        for (RetrievedPoint point : points) {
            long number = point.getId().getNum();
            if (number < FIRST_ADDED) {
                rounds.add(round(point));
            } else {
                added.add(number - FIRST_ADDED);
            }
        }
        long last = rounds.iterator().next();
        assertThat(rounds).as("rounds of the points that each round rewrites").hasSize(1);
        if (acknowledged >= 0) {
            assertThat(last).isBetween(acknowledged, acknowledged + 1);
        }
        assertThat(added)
                .contains(LongStream.rangeClosed(Math.max(0, last - KEPT + 2), last)
                        .boxed()
                        .toArray(Long[]::new));
        assertThat(added).allMatch(round -> round >= last - KEPT - LEFT_BEHIND && round <= last);
    }

    private static long round(RetrievedPoint point) {
        return point.getPayloadOrThrow("round").getIntegerValue();
    }

    private static void assertWhole(RetrievedPoint point) {
        PointStruct written = point(point.getId().getNum(), round(point));
        assertThat(point.getPayloadMap()).isEqualTo(written.getPayloadMap());
        assertThat(point.getVectors().getVector().getDense().getDataList())
                .isEqualTo(written.getVectors().getVector().getDense().getDataList());
    }

    private static String collection(int writer) {
        return "writer " + writer;
    }

    private static PointStruct point(long number, long round) {
        List<Float> vector = IntStream.range(0, SIZE)
                .mapToObj(i -> (float) (number + round * i))
                .toList();
        return PointStruct.newBuilder()
                .setId(id(number))
                .setVectors(vectors(vector))
                .putAllPayload(Map.of("round", value(round), "text", value("x".repeat((int) (round % 100)))))
                .build();
    }

    static final class Writers {
        public static void main(String... arguments) {
            EmbeddedQdrant qdrant = EmbeddedQdrant.open(Path.of(arguments[0]));
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                new Thread(() -> write(qdrant.client(), number)).start();
            }
        }

        private static void write(QdrantClient client, int writer) {
            for (long round = next(client, writer); ; round++) {
                List<PointStruct> points = new ArrayList<>();
                for (int i = 0; i < REWRITTEN; i++) {
                    points.add(point(i, round));
                }
                points.add(point(FIRST_ADDED + round, round));
                done(client.upsertAsync(collection(writer), points));
                if (round >= KEPT) {
                    done(client.deleteAsync(collection(writer), outdated(round)));
                }
                KilledProcess.say(writer + " " + round);
            }
        }

        /** Those, too, that a process left behind when it was killed before it deleted them. */
        private static List<PointId> outdated(long round) {
            return LongStream.rangeClosed(Math.max(0, round - KEPT - LEFT_BEHIND), round - KEPT)
                    .mapToObj(each -> id(FIRST_ADDED + each))
                    .toList();
        }

        /** A collection without points was made by a process that was killed before its first round. */
        private static long next(QdrantClient client, int writer) {
            if (!done(client.collectionExistsAsync(collection(writer)))) {
                done(client.createCollectionAsync(collection(writer), params(SIZE, Distance.Dot)));
                done(client.createPayloadIndexAsync(
                        collection(writer), "round", PayloadSchemaType.Integer, null, true, null, null));
            }
            return Memories.all(client, collection(writer)).stream()
                            .filter(point -> point.getId().getNum() < FIRST_ADDED)
                            .mapToLong(KilledWriterTest::round)
                            .max()
                            .orElse(-1)
                    + 1;
        }
    }
}
