package io.whisperschema.picture;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A table as a picture shows it. */
record TableSheet(
        String name,
        Optional<String> comment,
        List<ColumnSheet> columns,
        List<Reference> references,
        List<Rule> rules) {
    TableSheet {
        columns = List.copyOf(columns);
        references = List.copyOf(references);
        rules = List.copyOf(rules);
    }

    /** A column, with what is true of it beside its type. */
    record ColumnSheet(
            String name, String type, Need need, Set<Mark> marks, List<String> facts, Optional<String> comment) {
        ColumnSheet {
            marks = Set.copyOf(marks);
            facts = List.copyOf(facts);
        }

        List<Mark> sortedMarks() {
            return marks.stream().sorted().toList();
        }
    }

    /** Part of the primary key, of a foreign key, unique by itself. */
    enum Mark {
        PK,
        FK,
        UK
    }

    /** A key, check or index, in words. */
    record Rule(String kind, Optional<String> name, String words) {}

    List<String> columnNames() {
        return columns.stream().map(ColumnSheet::name).toList();
    }
}
