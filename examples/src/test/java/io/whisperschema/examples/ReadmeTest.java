package io.whisperschema.examples;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README shows is what runs: each Java block stands, line for line, in an example that a test runs. */
class ReadmeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @MethodSource("javaBlocks")
    void everyJavaBlockStandsInAnExample(String block) throws IOException {
        assertThat(examples()).anySatisfy(example -> assertThat(example).contains(withoutIndent(block)));
    }

    @Test
    void theTestCommandIsTheOneThatContinuousIntegrationRuns() throws IOException {
        List<String> commands = blocks("sh").map(String::strip).toList();
        assertThat(commands).hasSize(2);
        assertThat(Files.readAllLines(ROOT.resolve(".ci/run"))).contains(commands.get(1));
    }

    static Stream<String> javaBlocks() throws IOException {
        return blocks("java");
    }

    private static Stream<String> blocks(String language) throws IOException {
        return BLOCK.matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2));
    }

    private static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("examples/src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ReadmeTest::read)
                    .map(ReadmeTest::withoutIndent)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            throw new java.io.UncheckedIOException(error);
        }
    }

    private static String withoutIndent(String text) {
        return text.lines().map(String::strip).collect(joining("\n"));
    }
}
