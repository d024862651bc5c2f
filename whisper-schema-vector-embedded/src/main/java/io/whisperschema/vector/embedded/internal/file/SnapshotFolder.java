package io.whisperschema.vector.embedded.internal.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.whisperschema.vector.embedded.EmbeddedStoreException;
import io.whisperschema.vector.embedded.Snapshot;
import io.whisperschema.vector.embedded.internal.file.SnapshotFile.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * The folder of a store's snapshots: full ones in it, those of a collection in a folder of the collection below. There is
 * no list but the folder itself. A name that somebody gives is only compared with those that are in there, so that it
 * leads nowhere else, whatever it is. Thread-safe.
 */
public final class SnapshotFolder {

    private static final String SNAPSHOT = ".snapshot";
    private static final String MAKING = "snapshot-";
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Names that mean the same on every file system, also on those that do not tell upper from lower case. */
    private static final Pattern PLAIN =
            Pattern.compile("(?!(con|prn|aux|nul|com\\d|lpt\\d)$)[a-z0-9_][a-z0-9_-]{0,99}");

    private static final int LONGEST = 100;

    private final Path root;
    private final Clock clock;

    /** At a path where nothing needs to be. */
    public SnapshotFolder(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    /** Where it is. */
    public Path path() {
        return root;
    }

    /** The snapshots of a collection, the oldest first. */
    public List<Snapshot> of(String collection) {
        return list(folderOf(collection));
    }

    /** The full snapshots, the oldest first. */
    public List<Snapshot> full() {
        return list(root);
    }

    private static List<Snapshot> list(Path folder) {
        List<Snapshot> snapshots = new ArrayList<>();
        try {
            for (Path file : filesIn(folder, "*" + SNAPSHOT)) {
                try {
                    snapshots.add(describe(file));
                } catch (NoSuchFileException e) {
                    continue; // Deleted at this moment.
                }
            }
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        snapshots.sort(Comparator.comparing(Snapshot::created).thenComparing(Snapshot::name));
        return snapshots;
    }

    private static List<Path> filesIn(Path folder, String glob) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
                for (Path entry : entries) {
                    if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                        files.add(entry);
                    }
                }
            }
        }
        return files;
    }

    private static EmbeddedStoreException unreadable(Path folder, IOException e) {
        return new EmbeddedStoreException.Unavailable("the snapshots in " + folder + " cannot be read: " + e, e);
    }

    private static Snapshot describe(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Path checksum = checksumOf(file);
        return new Snapshot(
                file.getFileName().toString(),
                file,
                attributes.lastModifiedTime().toInstant(),
                attributes.size(),
                Files.exists(checksum) ? Optional.of(Files.readString(checksum).strip()) : Optional.empty());
    }

    private static Path checksumOf(Path file) {
        return file.resolveSibling(file.getFileName() + SnapshotFile.CHECKSUM);
    }

    /** Removes a snapshot of a collection. Whether there was one of that name. */
    public boolean delete(String collection, String name) {
        return delete(of(collection), name);
    }

    /** Removes a full snapshot. Whether there was one of that name. */
    public boolean deleteFull(String name) {
        return delete(full(), name);
    }

    private static boolean delete(List<Snapshot> snapshots, String name) {
        Optional<Snapshot> found = snapshots.stream()
                .filter(snapshot -> snapshot.name().equals(name))
                .findFirst();
        try {
            boolean deleted =
                    found.isPresent() && Files.deleteIfExists(found.get().path());
            if (deleted) {
                Files.deleteIfExists(checksumOf(found.get().path()));
                NewFile.forceFolder(found.get().path().getParent());
            }
            return deleted;
        } catch (IOException e) {
            throw new EmbeddedStoreException.Unavailable("a snapshot could not be deleted: " + e, e);
        }
    }

    /** Makes a snapshot of a collection. It is in the folder once it is whole and on the disk. */
    public Snapshot make(String collection, Consumer<Consumer<List<Change>>> content) {
        String readable = readable(collection);
        return make(
                folderOf(collection),
                Kind.COLLECTION,
                content,
                time -> number -> readable + "-" + number + "-" + time + SNAPSHOT);
    }

    /** Makes a snapshot of all there is; otherwise like {@link #make}. */
    public Snapshot makeFull(Consumer<Consumer<List<Change>>> content) {
        return make(
                root,
                Kind.FULL,
                content,
                time -> number -> "full-snapshot-" + time + (number == 1 ? "" : "-" + number) + SNAPSHOT);
    }

    private interface Names {
        /** The name of a moment's first, second, … snapshot */
        IntFunction<String> at(String time);
    }

    private Snapshot make(Path folder, Kind kind, Consumer<Consumer<List<Change>>> content, Names names) {
        try {
            createFolders(folder);
            Path made = Files.createTempFile(folder, MAKING, NewFile.SUFFIX);
            Path checksum = Files.createTempFile(folder, MAKING, NewFile.SUFFIX);
            try {
                Instant taken = SnapshotFile.write(made, kind, clock, content);
                Files.setLastModifiedTime(made, FileTime.from(taken));
                Files.writeString(checksum, Digests.ofFile(made));
                NewFile.force(checksum);
                return describe(named(made, checksum, names.at(SECONDS.format(taken))));
            } finally {
                Files.deleteIfExists(made);
                Files.deleteIfExists(checksum);
            }
        } catch (IOException | SQLException e) {
            throw new EmbeddedStoreException.Unavailable(
                    "a snapshot could not be written to " + folder + ": " + e.getMessage() + ". There is none of it.",
                    e);
        }
    }

    private void createFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            NewFile.forceFolder(root);
            Path parent = root.toAbsolutePath().getParent();
            if (parent != null) {
                NewFile.forceFolder(parent);
            }
        }
    }

    /** The digest comes first and takes the name: no snapshot is ever without it. */
    private static Path named(Path made, Path checksum, IntFunction<String> names) throws IOException {
        for (int number = 1; ; number++) {
            Path snapshot = made.resolveSibling(names.apply(number));
            if (Files.notExists(snapshot, LinkOption.NOFOLLOW_LINKS)) {
                try {
                    NewFile.name(checksum, checksumOf(snapshot));
                } catch (FileAlreadyExistsException e) {
                    continue; // Another one of the same second, or what a killed process left of one.
                }
                NewFile.name(made, snapshot);
                return snapshot;
            }
        }
    }

    /**
     * Removes what processes left that were killed while they made a snapshot. Nobody may be making one.
     */
    public void sweep() {
        try {
            List<Path> garbage = new ArrayList<>(filesIn(root, MAKING + "*" + NewFile.SUFFIX));
            if (Files.isDirectory(root)) {
                try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, Files::isDirectory)) {
                    for (Path folder : folders) {
                        garbage.addAll(filesIn(folder, MAKING + "*" + NewFile.SUFFIX));
                    }
                }
            }
            for (Path file : garbage) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw unreadable(root, e);
        }
    }

    /** A name that is not plain has the beginning of its SHA-256 behind it, and a sign that no plain name has. */
    private Path folderOf(String collection) {
        return root.resolve(
                PLAIN.matcher(collection).matches()
                        ? collection
                        : readable(collection).toLowerCase(Locale.ROOT) + "~"
                                + HexFormat.of().formatHex(Digests.sha256().digest(collection.getBytes(UTF_8)), 0, 8));
    }

    private static String readable(String collection) {
        String readable = collection.replaceAll("^\\.|[^A-Za-z0-9_. -]", "_");
        return readable.length() <= LONGEST ? readable : readable.substring(0, LONGEST);
    }
}
