package io.whisperschema.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.whisperschema.Golden;
import io.whisperschema.error.UnreadableDocument;
import io.whisperschema.finding.Finding;
import io.whisperschema.report.ValidationReport.Question;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationReportTest {
    private static final String GOLDEN = "validation-v1.json";

    private static ValidationReport report() {
        var findings = new LinkedHashMap<String, List<Finding>>();
        findings.put(
                "postgres",
                List.of(
                        Finding.notice("index mine on table users", "nothing", "it", "It is left as it is."),
                        Finding.error("table users, column age", "bigint", "\"text\"\n<b>", "Let plan show it."),
                        Finding.warning("view v", "SELECT 1", "SELECT 2", "Compare them by eye.")));
        findings.put("qdrant", List.of());
        return new ValidationReport(findings);
    }

    @Test
    void theTextSaysStoreByStoreWhatWasFound() {
        assertThat(report().text()).isEqualTo("""
                postgres: 1 difference
                  NOTICE  index mine on table users: expected nothing, found it
                           It is left as it is.
                  ERROR  table users, column age: expected bigint, found "text"
                  <b>
                           Let plan show it.
                  WARNING  view v: expected SELECT 1, found SELECT 2
                           Compare them by eye.
                qdrant: as defined
                """);
    }

    @Test
    void onlyErrorsMakeItInvalid() {
        assertThat(report().isValid()).isFalse();
        var remark = Finding.warning("a", "b", "c", "d");
        assertThat(new ValidationReport(Map.of("one", List.of(remark))).isValid())
                .isTrue();
        assertThat(new ValidationReport(Question.EQUIVALENT, Map.of("one against two", List.of(remark))).text())
                .startsWith("one against two: no difference found, 1 warning\n");
    }

    @Test
    void versionOneIsWrittenByteForByteAsBefore() {
        Golden.isAsWrittenBefore(GOLDEN, report().toJson());
    }

    @Test
    void versionOneIsReadForEver() {
        assertThat(ValidationReport.fromJson(Golden.read(GOLDEN))).isEqualTo(report());
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            "version": 1,             | "version": 2,          | $.version
            whisper-schema/validation | whisper-schema/plan    | $.format
            "severity": "error"       | "severity": "disaster" | $.stores[0].findings[1].severity
            "valid": false            | "valid": true          | $.valid
            "name": "qdrant"          | "name": "postgres"     | $.stores[1].name
            "remedy": "Let            | "cure": "Let           | $.stores[0].findings[1]
            """)
    void whatThisReleaseDoesNotKnowIsRefusedWithItsPlace(String there, String instead, String place) {
        String json = report().toJson();
        assertThat(json).contains(there);
        UnreadableDocument error = catchThrowableOfType(
                UnreadableDocument.class, () -> ValidationReport.fromJson(json.replace(there, instead)));
        assertThat(error).isNotNull();
        assertThat(error.path()).isEqualTo(place);
    }

    @Test
    void thePageSaysEverythingOnceAndNeedsNothingElse() {
        assertThat(report().toHtml())
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .contains("<title>Validation: 1 difference</title>")
                .containsOnlyOnce("table users, column age")
                .containsOnlyOnce("<code>&quot;text&quot;\n&lt;b&gt;</code>")
                .contains("href=\"#store-2\">qdrant</a>", "<p>Nothing was found.</p>")
                .doesNotContain("<script", "http://", "https://", "url(", "@import", "<b>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<script>alert(1)</script>", "\" onload=\"x", "'><img src=x>", "&amp;", "\u0000\u0007\uD800"})
    void whateverAFindingHoldsIsTextOnThePage(String hostile) {
        var report = new ValidationReport(Map.of(hostile, List.of(Finding.error(hostile, hostile, hostile, hostile))));
        String plain = new ValidationReport(Map.of("s", List.of(Finding.error("p", "e", "f", "r")))).toHtml();

        assertThat(tags(report.toHtml())).isEqualTo(tags(plain));
        assertThat(report.toHtml()).doesNotContain("\u0000", "\u0007", "\uD800");
    }

    private static List<String> tags(String html) {
        return java.util.regex.Pattern.compile("<[^>]*>")
                .matcher(html)
                .results()
                .map(java.util.regex.MatchResult::group)
                .toList();
    }

    @Test
    void theWorstStandsFirstOnThePage() {
        String page = report().toHtml();

        assertThat(page.indexOf("table users, column age"))
                .isLessThan(page.indexOf("view v"))
                .isPositive();
        assertThat(page.indexOf("view v")).isLessThan(page.indexOf("index mine"));
    }

    @Test
    void hundredsOfFindingsMakeOnePage() {
        List<Finding> many = IntStream.range(0, 500)
                .mapToObj(i -> Finding.error("table t" + i, "it", "nothing", "Create it."))
                .toList();

        assertThat(new ValidationReport(Map.of("postgres", many)).toHtml())
                .contains("500 differences", "table t499</h3>");
    }
}
