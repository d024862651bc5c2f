package io.whisperschema.cache.internal.move;

import io.whisperschema.cache.internal.entry.Entries;
import io.whisperschema.cache.internal.entry.EntryKey;
import io.whisperschema.error.MoveUnfinished;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonValue;
import io.whisperschema.internal.move.CheckpointJson;
import io.whisperschema.move.Checkpoint;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.MovePhase;
import io.whisperschema.spi.Checkpoints;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The checkpoint of a move into a cache: one key of ours in the cache itself, that does not expire. Caches lose what they hold,
 * but they lose this with what was moved: whoever finds no checkpoint begins anew and is right to.
 */
final class EntryCheckpoints implements Checkpoints {
    private static final EntryKey KEY_OF_MOVE = EntryKey.of(KEY);
    private static final String MOVE = "move";
    private static final String PHASE = "phase";
    private static final String HEAD = "head";
    private static final String CHUNK = "chunk ";

    private final Entries entries;
    private volatile String current = "";

    EntryCheckpoints(Entries entries) {
        this.entries = entries;
    }

    @Override
    public Optional<Checkpoint> read() {
        Map<String, String> fields = entries.remembered(KEY_OF_MOVE);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        String move = fields.getOrDefault(MOVE, "");
        CheckpointJson.Head head = CheckpointJson.head(fields.getOrDefault(HEAD, "{}"));
        current = move;
        return Optional.of(
                new Checkpoint(move, head.request(), phase(fields), head.begun(), head.notes(), chunks(fields)));
    }

    private static MovePhase phase(Map<String, String> fields) {
        return MovePhase.valueOf(fields.getOrDefault(PHASE, ""));
    }

    private static List<ChunkState> chunks(Map<String, String> fields) {
        return fields.entrySet().stream()
                .filter(each -> each.getKey().startsWith(CHUNK))
                .map(each -> chunk(each.getValue()))
                .sorted(Comparator.comparing((ChunkState each) -> each.chunk().passage())
                        .thenComparing(each -> each.chunk().number()))
                .toList();
    }

    private static ChunkState chunk(String text) {
        return JsonValue.root(Json.parse(text)).object(members -> {
            ChunkState state = CheckpointJson.state(
                    new Chunk(members.text("passage"), members.integer("number"), members.text("range")),
                    members.need("state").word(ChunkState.State.class),
                    members.need("items").whole(),
                    members.need("bytes").whole(),
                    members.text("detail"));
            members.rest();
            return state;
        });
    }

    private static String text(ChunkState state) {
        return Json.object()
                .put("passage", state.chunk().passage())
                .put("number", state.chunk().number())
                .put("range", state.chunk().range())
                .put("state", state.state())
                .put("items", state.rows())
                .put("bytes", state.bytes())
                .put("detail", CheckpointJson.of(state))
                .build()
                .compact();
    }

    private static String field(Chunk chunk) {
        return CHUNK + chunk.number() + " " + chunk.passage();
    }

    @Override
    public void begin(Checkpoint fresh) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(MOVE, fresh.move());
        fields.put(PHASE, fresh.phase().name());
        fields.put(HEAD, CheckpointJson.of(fresh));
        fresh.chunks().forEach(state -> fields.put(field(state.chunk()), text(state)));
        if (!entries.rememberFirst(KEY_OF_MOVE, fields)) {
            String begun = entries.remembered(KEY_OF_MOVE).getOrDefault(MOVE, "");
            if (!begun.equals(fresh.move())) {
                throw unfinished(begun);
            }
        }
        current = fresh.move();
    }

    private MoveUnfinished unfinished(String move) {
        return new MoveUnfinished(
                entries.store(),
                move.isEmpty() ? "of before" : move,
                "Somebody else has begun it anew or ended it meanwhile, or the cache was emptied. Let them finish,"
                        + " then move again.");
    }

    /**
     * Whether somebody has copied a chunk.
     *
     * @throws MoveUnfinished if there is nothing of that chunk: somebody has begun the move anew
     */
    boolean isDone(Chunk chunk) {
        return ours(current)
                .map(fields -> fields.get(field(chunk)))
                .map(EntryCheckpoints::chunk)
                .orElseThrow(() -> unfinished(current))
                .isDone();
    }

    private Optional<Map<String, String>> ours(String move) {
        return Optional.of(entries.remembered(KEY_OF_MOVE)).filter(fields -> move.equals(fields.get(MOVE)));
    }

    /** Remembers what became of a chunk. */
    void done(ChunkState state) {
        if (!entries.remember(KEY_OF_MOVE, Map.of(field(state.chunk()), text(state)))) {
            throw unfinished(current);
        }
    }

    @Override
    public void note(String move, String notes) {
        ours(move)
                .ifPresent(fields -> entries.remember(
                        KEY_OF_MOVE, Map.of(HEAD, CheckpointJson.withNotes(fields.getOrDefault(HEAD, "{}"), notes))));
    }

    @Override
    public void advance(String move, MovePhase from, MovePhase to) {
        ours(move)
                .filter(fields -> phase(fields) == from)
                .ifPresent(fields -> entries.remember(KEY_OF_MOVE, Map.of(PHASE, to.name())));
    }

    @Override
    public void end(String move) {
        if (ours(move).isPresent()) {
            entries.forget(KEY_OF_MOVE);
        }
    }

    @Override
    public void abandon(String move) {
        end(move);
    }
}
