package io.whisperschema.vector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of differences in this module's README and its tests are the same list. */
class DifferencesTableTest {

    private static final Path README = Path.of("README.md");
    private static final Pattern ROW = Pattern.compile("^\\| ([A-Z][^|]*) \\|", Pattern.MULTILINE);
    private static final Pattern NEXT_WORD = Pattern.compile(" (\\w)");

    @Test
    void eachRowHasATestAndEachTestARow() throws IOException {
        List<String> rows = ROW.matcher(Files.readString(README))
                .results()
                .map(row -> inOneWord(row.group(1)))
                .toList();
        assertThat(rows).hasSizeGreaterThan(20).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(tests());
    }

    private static List<String> tests() {
        return Stream.of(DifferencesTest.class, DifferencesInDetailTest.class)
                .flatMap(tests -> Arrays.stream(tests.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName())
                .toList();
    }

    /** "A row" becomes "aRow". */
    private static String inOneWord(String row) {
        String words = row.substring(0, 1).toLowerCase(Locale.ROOT) + row.substring(1);
        return NEXT_WORD.matcher(words).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }
}
