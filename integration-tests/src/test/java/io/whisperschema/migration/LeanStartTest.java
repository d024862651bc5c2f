package io.whisperschema.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.testkit.ChildJvm;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a start in a JVM of its own asks and loads: the JVM's log of classes tells. */
@WithDatabases
class LeanStartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern LOADED = Pattern.compile("\\] (\\S+) source: .*");

    /** What a start that has nothing to do can do without. */
    private static final Pattern JOOQ = Pattern.compile("org\\.jooq\\..*");

    private static final Pattern JSON = Pattern.compile("com\\.fasterxml\\.jackson\\..*|io\\.whisperschema\\..*Json.*");
    private static final Pattern CATALOG_READERS = Pattern.compile(
            "io\\.whisperschema\\.(postgres|sqlite)\\.\\w*(Inspector|Queries)\\b.*|io\\.whisperschema\\.catalog\\.CatalogTable");
    private static final Pattern RECORD_READERS =
            Pattern.compile("io\\.whisperschema\\.sql\\.history\\.(HistoryReader|JournalReader|JournalCheck)\\b.*");

    private static final String MANIFEST = """
            {
              "format": "whisper-schema/migrations",
              "version": 1,
              "components": [{"name": "core", "owner": "the platform people", "tables": ["t1", "t2"]}],
              "profiles": [{"name": "minimal", "components": ["core"]}]
            }
            """;

    @TempDir
    private Path host;

    @BeforeEach
    void packed() throws IOException {
        Path folder = Files.createDirectories(host.resolve(LeanHost.PACKED));
        Files.writeString(folder.resolve("0001_step.sql"), LeanHost.text(1));
        Files.writeString(folder.resolve("0002_step.sql"), LeanHost.text(2));
        Files.writeString(folder.resolve("migrations.json"), MANIFEST);
        MigrationIndex.of(folder).write();
    }

    @ParameterizedTest
    @EnumSource(LeanHost.Migrating.class)
    void onPostgresAnUpToDateStartIsOneQueryAndLoadsNoReaderOfACatalogNorJooqNorJson(
            LeanHost.Migrating way, PostgresDatabase database) throws IOException {
        isLean(way, database.url(), database.user(), database.password());
    }

    @ParameterizedTest
    @EnumSource(LeanHost.Migrating.class)
    void onSqliteAnUpToDateStartIsOneStatementAndLoadsNoReaderOfACatalogNorJooqNorJson(
            LeanHost.Migrating way, SqliteDatabase database) throws IOException {
        isLean(way, database.url(), "", "");
    }

    private void isLean(LeanHost.Migrating way, String... address) throws IOException {
        Started first = started(way, address);
        assertThat(first.said()).contains("started CREATED");
        assertThat(first.loaded(CATALOG_READERS)).isNotEmpty();
        assertThat(first.loaded(RECORD_READERS)).isNotEmpty();

        Started next = started(way, address);

        assertThat(next.said())
                .satisfiesExactly(
                        asked -> assertThat(asked).startsWith("asked SELECT").contains("schema_state"),
                        end -> assertThat(end).isEqualTo("started UP_TO_DATE"));
        assertThat(next.loaded()).contains("io.whisperschema.sql.history.HistoryGlance");
        assertThat(next.loaded(JOOQ)).isEmpty();
        assertThat(next.loaded(JSON)).isEmpty();
        assertThat(next.loaded(CATALOG_READERS)).isEmpty();
        assertThat(next.loaded(RECORD_READERS)).isEmpty();
    }

    /**
     * A start that is over.
     *
     * @param said what it printed
     * @param loaded the classes that its JVM loaded
     */
    private record Started(List<String> said, List<String> loaded) {
        List<String> loaded(Pattern which) {
            return loaded.stream().filter(which.asMatchPredicate()).toList();
        }
    }

    private Started started(LeanHost.Migrating way, String... address) throws IOException {
        Path log = Files.createTempFile(host, "classes", ".log");
        try (ChildJvm child = ChildJvm.of(LeanHost.class)
                .withJvmOptions("-Xlog:class+load:file=" + log + "::filecount=0")
                .start(way.name(), host.toString(), address[0], address[1], address[2])) {
            int exit = child.waitFor(PATIENCE);
            assertThat(exit).as(() -> String.join("\n", child.output())).isZero();
            return new Started(child.output(), loaded(log));
        }
    }

    private static List<String> loaded(Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.map(LOADED::matcher)
                    .filter(Matcher::find)
                    .map(line -> line.group(1))
                    .toList();
        }
    }
}
