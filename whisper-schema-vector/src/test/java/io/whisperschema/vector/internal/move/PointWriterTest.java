package io.whisperschema.vector.internal.move;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.move.Checkpoint;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.Item;
import io.whisperschema.move.MovePhase;
import io.whisperschema.move.Passage;
import io.whisperschema.vector.embedded.EmbeddedQdrant;
import io.whisperschema.vector.internal.points.QdrantCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A writer that is away within a chunk while another goes on with the move. */
class PointWriterTest {
    private static final int A_REQUEST = 256;
    private static final Passage NOTES = PointItems.passage("notes", "notes");
    private static final Chunk CHUNK = new Chunk("notes", 0, "..");

    private final EmbeddedQdrant qdrant = EmbeddedQdrant.inMemory();
    private final QdrantClient client = qdrant.client();
    private final QdrantCalls calls = QdrantCalls.reading("qdrant");
    private final MoveCheckpoints checkpoints = new MoveCheckpoints(client, calls);
    private long nanos;
    private final PointWriter writer = new PointWriter(client, calls, checkpoints, () -> nanos);

    @BeforeEach
    void begin() throws Exception {
        client.createCollectionAsync(
                        "notes",
                        VectorParams.newBuilder()
                                .setSize(1)
                                .setDistance(Distance.Euclid)
                                .build())
                .get();
        checkpoints.begin(new Checkpoint(
                "one", "request", MovePhase.COPYING, Instant.EPOCH, "{}", List.of(ChunkState.pending(CHUNK))));
        writer.begin(NOTES, CHUNK);
        write(writer, 1, A_REQUEST + 44);
    }

    @AfterEach
    void close() {
        qdrant.close();
    }

    private static void write(PointWriter writer, int from, int to) {
        var items = new PointItems();
        var item = new Item(3);
        for (int number = from; number <= to; number++) {
            item.clear();
            items.put(item, id(number), vectors(1f), Map.of("text", value("moved")));
            writer.write(item);
        }
    }

    /** Another copies the rest of the chunk, and a client writes one of its points then. */
    private void goneOnWithByAnother() throws Exception {
        var other = new MoveCheckpoints(client, calls);
        other.read();
        var copying = new PointWriter(client, calls, other);
        copying.begin(NOTES, CHUNK);
        write(copying, 1, A_REQUEST + 44);
        copying.commit(new ChunkState(
                CHUNK,
                ChunkState.State.DONE,
                300,
                300,
                0,
                0,
                Map.of(),
                ChunkState.pending(CHUNK).parts()));
        client.setPayloadAsync("notes", newer(), id(A_REQUEST + 1), true, null, null)
                .get();
        nanos += Duration.ofMinutes(1).toNanos();
    }

    private static Map<String, Value> newer() {
        return Map.of("text", value("newer"));
    }

    private void assertNothingTakenBack() throws Exception {
        assertThat(client.retrieveAsync("notes", id(A_REQUEST + 1), null)
                        .get()
                        .get(0)
                        .getPayloadMap())
                .isEqualTo(newer());
    }

    @Test
    void takesNothingBackThatWasWrittenSinceAnotherCopiedTheChunk() throws Exception {
        goneOnWithByAnother();

        write(writer, A_REQUEST + 45, 3 * A_REQUEST);
        writer.commit(ChunkState.pending(CHUNK));

        assertNothingTakenBack();
        assertThat(client.countAsync("notes").get()).isEqualTo(A_REQUEST + 44);
        assertThat(checkpoints.isDone(CHUNK)).isTrue();
    }

    @Test
    void takesNothingBackThatWasWrittenSinceAnotherEndedTheMove() throws Exception {
        goneOnWithByAnother();
        new MoveCheckpoints(client, calls).end("one");

        assertThatThrownBy(() -> writer.commit(ChunkState.pending(CHUNK)))
                .isInstanceOf(MoveUnfinished.class)
                .hasMessageContaining("ended it meanwhile");

        assertNothingTakenBack();
    }
}
