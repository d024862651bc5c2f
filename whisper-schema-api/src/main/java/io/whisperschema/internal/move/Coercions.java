package io.whisperschema.internal.move;

import io.whisperschema.internal.json.Json;
import io.whisperschema.internal.move.FlawCounts.Mending;
import io.whisperschema.move.Chunk;
import io.whisperschema.move.Item;
import io.whisperschema.move.Passage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The lists of values that a move made to fit: of each its row's key, its column, what was wrong, what was done and what
 * it was before. A chunk's list is whole and on the disk before the chunk commits.
 */
final class Coercions {
    private final ChunkFiles files;

    Coercions(Path folder, String move) {
        files = new ChunkFiles(folder, move, ".coerced");
    }

    /** Whether a chunk's list is there, or a later one that holds what it held. */
    boolean has(Passage passage, Chunk chunk) {
        return files.has(passage, chunk);
    }

    /** The list of a chunk, which is begun anew. */
    Log log(Chunk chunk) {
        return new Log(files.file(chunk));
    }

    /** Makes one list of those of a table's chunks. */
    void join(Passage passage, List<Chunk> chunks) {
        String header = Json.object()
                .put("format", "whisper-schema/coerced")
                .put("version", 1)
                .put("move", files.move())
                .put("table", passage.source())
                .build()
                .compact();
        files.join(passage, chunks, header);
    }

    /** A list that is being written; there is a file only if something is in it. Not thread-safe. */
    static final class Log implements AutoCloseable {
        private final Path file;
        private Optional<Begun> begun = Optional.empty();

        private record Begun(Path fresh, FileChannel channel, OutputStream out) {}

        private Log(Path file) {
            this.file = file;
        }

        /** Adds what was done to an item. */
        void add(Passage passage, Item item, Originals originals, List<Mending> mendings) {
            try {
                for (Mending mending : mendings) {
                    byte[] line = line(passage, item, originals, mending).getBytes(StandardCharsets.UTF_8);
                    begun().out().write(line);
                }
            } catch (IOException e) {
                throw unwritten(e);
            }
        }

        private static String line(Passage passage, Item item, Originals originals, Mending mending) {
            return Json.object()
                            .put("key", RawJson.of(passage, passage.key(), originals, item))
                            .put("column", passage.fields().get(mending.field()).source())
                            .put("flaw", mending.flaw().name())
                            .put("by", mending.rule().map(Enum::name).orElse("AS_NULL"))
                            .put("value", RawJson.of(originals, item, mending.field()))
                            .build()
                            .compact()
                    + "\n";
        }

        private Begun begun() throws IOException {
            if (begun.isEmpty()) {
                Path fresh = ChunkFiles.begin(file);
                FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE);
                begun = Optional.of(
                        new Begun(fresh, channel, new BufferedOutputStream(Channels.newOutputStream(channel))));
            }
            return begun.get();
        }

        /** Puts the list on the disk, in the place of what is there. */
        void finish() {
            try {
                if (begun.isEmpty()) {
                    Files.deleteIfExists(file);
                } else {
                    begun.get().out().flush();
                    begun.get().channel().force(true);
                    begun.get().channel().close();
                    ChunkFiles.end(begun.get().fresh(), file);
                }
            } catch (IOException e) {
                throw unwritten(e);
            }
        }

        @Override
        public void close() {
            try {
                if (begun.isPresent()) {
                    begun.get().channel().close();
                }
            } catch (IOException e) {
                throw unwritten(e);
            }
        }

        private UncheckedIOException unwritten(IOException cause) {
            return new UncheckedIOException("the values that were made to fit cannot be written to " + file, cause);
        }
    }
}
