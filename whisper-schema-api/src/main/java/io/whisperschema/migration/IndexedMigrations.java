package io.whisperschema.migration;

import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.error.InvalidMigration;
import io.whisperschema.internal.Sha256;
import io.whisperschema.migration.IndexText.Extent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Migrations of which only the head of their index is read until somebody asks for themselves. */
final class IndexedMigrations implements MigrationSource {
    private final MigrationResources resources;
    private final String folder;
    private final IndexText head;

    /** Seen from the root of what is packed with a class. */
    record OfClass(Class<?> host) implements MigrationResources {
        @Override
        public @Nullable InputStream open(String path) {
            return host.getResourceAsStream("/" + path);
        }
    }

    private IndexedMigrations(MigrationResources resources, String folder, IndexText head) {
        this.resources = resources;
        this.folder = folder;
        this.head = head;
    }

    /** The head only: as much work for thousands of files as for ten. */
    static IndexedMigrations in(MigrationResources resources, String folder) {
        String bare = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
        return new IndexedMigrations(resources, bare, index(resources, bare, Extent.HEAD));
    }

    private static IndexText index(MigrationResources resources, String folder, Extent extent) {
        String path = folder + "/" + MigrationIndex.NAME;
        try (InputStream stream = resources.open(path)) {
            if (stream == null) {
                throw new InvalidMigration(
                        path,
                        "it is not on the class path, or a module keeps it to itself",
                        MigrationIndex.REMEDY
                                + " In a named module say 'opens' for the folder's package, or give"
                                + " Host.class::getResourceAsStream in place of the class.");
            }
            return IndexText.read(
                    path, new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)), extent);
        } catch (IOException failure) {
            throw unreadable(path, failure);
        }
    }

    private static InvalidMigration unreadable(String path, IOException failure) {
        return new InvalidMigration(path, "it cannot be read (" + failure + ")", "See whether it is packed whole.");
    }

    @Override
    public boolean isEmpty() {
        return head.count() == 0;
    }

    @Override
    public Optional<String> digest(DialectName dialect) {
        return Optional.ofNullable(head.digests().get(dialect));
    }

    /** Reads and checks them each time it is asked. */
    @Override
    public MigrationSet load() {
        IndexText index = index(resources, folder, Extent.WHOLE);
        var files = new TreeMap<String, byte[]>();
        var differing = new ArrayList<String>();
        for (Map.Entry<String, String> file : index.files().entrySet()) {
            byte[] bytes = bytes(file.getKey()).orElse(null);
            if (bytes == null) {
                differing.add(file.getKey() + " is not there");
            } else if (!Sha256.hex(bytes).equals(file.getValue())) {
                differing.add(file.getKey() + " has other bytes");
            } else {
                files.put(file.getKey(), bytes);
            }
        }
        if (!differing.isEmpty()) {
            throw new InvalidMigration(
                    folder + "/" + MigrationIndex.NAME,
                    "it is not that of the files beside it: " + String.join(", ", differing),
                    MigrationIndex.REMEDY);
        }
        return MigrationFiles.set(files);
    }

    private Optional<byte[]> bytes(String name) {
        String path = folder + "/" + name;
        try (InputStream stream = resources.open(path)) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        } catch (IOException failure) {
            throw unreadable(path, failure);
        }
    }
}
