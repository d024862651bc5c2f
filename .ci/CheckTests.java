import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Reads surefire's reports below a folder: fails when no test ran, when one failed, or when one was skipped that is not
 * in the list of allowed skips. Usage: {@code java CheckTests.java allowed-skips.txt folder}
 */
final class CheckTests {
    public static void main(String[] arguments) throws Exception {
        var allowed = allowedSkips(Path.of(arguments[0]));
        var tests = testsBelow(Path.of(arguments[1]));

        var skipped = tests.stream().filter(test -> test.has("skipped")).toList();
        long failed = tests.stream().filter(test -> test.has("failure") || test.has("error")).count();
        var refused = skipped.stream().filter(test -> allowed.stream().noneMatch(skip -> skip.covers(test))).toList();

        for (var test : skipped) {
            System.out.println((refused.contains(test) ? "SKIPPED, not in the list: " : "skipped: ") + test.name());
        }
        System.out.printf(
                "%d passed, %d failed, %d skipped%n", tests.size() - failed - skipped.size(), failed, skipped.size());
        if (tests.size() == skipped.size()) {
            System.out.println("No test ran.");
        }
        System.exit(failed == 0 && refused.isEmpty() && tests.size() > skipped.size() ? 0 : 1);
    }

    private static List<Skip> allowedSkips(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> new Skip(line.split(" # ", 2)[0].strip()))
                .toList();
    }

    private static List<TestCase> testsBelow(Path folder) throws Exception {
        var tests = new ArrayList<TestCase>();
        for (var report : reportsBelow(folder)) {
            var cases = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report)
                    .getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                tests.add(new TestCase((Element) cases.item(i)));
            }
        }
        return tests;
    }

    private static List<File> reportsBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .map(Path::toFile)
                    .toList();
        }
    }

    private record TestCase(Element element) {
        String name() {
            return element.getAttribute("classname") + "#" + element.getAttribute("name");
        }

        boolean has(String outcome) {
            return element.getElementsByTagName(outcome).getLength() > 0;
        }
    }

    private record Skip(String pattern) {
        boolean covers(TestCase test) {
            var regex = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            return Pattern.compile(regex, Pattern.DOTALL).matcher(test.name()).matches();
        }
    }
}
