package io.whisperschema.picture;

import io.whisperschema.internal.html.HtmlPage;
import io.whisperschema.internal.html.HtmlText;
import io.whisperschema.picture.Sheet.Note;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link SchemaPicture#html()}. */
final class PicturePage {
    private static final int WIDEST = 1200;
    private static final String LINES =
            "A line leads from a foreign key to the table that it refers to, where the arrow is.";
    private static final String LEGEND =
            " A fork: many rows may refer to the same. A bar: one at most. A circle: a row may"
                    + " refer to none. A question mark behind a type: the column may be null.";

    private final Sheet sheet;
    private final String mermaid;
    private final Html html = new Html();

    PicturePage(Sheet sheet, String mermaid) {
        this.sheet = sheet;
        this.mermaid = mermaid;
    }

    String html() {
        html.append(HtmlPage.beginning(sheet.name(), PictureStyle.CSS));
        html.line("<h1>%s</h1>", HtmlText.of(sheet.name()));
        html.line("<p class=\"source\">%s</p>", HtmlText.of(sheet.source()));
        Map<String, Runnable> parts = parts();
        contents(List.copyOf(parts.keySet()));
        int number = 1;
        for (Map.Entry<String, Runnable> part : parts.entrySet()) {
            html.part("part-" + number++, part.getKey(), part.getValue());
        }
        html.append(HtmlPage.END);
        return html.toString();
    }

    private void contents(List<String> parts) {
        html.line("<nav aria-label=\"Contents\"><ul>");
        for (int i = 0; i < parts.size(); i++) {
            html.line("<li><a href=\"#part-%d\">%s</a></li>", i + 1, HtmlText.of(parts.get(i)));
        }
        html.line("</ul></nav>");
    }

    /** What there is, by heading. */
    private Map<String, Runnable> parts() {
        var parts = new LinkedHashMap<String, Runnable>();
        var tables = new TableParts(sheet, html);
        var stores = new StoreParts(sheet, html);
        var graph = new GraphPart(sheet.graph(), html);
        add(parts, "Diagram", sheet.tables(), this::diagram);
        add(parts, "Tables", sheet.tables(), tables::tables);
        add(parts, "Views", sheet.relational().views(), tables::views);
        add(parts, "What else is there", sheet.relational().others(), tables::others);
        add(parts, "Vector collections", sheet.vectors().collections(), stores::collections);
        add(parts, "Families of collections", sheet.vectors().families(), stores::families);
        add(parts, "Cache keys", sheet.cache().families(), stores::keyFamilies);
        add(parts, "Graph", sheet.graph().nodes(), graph::write);
        add(parts, "Links between stores", sheet.links(), this::links);
        add(parts, "Components", sheet.components(), this::components);
        add(parts, "Notes", sheet.notes(), this::notes);
        add(parts, "As Mermaid", sheet.tables(), this::mermaid);
        return parts;
    }

    private static void add(Map<String, Runnable> parts, String heading, List<?> content, Runnable part) {
        if (!content.isEmpty()) {
            parts.put(heading, part);
        }
    }

    private void diagram() {
        Layout layout = Layout.of(TableDiagram.of(sheet), WIDEST);
        String counts = Html.count(layout.boxes().size(), "table") + ", "
                + Html.count(layout.wires().size(), "foreign key") + ".";
        new DiagramSvg("diagram", layout, html).write("Tables and foreign keys", counts + " " + LINES);
        html.line("<p class=\"legend\">%s</p>", HtmlText.of(LINES + LEGEND));
    }

    private void links() {
        html.table(
                "A value here is a key there",
                List.of("Value", "Key of"),
                sheet.links().stream()
                        .map(link -> List.of(
                                Html.code(link.from().text()),
                                Html.code(link.to().text())))
                        .toList());
    }

    private void components() {
        html.table(
                "Who owns which tables",
                List.of("Component", "Tables"),
                sheet.components().stream()
                        .map(component -> List.of(
                                HtmlText.of(component.name()), Html.code(String.join(", ", component.tables()))))
                        .toList());
    }

    private void notes() {
        var rows = new ArrayList<List<String>>();
        for (Note note : sheet.notes()) {
            rows.add(List.of(HtmlText.of(note.place()), HtmlText.of(note.words())));
        }
        html.table("What to know beside", List.of("Place", "Note"), rows);
    }

    private void mermaid() {
        html.line("<details><summary>The text</summary>");
        html.line("<pre tabindex=\"0\">" + HtmlText.of(mermaid) + "</pre>");
        html.line("</details>");
    }
}
