package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.MigrationIndexContract;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations that are packed with a host, found by their index. */
@WithDatabases
class OnClassPathTest {
    private static final int MANY = 1_000;
    private static final long ONE_BUFFER = 8192;

    @TempDir
    private Path host;

    private Path folder;

    @BeforeEach
    void aPackedFolder() throws IOException {
        folder = Files.createDirectories(host.resolve("db/migrations"));
    }

    private void write(int count) throws IOException {
        for (int number = 1; number <= count; number++) {
            Files.writeString(
                    folder.resolve("%04d_step.sql".formatted(number)),
                    "CREATE TABLE t%d (id INTEGER);\n".formatted(number));
        }
        MigrationIndex.of(folder).write();
    }

    private static WhisperSchema schema(SqliteDatabase database, Migrations migrations) {
        return WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(SqliteStore.over(database.dataSource()))
                .migrations(migrations);
    }

    @Test
    void theyAreAppliedOutOfAJar(SqliteDatabase database) throws IOException {
        write(3);
        Path jar = jar();

        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            var migrations = Migrations.onClassPath(loader::getResourceAsStream, "db/migrations");

            assertThat(schema(database, migrations).migrate().migrations()).hasSize(3);
        }
    }

    private Path jar() {
        Path jar = host.resolve("host.jar");
        run("jar", "--create", "--file", jar.toString(), "-C", host.toString(), "db");
        return jar;
    }

    private static void run(String tool, String... arguments) {
        int exit = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments);
        assertThat(exit).as(tool).isZero();
    }

    @Test
    void aStartThatIsUpToDateReadsTheHeadOfTheIndexAndNothingElse(SqliteDatabase database) throws IOException {
        write(MANY);
        schema(database, Migrations.inFolder(folder)).bootstrap();
        database.dataSource().forgetStatements();
        var read = new AtomicLong();

        var report = schema(
                        database,
                        Migrations.onClassPath(
                                path -> counted(Files.newInputStream(host.resolve(path)), read), "db/migrations"))
                .bootstrap();

        assertThat(report.stores()).containsValue(Outcome.UP_TO_DATE);
        assertThat(database.dataSource().statements()).hasSize(1);
        assertThat(read).hasPositiveValue().hasValueLessThanOrEqualTo(ONE_BUFFER);
    }

    private static InputStream counted(InputStream stream, AtomicLong count) {
        return new FilterInputStream(stream) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int some = super.read(bytes, offset, length);
                count.addAndGet(Math.max(0, some));
                return some;
            }
        };
    }

    @Test
    void aThousandAreAppliedAndThenFoundApplied(SqliteDatabase database) throws IOException {
        write(MANY);
        MigrationResources packed = path -> Files.newInputStream(host.resolve(path));

        assertThat(schema(database, Migrations.onClassPath(packed, "db/migrations"))
                        .migrate()
                        .migrations())
                .hasSize(MANY);

        assertThat(schema(database, Migrations.onClassPath(packed, "db/migrations"))
                        .migrate()
                        .migrations())
                .isEmpty();
    }

    @Test
    void whatAModuleKeepsToItselfIsReachedThroughTheHostsOwnMethod() throws Exception {
        write(2);
        Class<?> inside = hostInAModule("");

        assertThat(inside.getMethod("through").invoke(null)).isEqualTo(2);
        assertThatThrownBy(() -> inside.getMethod("open").invoke(null))
                .rootCause()
                .hasMessageContaining("a module keeps it to itself")
                .hasMessageContaining("Host.class::getResourceAsStream");
    }

    @Test
    void whatAModuleOpensIsReachedThroughItsClass() throws Exception {
        write(2);

        assertThat(hostInAModule("opens db.migrations to io.whisperschema;")
                        .getMethod("open")
                        .invoke(null))
                .isEqualTo(2);
    }

    /** Compiled against our modules, packed with the folder and loaded as a module of its own. */
    private Class<?> hostInAModule(String opens) throws IOException {
        Path sources = Files.createDirectories(host.resolve("sources/com/example"));
        Path module = Files.writeString(
                sources.resolve("../../module-info.java"),
                "module com.example { requires io.whisperschema; " + "exports com.example; " + opens + " }");
        Path type = Files.writeString(sources.resolve("Host.java"), """
                package com.example;
                import io.whisperschema.migration.Migrations;
                public class Host {
                    public static int through() {
                        return Migrations.onClassPath(Host.class::getResourceAsStream, "/db/migrations").inOrder().size();
                    }
                    public static int open() {
                        return Migrations.onClassPath(Host.class, "db/migrations").inOrder().size();
                    }
                }
                """);
        Path classes = host.resolve("classes");
        run("javac", "-p", ourModules(), "-d", classes.toString(), module.toString(), type.toString());
        Path jar = host.resolve("module.jar");
        run("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), ".", "-C", host.toString(), "db");
        return loaded(jar);
    }

    private static Class<?> loaded(Path jar) {
        Path[] path = Stream.concat(
                        Stream.of(jar),
                        Stream.of(ourModules().split(File.pathSeparator)).map(Path::of))
                .toArray(Path[]::new);
        var configuration = ModuleLayer.boot()
                .configuration()
                .resolve(ModuleFinder.of(path), ModuleFinder.of(), Set.of("com.example"));
        var layer = ModuleLayer.boot().defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
        try {
            return layer.findLoader("com.example").loadClass("com.example.Host");
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }

    private static String ourModules() {
        List<String> needed = List.of("whisper-schema-api", "jackson-core");
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> needed.stream().anyMatch(entry::contains))
                .reduce((one, other) -> one + File.pathSeparator + other)
                .orElseThrow();
    }

    @Test
    void aStaleIndexFailsTheHostsBuildWithItsLinesAndTheRemedy() throws IOException {
        write(2);
        MigrationIndexContract contract = () -> folder;
        contract.theIndexIsCurrent();
        Files.writeString(folder.resolve("0003_more.sql"), "CREATE TABLE more (id INTEGER);");

        assertThatThrownBy(contract::theIndexIsCurrent)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("+ migrations 3")
                .hasMessageContaining("0003_more.sql")
                .hasMessageContaining("Write the index when you build");
    }
}
