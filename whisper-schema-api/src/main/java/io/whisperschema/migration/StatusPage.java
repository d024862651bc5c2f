package io.whisperschema.migration;

import io.whisperschema.internal.html.HtmlPage;
import io.whisperschema.internal.html.HtmlText;
import io.whisperschema.migration.MigrationStatus.State;

/** {@link MigrationComparison#toHtml()}. */
final class StatusPage {
    private static final String STYLE = """
            .verdict { margin: .25rem 0 1.5rem; font-size: 1.125rem; font-weight: 600; color: var(--tone); }
            .valid { --tone: var(--valid); }
            .notice { --tone: var(--notice); }
            .warning { --tone: var(--warning); }
            .error { --tone: var(--error); }
            .quiet { display: block; color: var(--faint); font-size: .8125rem; overflow-wrap: anywhere; }
            td { vertical-align: top; overflow-wrap: anywhere; }
            tbody th { min-width: 3.5rem; vertical-align: top; white-space: nowrap; }
            td.state { color: var(--tone); font-weight: 600; overflow-wrap: normal; }
            @media print { tr { break-inside: avoid; } }
            """;

    private StatusPage() {}

    static String of(MigrationComparison comparison) {
        var html = new StringBuilder(HtmlPage.beginning("Migrations: " + verdict(comparison), STYLE));
        line(html, "<h1>Migrations</h1>");
        line(html, "<p class=\"verdict " + tone(comparison) + "\">" + verdict(comparison) + "</p>");
        line(html, "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Migrations\">");
        line(html, "<table>");
        line(html, "<caption>Those of the code in their order, then those that only the database has</caption>");
        line(
                html,
                "<thead><tr><th scope=\"col\">Number</th><th scope=\"col\">Name</th><th scope=\"col\">State</th></tr></thead>");
        line(html, "<tbody>");
        comparison.all().forEach(status -> line(html, row(status)));
        line(html, "</tbody>");
        line(html, "</table>");
        line(html, "</div>");
        return html.append(HtmlPage.END).toString();
    }

    private static String verdict(MigrationComparison comparison) {
        int wrong = comparison.in(State.CHECKSUM_MISMATCH, State.UNKNOWN).size();
        int pending = comparison.in(State.PENDING, State.LATE).size();
        if (wrong > 0) {
            return wrong + " stop a run";
        }
        return pending > 0 ? pending + " pending" : "all applied";
    }

    private static String tone(MigrationComparison comparison) {
        if (!comparison.in(State.CHECKSUM_MISMATCH, State.UNKNOWN).isEmpty()) {
            return "error";
        }
        return comparison.in(State.PENDING, State.LATE).isEmpty() ? "valid" : "warning";
    }

    private static String row(MigrationStatus status) {
        return "<tr><th scope=\"row\">" + HtmlText.of(status.id().toString()) + "</th><td>" + HtmlText.of(status.name())
                + status.recorded().map(StatusPage::recorded).orElse("") + sums(status) + "</td><td class=\"state "
                + tone(status.state()) + "\">" + status.state() + "</td></tr>";
    }

    private static String recorded(RecordedMigration recorded) {
        return quiet("recorded at " + recorded.appliedAt());
    }

    private static String sums(MigrationStatus status) {
        return status.state() == State.CHECKSUM_MISMATCH
                ? quiet(status.sentence().substring(status.line().length() + 2))
                : "";
    }

    private static String quiet(String text) {
        return " <span class=\"quiet\">" + HtmlText.of(text) + "</span>";
    }

    private static String tone(State state) {
        return switch (state) {
            case APPLIED, REPEATED -> "valid";
            case EDITED, LEFT_OUT -> "notice";
            case PENDING, LATE, REPEATING -> "warning";
            case CHECKSUM_MISMATCH, UNKNOWN -> "error";
        };
    }

    private static void line(StringBuilder html, String text) {
        html.append(text).append('\n');
    }
}
