package io.whisperschema.vector.internal.chroma;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The folder of one vector segment, of which only plain files are opened. */
final class IndexFolder {
    static final String HEADER = "header.bin";
    static final String ELEMENTS = "data_level0.bin";
    static final String LENGTHS = "length.bin";
    static final String LABELS = "index_metadata.pickle";

    private static final long LARGEST_LABELS = 1L << 31;

    private final Path path;

    private IndexFolder(Path path) {
        this.path = path;
    }

    /** The segment's folder, there or not. */
    static IndexFolder of(Path root, String segment) throws ChromaFault {
        ChromaFault.unless(
                ChromaIds.written(segment).isPresent(),
                "the name of a segment is no UUID, so it is no folder's name either");
        return new IndexFolder(root.resolve(segment));
    }

    /** What must not change while it is read. */
    List<Path> watched() {
        return List.of(path.resolve(HEADER), path.resolve(ELEMENTS), path.resolve(LENGTHS), path.resolve(LABELS));
    }

    /** Whether the server has written an index there; before, all vectors are in its log. */
    boolean holdsIndex() throws ChromaFault {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        ChromaFault.unless(
                Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS), "%s is no plain folder", path.getFileName());
        return Files.exists(path.resolve(LABELS), LinkOption.NOFOLLOW_LINKS);
    }

    HnswHeader header() throws IOException {
        try (FileChannel file = open(HEADER)) {
            return header(file);
        }
    }

    private HnswHeader header(FileChannel file) throws IOException {
        try {
            return HnswHeader.of(Channels.newInputStream(file).readNBytes(HnswHeader.BYTES + 1));
        } catch (ChromaFault fault) {
            throw in(HEADER, fault);
        }
    }

    Map<Object, @Nullable Object> labels(long mostEntries) throws IOException {
        try (FileChannel file = open(LABELS)) {
            return labels(file, mostEntries);
        }
    }

    private Map<Object, @Nullable Object> labels(FileChannel file, long mostEntries) throws IOException {
        try {
            ChromaFault.unless(file.size() <= LARGEST_LABELS, "it has more than %d bytes", LARGEST_LABELS);
            return PlainPickle.read(
                    new BufferedInputStream(Channels.newInputStream(file), 1 << 16), file.size(), mostEntries);
        } catch (ChromaFault fault) {
            throw in(LABELS, fault);
        }
    }

    FileChannel open(String name) throws IOException {
        Path file = path.resolve(name);
        ChromaFault.unless(
                Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS),
                "%s of index %s is missing, or no plain file",
                name,
                path.getFileName());
        return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    static void requireSize(String name, FileChannel file, long least) throws IOException {
        ChromaFault.unless(file.size() >= least, "%s has %d bytes, its header wants %d", name, file.size(), least);
    }

    private ChromaFault in(String name, ChromaFault fault) {
        return new ChromaFault("%s of index %s: %s".formatted(name, path.getFileName(), fault.getMessage()));
    }
}
