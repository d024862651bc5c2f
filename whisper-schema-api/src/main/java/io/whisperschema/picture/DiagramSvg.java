package io.whisperschema.picture;

import io.whisperschema.internal.html.HtmlText;
import io.whisperschema.picture.Diagram.Row;
import io.whisperschema.picture.Layout.Placed;
import io.whisperschema.picture.Layout.Point;
import io.whisperschema.picture.Layout.Side;
import io.whisperschema.picture.Layout.Wire;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A diagram as SVG within a page, coloured by the page's style. */
final class DiagramSvg {
    static final int TINTS = 6;

    private static final int INSET = 9;
    private static final int NAME_INSET = 34;

    private final String id;
    private final Layout layout;
    private final Html html;

    DiagramSvg(String id, Layout layout, Html html) {
        this.id = id;
        this.layout = layout;
        this.html = html;
    }

    void write(String title, String description) {
        html.line(
                "<div class=\"wide frame\" tabindex=\"0\" role=\"region\" aria-label=\"" + HtmlText.of(title) + "\">");
        html.line(
                "<svg role=\"group\" aria-labelledby=\"%s-title %s-desc\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">",
                id, id, layout.width(), layout.height(), layout.width(), layout.height());
        html.line("<title id=\"%s-title\">%s</title>", id, HtmlText.of(title));
        html.line("<desc id=\"%s-desc\">%s</desc>", id, HtmlText.of(description));
        html.line("<g aria-hidden=\"true\">");
        layout.wires().forEach(this::wire);
        html.line("</g>");
        layout.boxes().forEach(this::box);
        html.line("</svg>");
        html.line("</div>");
    }

    private void wire(Wire wire) {
        html.line(
                "<g class=\"wire tint-%d\"><title>%s</title><path d=\"%s\"/><path d=\"%s\"/><path class=\"full\" d=\"%s\"/></g>",
                wire.tint() % TINTS, HtmlText.of(wire.edge().words()), line(wire.bends()), start(wire), end(wire));
    }

    private static String line(List<Point> bends) {
        return "M" + bends.stream().map(point -> point.x() + " " + point.y()).collect(Collectors.joining("L"));
    }

    /** A fork where many may refer, a bar where one does; a circle where it may refer to none. */
    private static String start(Wire wire) {
        Point at = wire.bends().get(0);
        int away = wire.out() == Side.RIGHT ? 1 : -1;
        String share = wire.edge().share() == Reference.Share.MANY
                ? path("M%d %dl%d 4l%d 4", at.x(), at.y() - 4, away * 8, away * -8)
                : path("M%d %dv8", at.x() + away * 5, at.y() - 4);
        String circle = path("M%d %da3 3 0 1 0 6 0a3 3 0 1 0 -6 0", at.x() + away * 11 - 3, at.y());
        return wire.edge().need() == Need.OPTIONAL ? share + circle : share;
    }

    /** The head of an arrow. */
    private static String end(Wire wire) {
        Point at = wire.bends().get(wire.bends().size() - 1);
        int away = wire.in() == Side.RIGHT ? 1 : -1;
        return path("M%d %dl%d -4v8z", at.x(), at.y(), away * 9);
    }

    private static String path(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }

    private void box(Placed placed) {
        html.line(
                "<a href=\"#%s\" aria-label=\"%s\">",
                placed.box().anchor(),
                HtmlText.of(placed.box().kind() + " " + placed.box().title()));
        html.line("<title>%s</title>", HtmlText.of(placed.box().title()));
        html.line(
                "<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>",
                placed.x(), placed.y(), Layout.BOX_WIDTH, placed.height());
        html.line(
                "<path class=\"rule\" d=\"M%d %dh%d\"/>",
                placed.x(), placed.y() + Layout.TITLE_HEIGHT - 2, Layout.BOX_WIDTH);
        text(
                placed.x() + INSET,
                placed.y() + 18,
                "title",
                Fitting.title(placed.box().title()));
        int y = placed.y() + Layout.TITLE_HEIGHT + 14;
        for (Row row : placed.box().rows()) {
            row(placed.x(), y, row);
            y += Layout.ROW_HEIGHT;
        }
        html.line("</a>");
    }

    private void row(int x, int y, Row row) {
        Fitting fitting = Fitting.of(row);
        text(x + INSET, y, "mark", row.mark());
        text(x + NAME_INSET, y, "name", fitting.name());
        text(x + Layout.BOX_WIDTH - INSET, y, "type", fitting.detail());
    }

    private void text(int x, int y, String style, String words) {
        if (!words.isEmpty()) {
            html.line("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>", style, x, y, HtmlText.of(words));
        }
    }
}
