package io.whisperschema.report;

import io.whisperschema.finding.Finding;
import io.whisperschema.internal.html.HtmlPage;
import io.whisperschema.internal.html.HtmlText;
import java.util.List;

/** A page as it is written: head, headings, lists and tables. Text is given as it is, what is named markup as HTML. */
final class ReportPage {
    /** What a cell holds. */
    enum Cell {
        TEXT,
        NUMBER
    }

    /** A column of a table. */
    record Column(String head, Cell cell) {
        static Column text(String head) {
            return new Column(head, Cell.TEXT);
        }

        static Column number(String head) {
            return new Column(head, Cell.NUMBER);
        }
    }

    private final StringBuilder html = new StringBuilder();

    void head(String title, String verdict) {
        head(title, verdict, "verdict");
    }

    void warningHead(String title, String verdict) {
        head(title, verdict, "warning");
    }

    private void head(String title, String verdict, String kind) {
        html.append(HtmlPage.beginning(title + ": " + verdict, RunStyle.CSS));
        line("<h1>" + HtmlText.of(title) + "</h1>");
        line("<p class=\"" + kind + "\">" + HtmlText.of(verdict) + "</p>");
    }

    void heading(String words) {
        line("<h2>" + HtmlText.of(words) + "</h2>");
    }

    /** A heading and what is wrong, each in a line of its own; nothing if nothing is. */
    void warnings(String title, List<String> items) {
        if (!items.isEmpty()) {
            heading(title);
            line("<ul>");
            items.forEach(one -> line("<li class=\"warning\">" + HtmlText.of(one) + "</li>"));
            line("</ul>");
        }
    }

    /** A heading and what is to be known; nothing if nothing is. */
    void notices(List<Finding> findings) {
        if (!findings.isEmpty()) {
            heading("Notices");
            list(findings);
        }
    }

    /** What is to be known, under what it is about; nothing if nothing is. */
    void list(List<Finding> findings) {
        if (!findings.isEmpty()) {
            line("<ul>");
            findings.forEach(one -> line("<li>" + sentences(one) + "</li>"));
            line("</ul>");
        }
    }

    /** A finding and its remedy as markup. */
    static String sentences(Finding finding) {
        return HtmlText.of(finding.sentence()) + " <span class=\"quiet\">" + HtmlText.of(finding.remedy()) + "</span>";
    }

    void table(String caption, Column... columns) {
        line("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"" + HtmlText.of(caption) + "\">");
        line("<table>");
        line("<caption>" + HtmlText.of(caption) + "</caption>");
        line("<thead><tr>");
        for (Column column : columns) {
            line("<th scope=\"col\"" + (column.cell() == Cell.NUMBER ? " class=\"number\"" : "") + ">" + column.head()
                    + "</th>");
        }
        line("</tr></thead>");
        line("<tbody>");
    }

    void endOfTable() {
        line("</tbody>");
        line("</table>");
        line("</div>");
    }

    void line(String markup) {
        html.append(markup).append('\n');
    }

    String end() {
        return html.append(HtmlPage.END).toString();
    }
}
