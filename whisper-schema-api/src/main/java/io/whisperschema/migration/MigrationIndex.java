package io.whisperschema.migration;

import static java.util.Objects.requireNonNull;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.internal.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The file {@value #NAME} beside the migrations of a folder, written when a host is built: what
 * {@link Migrations#onClassPath} finds them by without searching, and what a start compares a database with without
 * reading them.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class MigrationIndex {
    /** What the file is called. */
    public static final String NAME = "whisper-schema.index";

    static final String REMEDY = "Write the index when you build: java -cp CLASSPATH"
            + " io.whisperschema.migration.MigrationIndex FOLDER, or MigrationIndex.of(folder).write().";

    private static final List<DialectName> DIALECTS = List.of(DialectName.POSTGRES, DialectName.SQLITE);

    private final Path folder;
    private final IndexText content;

    private MigrationIndex(Path folder, IndexText content) {
        this.folder = folder;
        this.content = content;
    }

    /** Writes the index of each of these folders. */
    public static void main(String... folders) {
        for (String folder : folders) {
            System.out.println("wrote " + of(Path.of(folder)).write());
        }
    }

    /**
     * The index that the files of a folder ask for, whatever is written there.
     *
     * @throws InvalidMigration if a file cannot be read, or the set is none
     */
    public static MigrationIndex of(Path folder) {
        Map<String, byte[]> files = MigrationFolder.files(requireNonNull(folder));
        Migrations migrations = Migrations.of(MigrationFiles.set(files));
        List<Migration> all = Stream.concat(migrations.inOrder().stream(), migrations.repeatable().stream())
                .toList();
        var digests = IndexText.noDigests();
        for (DialectName dialect : DIALECTS) {
            if (all.stream().allMatch(one -> one.up().in(dialect).isPresent())) {
                digests.put(dialect, migrations.digest(dialect));
            }
        }
        var sums = new TreeMap<String, String>();
        files.forEach((name, bytes) -> sums.put(name, Sha256.hex(bytes)));
        return new MigrationIndex(folder, new IndexText(all.size(), digests, sums));
    }

    /** Its text. */
    public String text() {
        return content.text();
    }

    /** Writes it beside the migrations and says where. */
    public Path write() {
        Path file = folder.resolve(NAME);
        try {
            return Files.writeString(file, text());
        } catch (IOException failure) {
            throw new InvalidMigration(
                    file.toString(),
                    "it cannot be written (" + failure + ")",
                    "See whether the folder may be written.");
        }
    }

    /**
     * In what the written index differs from this one: lines that must go with a minus before them, lines that must come
     * with a plus, and what to do. Empty if it is current.
     */
    public List<String> differences() {
        List<String> written = written();
        List<String> wanted = Arrays.asList(text().split("\n"));
        var differences = new ArrayList<String>();
        without(written, wanted).forEach(line -> differences.add("- " + line));
        without(wanted, written).forEach(line -> differences.add("+ " + line));
        if (!differences.isEmpty()) {
            differences.add("The migrations of " + folder + " are others than its " + NAME + " says. " + REMEDY);
        }
        return differences;
    }

    private List<String> written() {
        try {
            Path file = folder.resolve(NAME);
            return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        } catch (IOException unreadable) {
            return List.of("(it cannot be read: " + unreadable + ")");
        }
    }

    private static Set<String> without(List<String> lines, List<String> others) {
        var left = new LinkedHashSet<>(lines);
        others.forEach(left::remove);
        return left;
    }

    @Override
    public String toString() {
        return text();
    }
}
