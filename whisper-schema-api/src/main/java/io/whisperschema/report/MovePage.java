package io.whisperschema.report;

import io.whisperschema.internal.html.HtmlText;
import io.whisperschema.move.FlawFound;
import io.whisperschema.report.ReportPage.Column;
import java.util.List;

/** The pages of what moves report. */
final class MovePage {
    private final ReportPage html = new ReportPage();

    private MovePage() {}

    static String of(MoveReport report) {
        var page = new MovePage();
        page.head("Move", report.summary(), report.isProven());
        page.roots(report);
        page.passages(report.passages());
        page.flaws(report.flaws());
        page.html.warnings(
                "Differences",
                report.differences().stream().map(Difference::sentence).toList());
        page.html.notices(report.notices());
        if (!report.took().isEmpty()) {
            page.html.line("<p class=\"quiet\">" + HtmlText.of(MoveText.took(report.took())) + "</p>");
        }
        return page.html.end();
    }

    static String of(PreflightReport report) {
        var page = new MovePage();
        page.head("Preflight", report.summary(), report.isClear());
        page.html.table("What there is to move", Column.text("Table"), Column.number("Rows"), Column.number("Size"));
        report.passages()
                .forEach(passage -> page.row(
                        passage.source(), MoveText.number(passage.rows()), MoveText.megabytes(passage.bytes())));
        page.html.endOfTable();
        page.flaws(report.flaws());
        page.html.notices(report.notices());
        return page.html.end();
    }

    private void head(String title, String verdict, boolean good) {
        if (good) {
            html.head(title, verdict);
        } else {
            html.warningHead(title, verdict);
        }
    }

    private void roots(MoveReport report) {
        html.line("<dl>");
        html.line("<dt>Digest of what the source returned</dt><dd><code>" + HtmlText.of(report.sourceRoot())
                + "</code></dd>");
        html.line("<dt>Digest of what the target returned</dt><dd><code>"
                + HtmlText.of(report.targetRoot().isEmpty() ? "not read back" : report.targetRoot()) + "</code></dd>");
        html.line("</dl>");
    }

    private void passages(List<PassageResult> passages) {
        html.table(
                "What became of each table",
                Column.text("Table"),
                Column.number("Rows"),
                Column.number("Size"),
                Column.number("Chunks"),
                Column.number("Rejected"),
                Column.number("Left out"),
                Column.number("Target returned"));
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
        html.endOfTable();
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
        html.warnings(
                "Values and rows that do not fit",
                flaws.stream().map(FlawFound::text).toList());
    }

    private void row(String first, String... others) {
        var row = new StringBuilder("<tr><th scope=\"row\">" + HtmlText.of(first) + "</th>");
        for (String cell : others) {
            row.append("<td class=\"number\">").append(HtmlText.of(cell)).append("</td>");
        }
        html.line(row.append("</tr>").toString());
    }
}
