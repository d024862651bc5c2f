package io.whisperschema.internal.move;

import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonMembers;
import io.whisperschema.internal.json.JsonValue;
import io.whisperschema.move.Applied;
import io.whisperschema.move.Checkpoint;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.ChunkState;
import io.whisperschema.move.Parts;
import io.whisperschema.move.Rule;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a checkpoint says beyond its columns, as JSON, version 1. Keys that this release does not know are kept. */
public final class CheckpointJson {
    private static final String FORMAT = "whisper-schema/checkpoint";
    private static final int VERSION = 1;
    private static final String NOTES = "notes";

    private CheckpointJson() {}

    /**
     * What is said of a move as a whole.
     *
     * @param request what decides what is moved and how
     * @param begun when it began
     * @param notes what its mover has to remember
     */
    public record Head(String request, Instant begun, String notes) {}

    /** The text of what is said of a move as a whole. */
    public static String of(Checkpoint checkpoint) {
        return Json.object()
                .put("format", FORMAT)
                .put("version", VERSION)
                .put("request", checkpoint.request())
                .put("begun", checkpoint.begun().toString())
                .put(NOTES, checkpoint.notes())
                .build()
                .compact();
    }

    /**
     * The head that a text tells.
     *
     * @throws UnreadableDocument if a later release has written it
     */
    public static Head head(String text) {
        return JsonValue.root(Json.parse(text)).object(members -> {
            requireKnown(members);
            var head = new Head(members.text("request"), moment(members.need("begun")), members.text(NOTES));
            members.rest();
            return head;
        });
    }

    private static void requireKnown(JsonMembers members) {
        JsonValue format = members.need("format");
        if (!format.text().equals(FORMAT)) {
            throw format.refused("it is no " + FORMAT);
        }
        JsonValue version = members.need("version");
        if (version.integer() != VERSION) {
            throw version.refused("this release reads checkpoints of version " + VERSION
                    + "; finish the move with the release that began it");
        }
    }

    private static Instant moment(JsonValue value) {
        try {
            return Instant.parse(value.text());
        } catch (DateTimeException unread) {
            throw new UnreadableDocument(value.path(), "a moment is expected", unread);
        }
    }

    /** The text of a head with other notes. */
    public static String withNotes(String head, String notes) {
        return JsonValue.root(Json.parse(head)).object(members -> {
            Map<String, Json> changed = new LinkedHashMap<>();
            members.rest().forEach((key, value) -> changed.put(key, value.json()));
            changed.put(NOTES, Json.of(notes));
            return new Json.Members(changed).compact();
        });
    }

    /** The text of what is said of a chunk beyond what a store finds it by. */
    public static String of(ChunkState state) {
        return Json.object()
                .put("parts", state.parts().text())
                .put("rejected", state.rejected())
                .put("left_out", state.leftOut())
                .put("coerced", coerced(state.coerced()))
                .build()
                .compact();
    }

    private static Json coerced(Map<Applied, Long> counts) {
        return Json.items(
                counts.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(
                                Comparator.comparing(Applied::column).thenComparing(Applied::rule)))
                        .toList(),
                entry -> Json.object()
                        .put("column", entry.getKey().column())
                        .put("rule", entry.getKey().rule())
                        .put("count", entry.getValue())
                        .build());
    }

    /**
     * The state of a chunk of which a text tells.
     *
     * @throws UnreadableDocument if a later release has written it
     */
    public static ChunkState state(Chunk chunk, ChunkState.State state, long rows, long bytes, String text) {
        return JsonValue.root(Json.parse(text)).object(members -> {
            var read = new ChunkState(
                    chunk,
                    state,
                    rows,
                    bytes,
                    members.need("rejected").whole(),
                    members.need("left_out").whole(),
                    coerced(members),
                    Parts.of(members.text("parts")));
            members.rest();
            return read;
        });
    }

    private static Map<Applied, Long> coerced(JsonMembers members) {
        Map<Applied, Long> counts = new LinkedHashMap<>();
        members.list("coerced", value -> value.object(CheckpointJson::counted))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    private static Map.Entry<Applied, Long> counted(JsonMembers members) {
        var applied = new Applied(members.text("column"), members.need("rule").word(Rule.class));
        return Map.entry(applied, members.need("count").whole());
    }
}
