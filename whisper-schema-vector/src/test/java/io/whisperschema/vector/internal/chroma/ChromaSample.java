package io.whisperschema.vector.internal.chroma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.whisperschema.internal.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** A folder that a ChromaDB server of version 1.3 has written, and what the server itself returned of it. */
public record ChromaSample(Path folder, Map<String, Json> expected) {
    public static final String MEMORIES = "user_memories";
    public static final String FACTS = "global_facts";
    public static final String CONTEXTS = "emotional_contexts";
    public static final String MEMORIES_ID = "e8ec6f4e-c9f9-45d4-ade3-a519d40cf287";
    public static final String MEMORIES_RECORDS = "92ec0831-38af-49d4-aceb-dd468fd7ebbc";
    public static final String MEMORIES_VECTORS = "3baefc6d-02d5-47ea-a4a3-47effa72616c";
    public static final String FACTS_VECTORS = "359b00f9-3957-4773-931f-faa7ece2f686";

    public static ChromaSample in(Path place) {
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
    public void change(String... statements) {
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
    public void log(int operation, String id, String vector, String metadata) {
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

    /** Whether those are the records that the server returned, in their order. */
    void requireSame(String collection, List<ChromaRecord> records) {
        Map<String, Json> told = members(expected.get(collection));
        List<Json> wanted = items(told.get("records"));
        assertThat(Json.of(records.size())).isEqualTo(told.get("count"));
        for (int i = 0; i < records.size(); i++) {
            requireSame(records.get(i), members(wanted.get(i)));
        }
    }

    public static Map<String, Json> members(@Nullable Json json) {
        return json instanceof Json.Members object ? object.members() : Map.of();
    }

    public static List<Json> items(@Nullable Json json) {
        return json instanceof Json.Items array ? array.items() : List.of();
    }

    private static void requireSame(ChromaRecord record, Map<String, Json> wanted) {
        assertThat(json(record.id())).isEqualTo(wanted.get("id"));
        assertThat(json(record.document().orElse(null))).isEqualTo(wanted.get("document"));
        Map<String, Json> metadata = new HashMap<>();
        record.metadata().forEach((key, value) -> metadata.put(key, json(value)));
        Map<String, Json> awaited = new HashMap<>(members(wanted.get("metadata")));
        awaited.replaceAll((key, value) -> asDouble(value));
        assertThat(metadata).isEqualTo(awaited);
        List<Json> vector = items(wanted.get("embedding"));
        assertThat(record.vector()).hasSize(vector.size());
        for (int i = 0; i < vector.size(); i++) {
            double number = ((Json.Numeric) vector.get(i)).value().doubleValue();
            assertThat((double) record.vector()[i]).isCloseTo(number, within(1e-6));
        }
    }

    /** A fraction as a double says it. */
    public static Json asDouble(Json value) {
        boolean isFraction =
                value instanceof Json.Numeric number && number.value().scale() > 0;
        return isFraction ? json(((Json.Numeric) value).value().doubleValue()) : value;
    }

    /** Exactly: a whole number is another value than a fraction. */
    public static Json json(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return Json.of(truth);
        }
        if (value instanceof Number number) {
            return Json.of(new BigDecimal(number.toString()));
        }
        return value == null ? new Json.Nothing() : Json.of((String) value);
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
