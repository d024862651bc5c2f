package io.whisperschema.internal.move;

import io.whisperschema.move.Chunk;
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
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of JSON lines beside a move: one for each chunk, in the end one for each table. They hold values, so where the file
 * system can, only their owner reads them.
 *
 * @param folder where they are
 * @param move the move's id
 * @param kind what ends a table's name in the names of its files
 */
record ChunkFiles(Path folder, String move, String kind) {
    private static final String ENDING = ".jsonl";
    private static final String JOINED = ".joined";

    /** The file in which a table's lines are in the end. */
    Path file(Passage passage) {
        return folder.resolve(fileName(passage.source()) + kind + ENDING);
    }

    /** Whether a chunk's file is there, or a later one that holds its lines. */
    boolean has(Passage passage, Chunk chunk) {
        return Files.exists(file(chunk)) || Files.exists(file(passage));
    }

    /** The file of a chunk. */
    Path file(Chunk chunk) {
        return folder(chunk.passage()).resolve(chunk.number() + ENDING);
    }

    private Path folder(String passage) {
        return folder.resolve(move).resolve(fileName(passage) + kind);
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

    /**
     * Makes one file of those of a table's chunks, behind a header; does nothing where there are none. May be repeated
     * wherever it was stopped: the chunks' files go all at once, by their folder's name.
     */
    void join(Passage passage, List<Chunk> chunks, String header) {
        Path file = file(passage);
        Path parts = folder(passage.target());
        Path joined = parts.resolveSibling(parts.getFileName() + JOINED);
        try {
            delete(joined);
            List<Path> there =
                    chunks.stream().map(this::file).filter(Files::exists).toList();
            if (!there.isEmpty()) {
                join(there, header, file);
                Files.move(parts, joined, StandardCopyOption.ATOMIC_MOVE);
                delete(joined);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("lines of " + passage.source() + " cannot be written to " + file, e);
        }
    }

    private static void join(List<Path> parts, String header, Path file) throws IOException {
        Path fresh = begin(file);
        try (FileChannel all = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            write(all, header + "\n");
            for (Path part : parts) {
                try (FileChannel one = FileChannel.open(part, StandardOpenOption.READ)) {
                    long size = one.size();
                    for (long at = 0; at < size; ) {
                        at += one.transferTo(at, size - at, all);
                    }
                }
            }
            all.force(true);
        }
        end(fresh, file);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    /** Puts a text on the disk in the place of a file: all of it or nothing. */
    static void replace(Path file, String text) throws IOException {
        Path fresh = begin(file);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            write(channel, text);
            channel.force(true);
        }
        end(fresh, file);
    }

    /** An empty file that is going to take a file's place. */
    static Path begin(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(fresh);
        return Files.createFile(fresh, ownerOnly());
    }

    /** Lets it take that place; it is on the disk by then. */
    static void end(Path fresh, Path file) throws IOException {
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
