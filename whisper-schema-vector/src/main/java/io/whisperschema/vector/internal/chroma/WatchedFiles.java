package io.whisperschema.vector.internal.chroma;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files that have to stay as they are while they are read. */
final class WatchedFiles {
    private final Map<Path, Optional<State>> states = new LinkedHashMap<>();

    /** What shows that a file was written or replaced. */
    private record State(long size, FileTime written, Optional<Object> identity) {}

    void add(List<Path> files) throws IOException {
        for (Path file : files) {
            states.put(file, state(file));
        }
    }

    void requireUnchanged() throws IOException {
        for (Map.Entry<Path, Optional<State>> entry : states.entrySet()) {
            ChromaFault.unless(
                    entry.getValue().equals(state(entry.getKey())),
                    "%s changed while it was read: the folder is in use. End ChromaDB and read again",
                    entry.getKey().getFileName());
        }
    }

    private static Optional<State> state(Path file) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new State(
                    attributes.size(), attributes.lastModifiedTime(), Optional.ofNullable(attributes.fileKey())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
