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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The files of rejected rows of one move. A chunk's file is whole and on the disk before the chunk commits, so a chunk that
 * is copied again writes the same file again; in the end the files of a table become one. They hold rows, so where the
 * file system can, only their owner reads them.
 */
final class Rejects {
    private static final String FORMAT = "whisper-schema/rejects";
    private static final String ENDING = ".jsonl";

    private final Path folder;
    private final String move;

    Rejects(Path folder, String move) {
        this.folder = folder;
        this.move = move;
    }

    /** The line of a row as it was before it was settled. */
    static String line(Passage passage, Item item, Originals originals, Found why) {
        String column = why.field() < 0 ? "" : passage.fields().get(why.field()).source();
        JsonObject line = Json.object()
                .put("key", values(passage, item, originals, passage.key()))
                .put("column", column)
                .put("flaw", why.flaw().name());
        if (why.field() >= 0) {
            line.put("value", RawJson.of(originals, item, why.field()));
        }
        List<Integer> all = java.util.stream.IntStream.range(0, passage.fields().size())
                .boxed()
                .toList();
        return line.put("row", values(passage, item, originals, all)).build().compact();
    }

    private static Json values(Passage passage, Item item, Originals originals, List<Integer> places) {
        JsonObject values = Json.object();
        for (int place : places) {
            values.put(passage.fields().get(place).source(), RawJson.of(originals, item, place));
        }
        return values.build();
    }

    /** The file in which a table's rejected rows are in the end. */
    Path file(Passage passage) {
        return folder.resolve(fileName(passage.source()) + ENDING);
    }

    private Path chunkFile(Chunk chunk) {
        return folder.resolve(move).resolve(fileName(chunk.passage())).resolve(chunk.number() + ENDING);
    }

    /** A table's name as a file's: what any file system takes is as it is. */
    private static String fileName(String table) {
        var name = new StringBuilder();
        for (byte each : table.getBytes(StandardCharsets.UTF_8)) {
            name.append(
                    isPlain(each)
                            ? String.valueOf((char) each)
                            : "%" + HexFormat.of().toHexDigits(each));
        }
        return name.toString();
    }

    private static boolean isPlain(byte character) {
        return (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || character == '_'
                || character == '-';
    }

    /** Whether a chunk's file is there, or a later one that holds its rows. */
    boolean has(Passage passage, Chunk chunk) {
        return Files.exists(chunkFile(chunk)) || Files.exists(file(passage));
    }

    /** Puts the lines of a chunk on the disk, in the place of what is there. */
    void write(Chunk chunk, List<String> lines) {
        Path file = chunkFile(chunk);
        try {
            if (lines.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                replace(file, String.join("\n", lines) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the rejected rows cannot be written to " + file, e);
        }
    }

    /** Makes one file of those of a table's chunks; does nothing where there are none. */
    void join(Passage passage, List<Chunk> chunks) {
        List<Path> parts =
                chunks.stream().map(this::chunkFile).filter(Files::exists).toList();
        if (parts.isEmpty()) {
            return;
        }
        Path file = file(passage);
        try {
            var text = new StringBuilder(header(passage)).append('\n');
            for (Path part : parts) {
                text.append(Files.readString(part));
            }
            replace(file, text.toString());
            for (Path part : parts) {
                Files.delete(part);
            }
            Files.deleteIfExists(chunkFile(chunks.get(0)).getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("the rejected rows cannot be written to " + file, e);
        }
    }

    private String header(Passage passage) {
        return Json.object()
                .put("format", FORMAT)
                .put("version", 1)
                .put("move", move)
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

    /** Puts a text on the disk in the place of a file: all of it or nothing. */
    static void replace(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (FileChannel channel = FileChannel.open(Files.createFile(part, ownerOnly()), StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
