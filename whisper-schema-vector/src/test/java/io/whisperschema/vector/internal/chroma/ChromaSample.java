package io.whisperschema.vector.internal.chroma;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A folder that a ChromaDB server of version 1.3 has written, and what the server itself returned of it. */
record ChromaSample(Path folder, Map<String, Json> expected) {
    static final String MEMORIES = "user_memories";
    static final String FACTS = "global_facts";
    static final String CONTEXTS = "emotional_contexts";
    static final String MEMORIES_ID = "e8ec6f4e-c9f9-45d4-ade3-a519d40cf287";
    static final String MEMORIES_RECORDS = "92ec0831-38af-49d4-aceb-dd468fd7ebbc";
    static final String MEMORIES_VECTORS = "3baefc6d-02d5-47ea-a4a3-47effa72616c";
    static final String FACTS_VECTORS = "359b00f9-3957-4773-931f-faa7ece2f686";

    static ChromaSample in(Path place) {
        try (InputStream archive = ChromaSample.class.getResourceAsStream("chroma-1.3.zip");
                var zip = new ZipInputStream(archive)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = place.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, zip.readAllBytes());
            }
            String expected = Files.readString(place.resolve("expected.json"));
            return new ChromaSample(place.resolve("folder"), ((Json.Members) Json.parse(expected)).members());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String name) {
        return folder.resolve(FACTS_VECTORS).resolve(name);
    }

    /** Changes the database as an application would. */
    void change(String... statements) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("chroma.sqlite3"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** An entry at the end of the log of {@code user_memories}. */
    void log(int operation, String id, String vector, String metadata) {
        change("INSERT INTO embeddings_queue (operation, topic, id, vector, encoding, metadata) VALUES (" + operation
                + ", 'persistent://default/default/" + MEMORIES_ID + "', '" + id + "', " + vector + ", 'FLOAT32', "
                + metadata + ")");
    }

    List<ChromaRecord> records(String collection) {
        try (ChromaFolder opened = ChromaFolder.open(folder);
                ChromaReader reader = opened.read(named(opened, collection))) {
            var records = new ArrayList<ChromaRecord>();
            for (var page = reader.next(64); !page.isEmpty(); page = reader.next(64)) {
                records.addAll(page);
            }
            assertThat(reader.count()).isEqualTo(records.size());
            return records;
        }
    }

    static ChromaCollection named(ChromaFolder folder, String name) {
        return folder.collections().stream()
                .filter(collection -> collection.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** All that is in the folder, by name. */
    Map<String, String> content() {
        try (Stream<Path> files = Files.walk(folder)) {
            Map<String, String> content = new TreeMap<>();
            for (Path file : files.toList()) {
                content.put(file.toString(), contentOf(file));
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String contentOf(Path file) throws IOException {
        return Files.getLastModifiedTime(file)
                + (Files.isRegularFile(file) ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1) : "");
    }
}
