package io.whisperschema.report;

import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How live stores differ from their definition.
 *
 * @param findings per store, what was found; an empty list for a store that is as it should be
 */
public record ValidationReport(Map<String, List<Finding>> findings) {
    public ValidationReport {
        var copy = new LinkedHashMap<String, List<Finding>>();
        findings.forEach((store, found) -> copy.put(store, List.copyOf(found)));
        findings = Collections.unmodifiableMap(copy);
    }

    /** Whether every store is as the definition says; warnings and notices do not count. */
    public boolean isValid() {
        return findings.values().stream().flatMap(List::stream).noneMatch(one -> one.severity() == Severity.ERROR);
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

    private static String summary(List<Finding> found) {
        long errors =
                found.stream().filter(one -> one.severity() == Severity.ERROR).count();
        if (errors == 0) {
            return found.isEmpty() ? "as defined" : "as defined, " + found.size() + " remarks";
        }
        return errors + (errors == 1 ? " difference" : " differences");
    }
}
