package io.whisperschema.picture;

import io.whisperschema.picture.TableSheet.ColumnSheet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** {@link SchemaPicture#mermaid()}. */
final class Mermaid {
    private final Sheet sheet;
    private final List<String> names;
    private final StringBuilder text = new StringBuilder();

    Mermaid(Sheet sheet) {
        this.sheet = sheet;
        this.names = names(sheet.tables().stream().map(TableSheet::name).toList());
    }

    /** A name for each table: its own, or a number where Mermaid does not take that. */
    private static List<String> names(List<String> tables) {
        Set<String> taken = new HashSet<>(tables);
        var names = new ArrayList<String>();
        int number = 0;
        for (String table : tables) {
            String name = table;
            while (!MermaidWords.isOrdinary(name) || (!name.equals(table) && !taken.add(name))) {
                name = "table_" + ++number;
            }
            names.add(name);
        }
        return names;
    }

    String text() {
        line("erDiagram");
        if (!sheet.name().isBlank()) {
            line("    accTitle: " + MermaidWords.text(sheet.name()));
        }
        for (int i = 0; i < names.size(); i++) {
            entity(names.get(i), sheet.tables().get(i));
        }
        for (int i = 0; i < names.size(); i++) {
            String from = names.get(i);
            sheet.tables().get(i).references().forEach(reference -> reference(from, reference));
        }
        sheet.relational().views().forEach(view -> comment("view " + view.name()));
        sheet.links().forEach(link -> comment("link " + link.text()));
        return text.toString();
    }

    private void entity(String name, TableSheet table) {
        String title = name.equals(table.name()) ? "" : "[\"" + MermaidWords.text(table.name()) + "\"]";
        line("    " + name + title + " {");
        table.columns().forEach(this::attribute);
        line("    }");
    }

    private void attribute(ColumnSheet column) {
        String type = MermaidWords.word(column.type());
        String name = MermaidWords.word(column.name());
        String marks = column.sortedMarks().stream().map(Enum::name).collect(Collectors.joining(", "));
        var remarks = new ArrayList<String>();
        if (!name.equals(column.name())) {
            remarks.add(column.name());
        }
        if (!type.equals(column.type()) && !column.type().isEmpty()) {
            remarks.add(column.type());
        }
        if (column.need() == Need.REQUIRED) {
            remarks.add("not null");
        }
        line("        " + type + " " + name + (marks.isEmpty() ? "" : " " + marks) + quoted(remarks));
    }

    private static String quoted(List<String> remarks) {
        return remarks.isEmpty() ? "" : " \"" + MermaidWords.text(String.join(", ", remarks)) + "\"";
    }

    private void reference(String from, Reference reference) {
        OptionalInt target = sheet.target(reference);
        if (target.isEmpty()) {
            comment("table " + reference.table() + " is not there, " + from + " refers to it");
            return;
        }
        String one = reference.need() == Need.REQUIRED ? "||" : "|o";
        String many = reference.share() == Reference.Share.ONE ? "o|" : "o{";
        line("    " + names.get(target.getAsInt()) + " " + one + "--" + many + " " + from + " : \""
                + MermaidWords.text(reference.words()) + "\"");
    }

    private void comment(String words) {
        line("    %% " + MermaidWords.text(words));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
