package io.whisperschema.report;

import static java.util.Objects.requireNonNull;

import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How live stores differ from their definition, or from each other.
 *
 * @param question what was asked of them
 * @param findings per store or pair of stores, what was found; an empty list where all is as it should be
 */
public record ValidationReport(Question question, Map<String, List<Finding>> findings) {
    public ValidationReport {
        requireNonNull(question);
        var copy = new LinkedHashMap<String, List<Finding>>();
        findings.forEach((store, found) -> copy.put(store, List.copyOf(found)));
        findings = Collections.unmodifiableMap(copy);
    }

    /** What a validation asks. */
    public enum Question {
        /** Is each store as the definition says? */
        AS_DEFINED("as defined"),
        /** Do two stores hold logically the same? */
        EQUIVALENT("equivalent");

        private final String words;

        Question(String words) {
            this.words = words;
        }
    }

    /** Of stores that were compared with their definition. */
    public ValidationReport(Map<String, List<Finding>> findings) {
        this(Question.AS_DEFINED, findings);
    }

    /** Whether everything is as was asked; warnings and notices do not count. */
    public boolean isValid() {
        return findings.values().stream().allMatch(found -> count(found, Severity.ERROR) == 0);
    }

    /** The report as text, store by store. */
    public String text() {
        var text = new StringBuilder();
        findings.forEach((store, found) -> {
            text.append(store).append(": ").append(summary(found)).append('\n');
            found.forEach(one ->
                    text.append("  ").append(one.text().replace("\n", "\n  ")).append('\n'));
        });
        return text.toString();
    }

    /** The report as JSON of format {@code whisper-schema/validation}, the same text for the same report. */
    public String toJson() {
        return ValidationJson.write(this);
    }

    /**
     * The report that {@link #toJson} wrote.
     *
     * @throws io.whisperschema.error.UnreadableDocument if it is of another format or version, or holds anything this
     *     release does not know
     */
    public static ValidationReport fromJson(String json) {
        return ValidationJson.read(json);
    }

    /** The report as one HTML page that needs nothing else: no script, no font, no network. The same for the same report. */
    public String toHtml() {
        return new ValidationPage(this).html();
    }

    String summary(List<Finding> found) {
        long errors = count(found, Severity.ERROR);
        if (errors > 0) {
            return errors + (errors == 1 ? " difference" : " differences");
        }
        long undecided = count(found, Severity.WARNING);
        if (undecided > 0) {
            return "no difference found, " + undecided + (undecided == 1 ? " warning" : " warnings");
        }
        return question.words
                + (found.isEmpty() ? "" : ", " + found.size() + (found.size() == 1 ? " remark" : " remarks"));
    }

    static long count(List<Finding> found, Severity severity) {
        return found.stream().filter(one -> one.severity() == severity).count();
    }
}
