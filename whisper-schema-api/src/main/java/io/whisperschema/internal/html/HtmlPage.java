package io.whisperschema.internal.html;

import java.util.ArrayList;
import java.util.List;

/** What every page of ours begins and ends with: it needs no script, no font and no network, and could not use them. */
public final class HtmlPage {
    /** The last lines. */
    public static final String END = "</main>\n</body>\n</html>\n";

    private HtmlPage() {}

    /** The first lines of a page of that title in that style. */
    public static String beginning(String title, String style) {
        var lines = new ArrayList<>(List.of(
                "<!DOCTYPE html>",
                "<html lang=\"en\">",
                "<head>",
                "<meta charset=\"utf-8\">",
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
                "<meta name=\"color-scheme\" content=\"light dark\">",
                "<meta http-equiv=\"Content-Security-Policy\""
                        + " content=\"default-src 'none'; style-src 'unsafe-inline'\">"));
        lines.add("<title>" + HtmlText.of(title) + "</title>");
        lines.add("<style>");
        lines.add(HtmlStyle.CSS + style + "</style>");
        lines.addAll(List.of("</head>", "<body>", "<main>"));
        return String.join("\n", lines) + "\n";
    }
}
