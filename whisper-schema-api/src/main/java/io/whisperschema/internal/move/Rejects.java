package io.whisperschema.internal.move;

import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.json.JsonObject;
import io.whisperschema.internal.json.JsonValue;
import io.whisperschema.internal.move.RowFlaws.Found;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.Field;
import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The files of rejected rows of one move. A chunk's file is whole and on the disk before the chunk commits, so a chunk that
 * is copied again writes the same file again; in the end the files of a table become one.
 */
final class Rejects {
    private static final String FORMAT = "whisper-schema/rejects";

    private final ChunkFiles files;

    Rejects(Path folder, String move) {
        files = new ChunkFiles(folder, move, "");
    }

    /** The line of a row as it was before it was settled. */
    static String line(Passage passage, Item item, Originals originals, Found why) {
        String column = why.field() < 0 ? "" : passage.fields().get(why.field()).source();
        JsonObject line = Json.object()
                .put("key", RawJson.of(passage, passage.key(), originals, item))
                .put("column", column)
                .put("flaw", why.flaw().name());
        if (why.field() >= 0) {
            line.put("value", RawJson.of(originals, item, why.field()));
        }
        List<Integer> all = IntStream.range(0, passage.fields().size()).boxed().toList();
        return line.put("row", RawJson.of(passage, all, originals, item))
                .build()
                .compact();
    }

    /** The file in which a table's rejected rows are in the end. */
    Path file(Passage passage) {
        return files.file(passage);
    }

    /** Whether a chunk's file is there, or a later one that holds its rows. */
    boolean has(Passage passage, Chunk chunk) {
        return files.has(passage, chunk);
    }

    /** Puts the lines of a chunk on the disk, in the place of what is there. */
    void write(Chunk chunk, List<String> lines) {
        Path file = files.file(chunk);
        try {
            if (lines.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                ChunkFiles.replace(file, String.join("\n", lines) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the rejected rows cannot be written to " + file, e);
        }
    }

    /** Makes one file of those of a table's chunks; does nothing where there are none. */
    void join(Passage passage, List<Chunk> chunks) {
        files.join(passage, chunks, header(passage));
    }

    private String header(Passage passage) {
        return Json.object()
                .put("format", FORMAT)
                .put("version", 1)
                .put("move", files.move())
                .put("table", passage.source())
                .put("key", Json.texts(passage.key().isEmpty() ? List.of() : names(passage.keyFields())))
                .put("columns", Json.texts(names(passage.fields())))
                .build()
                .compact();
    }

    private static List<String> names(List<Field> fields) {
        return fields.stream().map(Field::source).toList();
    }

    /** Refuses a file that is none of rejects, or one of a later release. */
    static void requireHeader(Path file, String line) {
        var header = JsonValue.root(Json.parse(line));
        boolean known = header.json() instanceof Json.Members members
                && Json.of(FORMAT).equals(members.members().get("format"))
                && Json.of(1).equals(members.members().get("version"));
        if (!known) {
            throw header.refused(file.getFileName() + " does not begin as a file of rejects of version 1");
        }
    }

    /** The lines of a table's file; none where there is no file. */
    static List<String> read(Path file) {
        try {
            return Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("the rejected rows cannot be read from " + file, e);
        }
    }
}
