package io.whisperschema.internal.html;

/** Text as HTML shows it, whatever it holds. */
public final class HtmlText {
    private static final char NO_CHARACTER_OF_HTML = '\uFFFD';

    private HtmlText() {}

    /** Fit to stand between tags and within quotes. */
    public static String of(String text) {
        var html = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> append(point, html));
        return html.toString();
    }

    private static void append(int point, StringBuilder html) {
        switch (point) {
            case '&' -> html.append("&amp;");
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            case '\n', '\t' -> html.appendCodePoint(point);
            default -> html.appendCodePoint(isOfHtml(point) ? point : NO_CHARACTER_OF_HTML);
        }
    }

    private static boolean isOfHtml(int point) {
        boolean halfOfAPair = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return !Character.isISOControl(point) && !halfOfAPair && (point & 0xFFFE) != 0xFFFE;
    }
}
