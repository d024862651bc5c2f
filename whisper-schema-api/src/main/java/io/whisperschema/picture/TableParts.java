package io.whisperschema.picture;

import io.whisperschema.catalog.ForeignObject;
import io.whisperschema.internal.html.HtmlText;
import io.whisperschema.picture.Sheet.Query;
import io.whisperschema.picture.Sheet.ViewSheet;
import io.whisperschema.picture.TableSheet.ColumnSheet;
import io.whisperschema.picture.TableSheet.Rule;
import java.util.List;
import java.util.stream.Collectors;

/** The parts of a page that say what a database holds. */
final class TableParts {
    private static final int SEEN_AT_A_GLANCE = 8;

    private final Sheet sheet;
    private final Html html;

    TableParts(Sheet sheet, Html html) {
        this.sheet = sheet;
        this.html = html;
    }

    void tables() {
        if (sheet.tables().size() > SEEN_AT_A_GLANCE) {
            names();
        }
        html.cards(() -> {
            for (int i = 0; i < sheet.tables().size(); i++) {
                TableSheet table = sheet.tables().get(i);
                html.card(Anchors.table(i), table.name(), () -> table(table));
            }
        });
    }

    private void names() {
        html.line("<ul class=\"names\">");
        for (int i = 0; i < sheet.tables().size(); i++) {
            String name = sheet.tables().get(i).name();
            html.line("<li><a href=\"#%s\">%s</a></li>", Anchors.table(i), HtmlText.of(name));
        }
        html.line("</ul>");
    }

    private void table(TableSheet table) {
        table.comment().ifPresent(html::paragraph);
        html.table(
                "Columns",
                List.of("Column", "Type", "Null", "Value"),
                table.columns().stream().map(TableParts::column).toList());
        html.table(
                "Keys, checks and indexes",
                List.of("Kind", "What"),
                table.rules().stream().map(this::rule).toList());
    }

    private static List<String> column(ColumnSheet column) {
        String marks = column.sortedMarks().stream()
                .map(mark -> " <abbr title=\"" + meaning(mark) + "\">" + mark + "</abbr>")
                .collect(Collectors.joining());
        String comment = column.comment()
                .map(text -> "<span class=\"comment\">" + HtmlText.of(text) + "</span>")
                .orElse("");
        return List.of(
                "<span class=\"key\">" + HtmlText.of(column.name()) + "</span>" + marks + comment,
                Html.code(column.type()),
                column.need() == Need.OPTIONAL ? "null" : "not null",
                Html.code(String.join("\n", column.facts())));
    }

    private static String meaning(TableSheet.Mark mark) {
        return switch (mark) {
            case PK -> "primary key";
            case FK -> "foreign key";
            case UK -> "unique";
        };
    }

    private List<String> rule(Rule rule) {
        String name = rule.name().map(text -> HtmlText.of(text) + " ").orElse("");
        return List.of(HtmlText.of(rule.kind()), name + Html.code(rule.words()));
    }

    void views() {
        html.cards(() -> {
            int number = 1;
            for (ViewSheet view : sheet.relational().views()) {
                html.card("view-" + number++, view.name(), () -> view.queries().forEach(this::query));
            }
        });
    }

    private void query(Query query) {
        html.paragraph("On " + query.databases());
        html.line("<pre tabindex=\"0\">" + HtmlText.of(query.text()) + "</pre>");
    }

    void others() {
        html.table(
                "No definition speaks of it; it stays as it is",
                List.of("Kind", "Name", "Of table", "Statement"),
                sheet.relational().others().stream().map(TableParts::other).toList());
    }

    private static List<String> other(ForeignObject object) {
        return List.of(
                HtmlText.of(object.type()),
                HtmlText.of(object.name()),
                HtmlText.of(object.table().orElse("")),
                Html.code(object.definition().orElse("")));
    }
}
