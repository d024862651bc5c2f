package io.whisperschema.picture;

import io.whisperschema.picture.Diagram.Box;
import io.whisperschema.picture.Diagram.Edge;
import io.whisperschema.picture.Diagram.Port;
import io.whisperschema.picture.Diagram.Row;
import io.whisperschema.picture.TableSheet.ColumnSheet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The diagram of tables and foreign keys. */
final class TableDiagram {
    private static final int MOST_ROWS = 14;

    private final Sheet sheet;
    private final List<List<ColumnSheet>> shown;

    private TableDiagram(Sheet sheet) {
        this.sheet = sheet;
        this.shown = sheet.tables().stream().map(TableDiagram::shown).toList();
    }

    static Diagram of(Sheet sheet) {
        var drawing = new TableDiagram(sheet);
        return new Diagram(drawing.boxes(), drawing.edges());
    }

    /** All columns of most tables; of a wide one those with a key and as many others as there is room for. */
    private static List<ColumnSheet> shown(TableSheet table) {
        List<ColumnSheet> columns = table.columns();
        if (columns.size() <= MOST_ROWS) {
            return columns;
        }
        long keys = columns.stream().filter(column -> !column.marks().isEmpty()).count();
        long room = Math.max(0, MOST_ROWS - 1 - keys);
        var some = new ArrayList<ColumnSheet>();
        for (ColumnSheet column : columns) {
            if (!column.marks().isEmpty() || room-- > 0) {
                some.add(column);
            }
        }
        return some;
    }

    private List<Box> boxes() {
        return IntStream.range(0, shown.size()).mapToObj(this::box).toList();
    }

    private Box box(int number) {
        TableSheet table = sheet.tables().get(number);
        List<Row> rows = new ArrayList<>(
                shown.get(number).stream().map(TableDiagram::row).toList());
        int hidden = table.columns().size() - rows.size();
        if (hidden > 0) {
            rows.add(new Row("", "\u2026 " + hidden + " more", ""));
        }
        return new Box(Anchors.table(number), "table", table.name(), rows);
    }

    private static Row row(ColumnSheet column) {
        String mark = column.sortedMarks().stream().findFirst().map(Enum::name).orElse("");
        return new Row(mark, column.name(), column.type() + (column.need() == Need.OPTIONAL ? "?" : ""));
    }

    private List<Edge> edges() {
        return IntStream.range(0, shown.size())
                .boxed()
                .flatMap(from -> sheet.tables().get(from).references().stream()
                        .filter(reference -> sheet.target(reference).isPresent())
                        .map(reference -> edge(from, reference)))
                .collect(Collectors.toList());
    }

    private Edge edge(int from, Reference reference) {
        int to = sheet.target(reference).orElseThrow();
        String words = sheet.tables().get(from).name() + " " + RuleWords.list(reference.columns()) + " to "
                + sheet.tables().get(to).name() + " " + RuleWords.list(reference.references());
        return new Edge(
                port(from, reference.columns()),
                port(to, reference.references()),
                reference.need(),
                reference.share(),
                words);
    }

    /** At the first of the columns. */
    private Port port(int table, List<String> columns) {
        List<String> names = shown.get(table).stream().map(ColumnSheet::name).toList();
        return new Port(table, Sheet.position(names, columns.get(0)).orElse(Port.TITLE));
    }
}
