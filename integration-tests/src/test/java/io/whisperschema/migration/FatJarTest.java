package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that is packed with us, what we need and its migrations into one jar, started by itself. */
class FatJarTest {
    private static final Set<String> PARTS = Set.of("whisper-schema-", "jackson-", "sqlite-jdbc", "jooq", "slf4j-api");

    private static final String HOST = """
            package com.example;

            import io.whisperschema.WhisperSchema;
            import io.whisperschema.definition.SchemaDefinition;
            import io.whisperschema.migration.Migrations;
            import io.whisperschema.sqlite.SqliteStore;
            import java.nio.file.Path;

            public class Host {
                public static void main(String[] arguments) {
                    try (SqliteStore store = SqliteStore.open(Path.of(arguments[0]))) {
                        WhisperSchema schema = WhisperSchema.of(SchemaDefinition.named("host"))
                                .relational(store)
                                .migrations(Migrations.onClassPath(Host.class, "db/migrations"));
                        schema.bootstrap();
                        System.out.println(schema.status().text());
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void itFindsAndAppliesItsMigrations() throws Exception {
        Path migrations = Files.createDirectories(folder.resolve("host/db/migrations"));
        Files.writeString(migrations.resolve("0001_first.sql"), "CREATE TABLE one (id INTEGER);");
        Files.writeString(migrations.resolve("0002_second.sql"), "ALTER TABLE one ADD COLUMN word TEXT;");
        MigrationIndex.of(migrations).write();
        compileHost();
        Path jar = folder.resolve("fat.jar");
        pack(jar);

        assertThat(started(jar))
                .contains("0001 | 0001_first.sql | APPLIED")
                .contains("0002 | 0002_second.sql | APPLIED");
    }

    private void compileHost() throws IOException {
        Path source = Files.writeString(folder.resolve("Host.java"), HOST);
        int exit = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.resolve("host").toString(),
                        source.toString());
        assertThat(exit).isZero();
    }

    private void pack(Path jar) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "com.example.Host");
        var names = new HashSet<>(Set.of(JarFile.MANIFEST_NAME));
        try (OutputStream file = Files.newOutputStream(jar);
                var packed = new JarOutputStream(file, manifest)) {
            packed.setLevel(0);
            addFolder(packed, names, folder.resolve("host"));
            for (Path part : parts()) {
                if (Files.isDirectory(part)) {
                    addFolder(packed, names, part);
                } else {
                    addJar(packed, names, part);
                }
            }
        }
    }

    private static List<Path> parts() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> PARTS.stream().anyMatch(entry::contains))
                .map(Path::of)
                .toList();
    }

    private static void addFolder(JarOutputStream packed, Set<String> names, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString().replace(File.separatorChar, '/');
                add(packed, names, name, () -> Files.newInputStream(file));
            }
        }
    }

    private static void addJar(JarOutputStream packed, Set<String> names, Path part) throws IOException {
        try (var jar = new JarFile(part.toFile())) {
            for (JarEntry entry : jar.stream().filter(one -> !one.isDirectory()).toList()) {
                add(packed, names, entry.getName(), () -> jar.getInputStream(entry));
            }
        }
    }

    /** What is packed. */
    private interface Content {
        InputStream open() throws IOException;
    }

    /** The first of a name, as tools that pack such jars do. */
    private static void add(JarOutputStream packed, Set<String> names, String name, Content content)
            throws IOException {
        if (!name.endsWith("module-info.class") && names.add(name)) {
            packed.putNextEntry(new JarEntry(name));
            try (InputStream stream = content.open()) {
                stream.transferTo(packed);
            }
            packed.closeEntry();
        }
    }

    private String started(Path jar) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process host = new ProcessBuilder(
                        java, "-jar", jar.toString(), folder.resolve("host.db").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(host.waitFor()).as(said).isZero();
        return said;
    }
}
