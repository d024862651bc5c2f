package io.whisperschema.vector.internal.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.whisperschema.internal.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An export in the making: in a folder {@code ….new} beside the one that it becomes when all of it is on the disk. Whoever dies
 * meanwhile leaves that one, which the next export to the same place begins anew. One at a time makes it.
 */
public final class NewExport implements AutoCloseable {
    private static final Set<String> OTHERS = Set.of(ExportFolder.MANIFEST, ExportFolder.SUMS);

    private final Path folder;
    private final Path made;
    private final Path lockFile;
    private final FileChannel lock;
    private int files;

    private NewExport(Path folder) throws IOException {
        this.folder = folder;
        made = beside(folder, ".new");
        lockFile = beside(folder, ".lock");
        lock = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static Path beside(Path folder, String suffix) {
        return folder.resolveSibling(folder.getFileName() + suffix);
    }

    /**
     * Begins one that is to be in that folder, which is not there yet.
     *
     * @throws io.whisperschema.error.StoreUnavailable if it is there, or if somebody is at it already
     */
    public static NewExport in(Path folder) {
        Path place = folder.toAbsolutePath().normalize();
        refuseWhatIsThere(place);
        try {
            Files.createDirectories(place.getParent());
            var begun = new NewExport(place);
            try {
                begun.takeAlone();
                return begun;
            } catch (IOException | RuntimeException failure) {
                begun.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw ExportFault.unwritable(place, failure);
        }
    }

    private static void refuseWhatIsThere(Path place) {
        if (place.getParent() == null || Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw ExportFault.refused(
                    "does not write to " + place + ": it is there already. Name a folder that is not there.");
        }
    }

    private void takeAlone() throws IOException {
        if (!isAlone()) {
            throw ExportFault.refused("does not write to " + folder + ": another one is at it.");
        }
        refuseWhatIsThere(folder);
        clear();
        Files.createDirectory(made);
    }

    private boolean isAlone() throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    /** What is not ours is not deleted. */
    private void clear() throws IOException {
        if (!Files.exists(made, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> left;
        try (Stream<Path> listed = Files.list(made)) {
            left = listed.toList();
        }
        if (!left.stream().allMatch(NewExport::isOurs)) {
            throw ExportFault.refused("does not write to " + made + ": there is something else in it.");
        }
        for (Path file : left) {
            Files.delete(file);
        }
        Files.delete(made);
    }

    private static boolean isOurs(Path file) {
        String name = String.valueOf(file.getFileName());
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && (PointFile.isName(name) || OTHERS.contains(name));
    }

    /** Begins the file of the next collection. */
    public PointWriter nextFile() {
        files++;
        return PointWriter.create(made.resolve(PointFile.name(files)));
    }

    /** What that writer wrote to the file that was begun last. */
    public ExportedFile file(PointWriter.Written written) {
        return new ExportedFile(
                PointFile.name(files), written.points(), written.bytes(), written.sha256(), written.digest());
    }

    /** Ends it: it is whole, on the disk and in its place then. */
    public ExportFolder end(ExportManifest manifest) {
        byte[] text = manifest.json().getBytes(UTF_8);
        String id = Sha256.hex(text);
        try {
            write(ExportFolder.SUMS, ExportFolder.sums(manifest, id).getBytes(UTF_8));
            write(ExportFolder.MANIFEST, text);
            force(made);
            Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
            force(requireNonNull(folder.getParent()));
            Files.deleteIfExists(lockFile);
            return new ExportFolder(folder, manifest, id);
        } catch (IOException failure) {
            throw ExportFault.unwritable(folder, failure);
        }
    }

    private void write(String name, byte[] bytes) throws IOException {
        try (FileChannel file =
                FileChannel.open(made.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (var left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
                file.write(left);
            }
            file.force(true);
        }
    }

    /** The names in a folder are on the disk then; Windows, which opens no folders, sees to that itself. */
    private static void force(Path folder) {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException onWindows) {
            return;
        }
    }

    /** Lets others begin. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failure) {
            throw ExportFault.unwritable(lockFile, failure);
        }
    }
}
