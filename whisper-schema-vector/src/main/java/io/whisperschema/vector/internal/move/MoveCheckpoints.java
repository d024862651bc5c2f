package io.whisperschema.vector.internal.move;

import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorsFactory.vectors;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.internal.move.CheckpointJson;
import io.whisperschema.move.Checkpoint;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.MovePhase;
import io.whisperschema.spi.Checkpoints;
import io.whisperschema.vector.internal.points.PointPages;
import io.whisperschema.vector.internal.points.PointUpserts;
import io.whisperschema.vector.internal.points.QdrantCalls;
import io.whisperschema.vector.internal.points.QdrantCalls.CallFailed;
import io.whisperschema.vector.internal.points.StateCollection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The checkpoints of a vector store: a collection with a point of the move, which comes last and tells that all others are
 * there, and one of each chunk. Its vectors mean nothing. Thread-safe, as far as the client is.
 */
public final class MoveCheckpoints implements Checkpoints {
    private static final PointId HEAD = uuid("move");
    private static final String DOES = "keep how the move stands";
    private static final String MOVE = "move";
    private static final String PASSAGE = "passage";
    private static final String CHUNK = "chunk";
    private static final String PLACE = "place";
    private static final String STATE = "state";
    private static final String ITEMS = "items";
    private static final String BYTES = "bytes";
    private static final String DETAIL = "detail";

    private final QdrantClient client;
    private final QdrantCalls calls;
    private volatile String current = "";

    /** Those of a server. */
    public MoveCheckpoints(QdrantClient client, QdrantCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    /** What is asked of the server. */
    private interface Asking<T> {
        T answer() throws CallFailed;
    }

    private <T> T kept(Asking<T> asking) {
        try {
            return asking.answer();
        } catch (CallFailed failure) {
            throw calls.unavailable(DOES, failure, PointsOnServer.GO_ON);
        }
    }

    @Override
    public Optional<Checkpoint> read() {
        return kept(() -> {
            Optional<Map<String, Value>> head = head();
            if (head.isEmpty()) {
                return Optional.empty();
            }
            CheckpointJson.Head told = CheckpointJson.head(text(head.get(), DETAIL));
            String move = text(head.get(), MOVE);
            current = move;
            return Optional.of(
                    new Checkpoint(move, told.request(), phase(head.get()), told.begun(), told.notes(), chunks(move)));
        });
    }

    private Optional<Map<String, Value>> head() throws CallFailed {
        return isThere() ? payload(HEAD) : Optional.empty();
    }

    private boolean isThere() throws CallFailed {
        return calls.answer(client.collectionExistsAsync(COLLECTION));
    }

    private Optional<Map<String, Value>> payload(PointId point) throws CallFailed {
        return calls
                .answer(client.retrieveAsync(
                        COLLECTION, point, /* withPayload= */ true, /* withVectors= */ false, null))
                .stream()
                .findFirst()
                .map(RetrievedPoint::getPayloadMap);
    }

    private List<ChunkState> chunks(String move) throws CallFailed {
        var chunks = new ArrayList<ChunkState>();
        var pages = PointPages.of(client, calls, COLLECTION);
        while (!pages.isAtEnd()) {
            for (RetrievedPoint point : pages.next()) {
                Map<String, Value> told = point.getPayloadMap();
                if (told.containsKey(PASSAGE) && text(told, MOVE).equals(move)) {
                    chunks.add(chunk(told));
                }
            }
        }
        chunks.sort(Comparator.comparing((ChunkState each) -> each.chunk().passage())
                .thenComparing(each -> each.chunk().number()));
        return chunks;
    }

    private static ChunkState chunk(Map<String, Value> told) {
        return CheckpointJson.state(
                new Chunk(text(told, PASSAGE), (int) number(told, CHUNK), text(told, PLACE)),
                ChunkState.State.valueOf(text(told, STATE).toUpperCase(Locale.ROOT)),
                number(told, ITEMS),
                number(told, BYTES),
                text(told, DETAIL));
    }

    private static MovePhase phase(Map<String, Value> head) {
        return MovePhase.valueOf(text(head, STATE).toUpperCase(Locale.ROOT));
    }

    private static String text(Map<String, Value> payload, String key) {
        return payload.getOrDefault(key, Value.getDefaultInstance()).getStringValue();
    }

    private static long number(Map<String, Value> payload, String key) {
        return payload.getOrDefault(key, Value.getDefaultInstance()).getIntegerValue();
    }

    @Override
    public void begin(Checkpoint fresh) {
        String begun = kept(() -> {
            Optional<Map<String, Value>> head = head();
            if (head.isEmpty()) {
                write(fresh);
                head = head();
            }
            return text(head.orElse(Map.of()), MOVE);
        });
        if (!begun.equals(fresh.move())) {
            throw unfinished(begun);
        }
        current = begun;
    }

    private void write(Checkpoint fresh) throws CallFailed {
        StateCollection.make(COLLECTION, client, calls);
        var upserts = new PointUpserts(client, calls, COLLECTION);
        for (ChunkState chunk : fresh.chunks()) {
            upserts.add(point(fresh.move(), chunk));
        }
        upserts.flush();
        upserts.add(head(fresh.move(), fresh.phase(), CheckpointJson.of(fresh)));
        upserts.flush();
    }

    private static PointStruct head(String move, MovePhase phase, String detail) {
        return PointStruct.newBuilder()
                .setId(HEAD)
                .setVectors(vectors(1f))
                .putPayload(MOVE, value(move))
                .putPayload(STATE, value(word(phase)))
                .putPayload(DETAIL, value(detail))
                .build();
    }

    private static PointStruct point(String move, ChunkState state) {
        Chunk chunk = state.chunk();
        return PointStruct.newBuilder()
                .setId(idOf(move, chunk))
                .setVectors(vectors(1f))
                .putPayload(MOVE, value(move))
                .putPayload(PASSAGE, value(chunk.passage()))
                .putPayload(CHUNK, value(chunk.number()))
                .putPayload(PLACE, value(chunk.range()))
                .putPayload(STATE, value(word(state.state())))
                .putPayload(ITEMS, value(state.rows()))
                .putPayload(BYTES, value(state.bytes()))
                .putPayload(DETAIL, value(CheckpointJson.of(state)))
                .build();
    }

    private static PointId idOf(String move, Chunk chunk) {
        return uuid(move + "/" + chunk.number() + "/" + chunk.passage());
    }

    private static PointId uuid(String name) {
        return id(UUID.nameUUIDFromBytes(("whisper-schema/" + name).getBytes(StandardCharsets.UTF_8)));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether somebody has copied a chunk.
     *
     * @throws MoveUnfinished if there is nothing of that chunk: somebody has begun the move anew
     */
    boolean isDone(Chunk chunk) {
        Optional<Map<String, Value>> told = kept(() -> isThere() ? payload(idOf(current, chunk)) : Optional.empty());
        return told.map(MoveCheckpoints::chunk)
                .orElseThrow(() -> unfinished(current))
                .isDone();
    }

    private MoveUnfinished unfinished(String move) {
        return new MoveUnfinished(
                calls.store(),
                move.isEmpty() ? "of before" : move,
                "Somebody else has begun it anew or ended it meanwhile. Let them finish, then move again.");
    }

    /** Remembers what became of a chunk. */
    void done(ChunkState state) {
        kept(() -> put(point(current, state)));
    }

    private boolean put(PointStruct point) throws CallFailed {
        var upserts = new PointUpserts(client, calls, COLLECTION);
        upserts.add(point);
        upserts.flush();
        return true;
    }

    @Override
    public void note(String move, String notes) {
        changeHead(move, head -> head(move, phase(head), CheckpointJson.withNotes(text(head, DETAIL), notes)));
    }

    @Override
    public void advance(String move, MovePhase from, MovePhase to) {
        changeHead(move, head -> head(move, phase(head) == from ? to : phase(head), text(head, DETAIL)));
    }

    /** What becomes of the point of the move. */
    private interface Changing {
        PointStruct of(Map<String, Value> head);
    }

    private void changeHead(String move, Changing changing) {
        kept(() -> {
            Optional<Map<String, Value>> head = ours(move);
            return head.isPresent() && put(changing.of(head.get()));
        });
    }

    private Optional<Map<String, Value>> ours(String move) throws CallFailed {
        return head().filter(head -> text(head, MOVE).equals(move));
    }

    @Override
    public void end(String move) {
        kept(() -> {
            if (ours(move).isPresent()) {
                calls.answer(client.deleteCollectionAsync(COLLECTION));
            }
            return move;
        });
    }

    @Override
    public void abandon(String move) {
        end(move);
    }
}
