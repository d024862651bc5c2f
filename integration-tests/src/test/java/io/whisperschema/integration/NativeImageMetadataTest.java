package io.whisperschema.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.whisperschema.WhisperSchema;
import io.whisperschema.jooq.JooqSchema;
import io.whisperschema.migration.MigrationIndex;
import io.whisperschema.migration.Migrations;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.sql.SqlRun;
import io.whisperschema.sqlite.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What our jars tell the builder of native images, which leaves out every resource that nobody names. */
class NativeImageMetadataTest {
    private static final String FOLDER = "META-INF/native-image/io.whisperschema/";
    private static final String RESOURCES = "/resource-config.json";

    /** What no program asks for at run time, or a builder finds by itself. */
    private static final Pattern FOR_BUILDERS = Pattern.compile("META-INF/(?:MANIFEST\\.MF|maven/.*|native-image/.*)");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            classes = {WhisperSchema.class, SqlRun.class, SqliteStore.class, PostgresStore.class, JooqSchema.class})
    void everyResourceOfAJarIsNamedInIt(Class<?> one) {
        List<String> files = files(one);
        List<Pattern> named = files.stream()
                .filter(file -> file.startsWith(FOLDER) && file.endsWith(RESOURCES))
                .flatMap(file -> patterns(one, file).stream())
                .toList();

        assertThat(files).anyMatch(file -> file.endsWith(".class"));
        assertThat(files)
                .filteredOn(file ->
                        !file.endsWith(".class") && !FOR_BUILDERS.matcher(file).matches())
                .allMatch(file -> isNamed(named, file));
        assertThat(files)
                .filteredOn(file -> file.startsWith("META-INF/native-image/"))
                .allMatch(file -> file.matches(FOLDER + "whisper-schema-[a-z]+" + RESOURCES));
    }

    @Test
    void whatAHostPacksOfItsMigrationsIsNamedAndNothingElse() throws IOException {
        Path packed = Files.createDirectories(folder.resolve("db/migrations"));
        for (String name : List.of(
                "0001_baseline.sql",
                "0001_baseline.down.sql",
                "0002_mood.sqlite.sql",
                "0002_mood.postgres.sql",
                "R__views.sql",
                "R__rows.sqlite.sql",
                "R__rows.postgres.sql")) {
            Files.writeString(packed.resolve(name), "SELECT 1;");
        }
        Files.writeString(packed.resolve("migrations.json"), """
                {"format": "whisper-schema/migrations", "version": 1, "components": [{"name": "core"}]}
                """);
        MigrationIndex.of(packed).write();
        assertThat(Migrations.inFolder(packed).inOrder()).hasSize(2);
        List<Pattern> named = ofMigrations();

        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString().replace('\\', '/')))
                    .hasSize(9)
                    .allMatch(file -> isNamed(named, file));
        }
        assertThat(isNamed(named, MigrationIndex.NAME)).isTrue();
        assertThat(List.of("db/data.sql", "queries/users.sql", "application.json", "a/Migrations.class"))
                .noneMatch(file -> isNamed(named, file));
    }

    private static List<Pattern> ofMigrations() {
        return patterns(WhisperSchema.class, FOLDER + "whisper-schema-api" + RESOURCES);
    }

    private static boolean isNamed(List<Pattern> named, String file) {
        return named.stream().anyMatch(pattern -> pattern.matcher(file).matches());
    }

    private static List<String> files(Class<?> one) {
        return in(one, root -> {
            try (Stream<Path> files = Files.walk(root)) {
                return files.filter(Files::isRegularFile)
                        .map(file -> root.relativize(file).toString().replace('\\', '/'))
                        .toList();
            }
        });
    }

    private static List<Pattern> patterns(Class<?> one, String file) {
        return in(one, root -> {
            var patterns = new ArrayList<Pattern>();
            try (JsonParser json = new JsonFactory().createParser(Files.readString(root.resolve(file)))) {
                while (json.nextToken() != null) {
                    if (json.currentToken() == JsonToken.VALUE_STRING) {
                        assertThat(json.currentName()).isEqualTo("pattern");
                        patterns.add(Pattern.compile(json.getText()));
                    }
                }
            }
            return patterns;
        });
    }

    private interface Reading<T> {
        T of(Path root) throws IOException;
    }

    /** What is packed with that class, as a jar or as the folder that becomes one. */
    private static <T> T in(Class<?> one, Reading<T> reading) {
        try {
            Path packed = Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(packed)) {
                return reading.of(packed);
            }
            try (FileSystem jar = FileSystems.newFileSystem(packed)) {
                return reading.of(jar.getPath("/"));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
