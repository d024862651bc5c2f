package io.whisperschema.report;

import io.whisperschema.finding.Finding;
import io.whisperschema.finding.Severity;
import io.whisperschema.internal.html.HtmlPage;
import io.whisperschema.internal.html.HtmlText;
import io.whisperschema.internal.json.Json;
import java.util.List;
import java.util.Map;

/** {@link ValidationReport#toHtml()}. */
final class ValidationPage {
    private static final List<Severity> WORST_FIRST = List.of(Severity.ERROR, Severity.WARNING, Severity.NOTICE);

    private final ValidationReport report;
    private final StringBuilder html = new StringBuilder();

    ValidationPage(ValidationReport report) {
        this.report = report;
    }

    String html() {
        head();
        summary();
        filter();
        int number = 1;
        for (Map.Entry<String, List<Finding>> store : report.findings().entrySet()) {
            store(number++, store.getKey(), store.getValue());
        }
        return html.append(HtmlPage.END).toString();
    }

    private void head() {
        html.append(HtmlPage.beginning("Validation: " + verdict(), ValidationStyle.CSS));
        line("<h1>Validation</h1>");
        line("<p class=\"verdict " + (report.isValid() ? "valid" : "error") + "\">" + verdict() + "</p>");
    }

    private String verdict() {
        long errors = all(Severity.ERROR);
        if (errors > 0) {
            return errors + (errors == 1 ? " difference" : " differences");
        }
        if (all(Severity.WARNING) > 0) {
            return "no difference found, with warnings";
        }
        return report.question() == ValidationReport.Question.EQUIVALENT ? "equivalent" : "as defined";
    }

    private long all(Severity severity) {
        return report.findings().values().stream()
                .mapToLong(found -> ValidationReport.count(found, severity))
                .sum();
    }

    private void summary() {
        line("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Summary\">");
        line("<table>");
        line("<caption>What was found, per store</caption>");
        line("<thead><tr><th scope=\"col\">Store</th><th scope=\"col\" class=\"wordy\">Result</th>");
        WORST_FIRST.forEach(severity -> line("<th scope=\"col\" class=\"number\">" + plural(severity) + "</th>"));
        line("</tr></thead>");
        line("<tbody>");
        int number = 1;
        for (Map.Entry<String, List<Finding>> store : report.findings().entrySet()) {
            summary(number++, store.getKey(), store.getValue());
        }
        line("</tbody>");
        line("</table>");
        line("</div>");
    }

    private void summary(int number, String store, List<Finding> found) {
        line("<tr><th scope=\"row\"><a href=\"#store-" + number + "\">" + HtmlText.of(store)
                + "</a></th><td class=\"wordy\">" + HtmlText.of(report.summary(found)) + "</td>");
        for (Severity severity : WORST_FIRST) {
            long count = ValidationReport.count(found, severity);
            String mark = count == 0 ? "" : " " + word(severity);
            line("<td class=\"number" + mark + "\">" + count + "</td>");
        }
        line("</tr>");
    }

    /** A browser that does not know :has() shows everything, whatever is chosen. */
    private void filter() {
        line("<form>");
        line("<fieldset>");
        line("<legend>Show</legend>");
        choice(
                "all",
                "Everything",
                report.findings().values().stream().mapToLong(List::size).sum());
        WORST_FIRST.forEach(severity -> choice(word(severity), plural(severity), all(severity)));
        line("</fieldset>");
        line("</form>");
    }

    private void choice(String id, String words, long count) {
        String checked = id.equals("all") ? " checked" : "";
        line("<label><input type=\"radio\" name=\"show\" id=\"show-" + id + "\"" + checked + "> " + words
                + " <span class=\"count\">" + count + "</span></label>");
    }

    private void store(int number, String store, List<Finding> found) {
        String heading = "store-" + number;
        line("<section aria-labelledby=\"" + heading + "\">");
        line("<h2 id=\"" + heading + "\">" + HtmlText.of(store) + " <span class=\"result\">"
                + HtmlText.of(report.summary(found)) + "</span></h2>");
        if (found.isEmpty()) {
            line("<p>Nothing was found.</p>");
        } else {
            line("<ol>");
            WORST_FIRST.forEach(severity ->
                    found.stream().filter(one -> one.severity() == severity).forEach(this::finding));
            line("</ol>");
        }
        line("</section>");
    }

    private void finding(Finding finding) {
        String word = word(finding.severity());
        line("<li class=\"finding " + word + "\">");
        line("<h3><span class=\"badge\">" + word + "</span> " + HtmlText.of(finding.place()) + "</h3>");
        line("<dl>");
        line("<div><dt>Expected</dt><dd><code>" + HtmlText.of(finding.expected()) + "</code></dd></div>");
        line("<div><dt>Found</dt><dd><code>" + HtmlText.of(finding.found()) + "</code></dd></div>");
        line("<div><dt>Remedy</dt><dd>" + HtmlText.of(finding.remedy()) + "</dd></div>");
        line("</dl>");
        line("</li>");
    }

    private static String word(Severity severity) {
        return Json.word(severity);
    }

    private static String plural(Severity severity) {
        return switch (severity) {
            case ERROR -> "Errors";
            case WARNING -> "Warnings";
            case NOTICE -> "Notices";
        };
    }

    private void line(String text) {
        html.append(text).append('\n');
    }
}
