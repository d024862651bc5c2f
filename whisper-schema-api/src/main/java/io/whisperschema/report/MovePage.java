package io.whisperschema.report;

import io.whisperschema.finding.Finding;
import io.whisperschema.internal.html.HtmlPage;
import io.whisperschema.internal.html.HtmlText;
import io.whisperschema.move.FlawFound;
import java.util.List;

/** The pages of what moves report. */
final class MovePage {
    private final StringBuilder html = new StringBuilder();

    private MovePage() {}

    static String of(MoveReport report) {
        var page = new MovePage();
        page.head("Move", report.summary(), report.isProven());
        page.roots(report);
        page.passages(report.passages());
        page.flaws(report.flaws());
        page.list(
                "Differences",
                report.differences().stream().map(Difference::sentence).toList());
        page.notices(report.notices());
        if (!report.took().isEmpty()) {
            page.line("<p class=\"quiet\">" + HtmlText.of(MoveText.took(report.took())) + "</p>");
        }
        return page.end();
    }

    static String of(PreflightReport report) {
        var page = new MovePage();
        page.head("Preflight", report.summary(), report.isClear());
        page.table("What there is to move", "Table", "Rows", "Size");
        report.passages()
                .forEach(passage -> page.row(
                        passage.source(), MoveText.number(passage.rows()), MoveText.megabytes(passage.bytes())));
        page.endOfTable();
        page.flaws(report.flaws());
        page.notices(report.notices());
        return page.end();
    }

    private void head(String title, String verdict, boolean good) {
        html.append(HtmlPage.beginning(title + ": " + verdict, RunStyle.CSS));
        line("<h1>" + HtmlText.of(title) + "</h1>");
        line("<p class=\"" + (good ? "verdict" : "warning") + "\">" + HtmlText.of(verdict) + "</p>");
    }

    private void roots(MoveReport report) {
        line("<dl>");
        line("<dt>Digest of what the source returned</dt><dd><code>" + HtmlText.of(report.sourceRoot())
                + "</code></dd>");
        line("<dt>Digest of what the target returned</dt><dd><code>"
                + HtmlText.of(report.targetRoot().isEmpty() ? "not read back" : report.targetRoot()) + "</code></dd>");
        line("</dl>");
    }

    private void passages(List<PassageResult> passages) {
        table(
                "What became of each table",
                "Table",
                "Rows",
                "Size",
                "Chunks",
                "Rejected",
                "Left out",
                "Target returned");
        for (PassageResult passage : passages) {
            row(
                    passage.source().equals(passage.target())
                            ? passage.source()
                            : passage.source() + " → " + passage.target(),
                    MoveText.number(passage.rows()),
                    MoveText.megabytes(passage.bytes()),
                    Integer.toString(passage.chunks()),
                    MoveText.number(passage.rejected()),
                    MoveText.number(passage.leftOut()),
                    verdict(passage));
        }
        endOfTable();
    }

    private static String verdict(PassageResult passage) {
        if (passage.targetDigest().isEmpty()) {
            return "not read";
        }
        return passage.isEqual()
                ? "the same"
                : "something else in " + MoveText.count(passage.differingParts().size(), "part");
    }

    private void flaws(List<FlawFound> flaws) {
        list(
                "Values and rows that do not fit",
                flaws.stream().map(FlawFound::text).toList());
    }

    private void list(String title, List<String> items) {
        if (!items.isEmpty()) {
            line("<h2>" + HtmlText.of(title) + "</h2>");
            line("<ul>");
            items.forEach(one -> line("<li class=\"warning\">" + HtmlText.of(one) + "</li>"));
            line("</ul>");
        }
    }

    private void notices(List<Finding> notices) {
        if (!notices.isEmpty()) {
            line("<h2>Notices</h2>");
            line("<ul>");
            notices.forEach(notice -> line("<li>" + HtmlText.of(notice.sentence()) + " <span class=\"quiet\">"
                    + HtmlText.of(notice.remedy()) + "</span></li>"));
            line("</ul>");
        }
    }

    private void table(String caption, String first, String... others) {
        line("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"" + HtmlText.of(caption) + "\">");
        line("<table>");
        line("<caption>" + HtmlText.of(caption) + "</caption>");
        line("<thead><tr>");
        line("<th scope=\"col\">" + first + "</th>");
        for (String column : others) {
            line("<th scope=\"col\" class=\"number\">" + column + "</th>");
        }
        line("</tr></thead>");
        line("<tbody>");
    }

    private void row(String first, String... others) {
        var row = new StringBuilder("<tr><th scope=\"row\">" + HtmlText.of(first) + "</th>");
        for (String cell : others) {
            row.append("<td class=\"number\">").append(HtmlText.of(cell)).append("</td>");
        }
        line(row.append("</tr>").toString());
    }

    private void endOfTable() {
        line("</tbody>");
        line("</table>");
        line("</div>");
    }

    private void line(String text) {
        html.append(text).append('\n');
    }

    private String end() {
        return html.append(HtmlPage.END).toString();
    }
}
