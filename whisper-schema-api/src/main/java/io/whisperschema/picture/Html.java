package io.whisperschema.picture;

import io.whisperschema.internal.html.HtmlText;
import java.util.List;
import java.util.Locale;

/** A page while it is written. What is a line or a cell is HTML already; all other text becomes it here. */
final class Html {
    private final StringBuilder html = new StringBuilder();

    void line(String line) {
        html.append(line).append('\n');
    }

    void line(String format, Object... values) {
        line(String.format(Locale.ROOT, format, values));
    }

    void append(String text) {
        html.append(text);
    }

    /** A part of the page with its heading. */
    void part(String id, String heading, Runnable inner) {
        line("<section aria-labelledby=\"%s\">", id);
        line("<h2 id=\"%s\">%s</h2>", id, HtmlText.of(heading));
        inner.run();
        line("</section>");
    }

    /** Cards beside each other where there is room. */
    void cards(Runnable inner) {
        line("<div class=\"cards\">");
        inner.run();
        line("</div>");
    }

    void card(String id, String heading, Runnable inner) {
        line("<article class=\"card\" aria-labelledby=\"%s\">", id);
        line("<h3 id=\"%s\">%s</h3>", id, HtmlText.of(heading));
        inner.run();
        line("</article>");
    }

    void paragraph(String text) {
        line("<p>" + HtmlText.of(text) + "</p>");
    }

    /** A table whose cells are HTML; a phone shows each row as a paragraph of its own. */
    void table(String caption, List<String> headers, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        line("<table role=\"table\">");
        line("<caption>%s</caption>", HtmlText.of(caption));
        line("<thead role=\"rowgroup\"><tr role=\"row\">");
        headers.forEach(header -> line("<th role=\"columnheader\" scope=\"col\">" + HtmlText.of(header) + "</th>"));
        line("</tr></thead>");
        line("<tbody role=\"rowgroup\">");
        rows.forEach(this::row);
        line("</tbody>");
        line("</table>");
    }

    private void row(List<String> cells) {
        line("<tr role=\"row\">");
        line("<th role=\"rowheader\" scope=\"row\">" + cells.get(0) + "</th>");
        cells.subList(1, cells.size()).forEach(cell -> line("<td role=\"cell\">" + cell + "</td>"));
        line("</tr>");
    }

    static String code(String text) {
        return text.isEmpty() ? "" : "<code>" + HtmlText.of(text) + "</code>";
    }

    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
